import type { Place } from '../../../shared/ipc/contract.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TraySurface } from '../../ports/surfaces.ts';
import type { AppWindow } from '../window/windows.ts';

/** How long a tray host may take to answer before its absence is believed. */
const TRAY_HOST_WITHIN_MS = 3 * SECOND_MS;

/**
 * No window at start, unless somebody asked for a place, there is nothing else to see yet, or the desktop shows no tray.
 *
 * @param hidden    started with the session: nothing opens by itself
 * @param onNoTray  the desktop shows no tray icons
 */
export function openFirstWindow(tools: {
  readonly place: Place | null;
  readonly hidden: boolean;
  readonly wanted: boolean;
  readonly windows: AppWindow;
  readonly tray: TraySurface;
  readonly clock: Clock;
  readonly onNoTray: () => void;
}): void {
  const { windows, tray, hidden } = tools;
  if (tools.place !== null) windows.open(tools.place);
  else if (tools.wanted && !hidden) windows.openQuietly();
  tools.clock.schedule(TRAY_HOST_WITHIN_MS, () => {
    if (tray.available) return;
    tools.onNoTray();
    if (!hidden) windows.openQuietly();
  });
}
