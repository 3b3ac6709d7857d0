import type { Place } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TraySurface } from '../../ports/surfaces.ts';
import type { AppWindow } from '../window/windows.ts';

/** How long a tray host may take to answer before its absence is believed. */
const TRAY_HOST_WITHIN_MS = 3 * SECOND_MS;

/**
 * No window at start, unless somebody asked for a place, there is nothing else to see yet, or the desktop shows no tray.
 * Who is new here and did not ask for the practice sessions finds the guide in it.
 *
 * @param hidden    started with the session: nothing opens by itself
 * @param wanted    somebody waits for a window, whatever is in it
 * @param onNoTray  the desktop shows no tray icons
 */
export function openFirstWindow(tools: {
  readonly place: Place | null;
  readonly hidden: boolean;
  readonly wanted: boolean;
  readonly settings: Pick<Settings, 'connections' | 'guideDone'>;
  readonly practice: boolean;
  readonly windows: AppWindow;
  readonly tray: TraySurface;
  readonly clock: Clock;
  readonly onNoTray: () => void;
}): void {
  const { windows, tray, hidden } = tools;
  const isUnused = tools.settings.connections.length === 0;
  const isGuideDue = isUnused && !tools.settings.guideDone && !tools.practice;
  if (tools.place !== null) windows.open(tools.place);
  else if (!hidden && isGuideDue) windows.openQuietly({ tag: 'guide' });
  else if (!hidden && (isUnused || tools.wanted)) windows.openQuietly();
  tools.clock.schedule(TRAY_HOST_WITHIN_MS, () => {
    if (tray.available) return;
    tools.onNoTray();
    if (!hidden) windows.openQuietly();
  });
}
