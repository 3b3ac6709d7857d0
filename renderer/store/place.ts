import type { Place } from '../../shared/ipc/contract.ts';
import { createCell, useCell } from './cell.ts';

/** Where the window is. Main may move it from a notification, the tray or a deep link. */
export const placeCell = createCell<Place>({ tag: 'inbox' });

export const usePlace = (): Place => useCell(placeCell, (place) => place);
export const go = (place: Place): void => placeCell.set(place);
export const currentPlace = (): Place => placeCell.get();
