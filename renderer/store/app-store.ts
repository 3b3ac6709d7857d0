import type { AppView } from '../../shared/model/app-view.ts';
import { call, onPush } from '../bridge/bridge.ts';
import { createCell, resetCells, useCell } from './cell.ts';
import { keepEqual } from './keep-equal.ts';
import { placeCell } from './place.ts';
import { speakIn } from './spoken.ts';

/** Null until main has told the first view. */
const viewCell = createCell<AppView | null>(null);

function keepHigher(view: AppView): void {
  const held = viewCell.get();
  if (held !== null && held.revision >= view.revision) return;
  // Before anybody hears of the view: what is drawn next is drawn in its language.
  speakIn(view.language);
  viewCell.set(keepEqual(held, view));
}

/**
 * Starts to mirror main's view: listens first, then asks for a snapshot, and keeps the higher revision, so that no
 * change falls between the two.
 *
 * @returns stops mirroring.
 */
export function startMirror(): () => void {
  resetCells();
  const stops = [onPush('state:changed', keepHigher), onPush('window:show', (place) => placeCell.set(place))];
  void call('state:snapshot', undefined).then((snapshot) => {
    if (snapshot.ok) keepHigher(snapshot.value);
  });
  return () => {
    for (const stop of stops) stop();
  };
}

export const useAppReady = (): boolean => useCell(viewCell, (view) => view !== null);

/** Reads a part of the app's view. Only for components below the point where the first view is there. */
export function useApp<S>(select: (view: AppView) => S): S {
  return useCell(viewCell, (view) => {
    if (view === null) throw new Error('useApp before the first view');
    return select(view);
  });
}

/** The newest view, for work outside of drawing. */
export const currentView = (): AppView | null => viewCell.get();
export const onViewChange = viewCell.subscribe;
