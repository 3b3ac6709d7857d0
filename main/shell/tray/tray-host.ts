import { followName } from '../dbus/name-owner.ts';
import type { SessionBus } from '../dbus/session-bus.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';

export interface TrayHost {
  readonly isThere: boolean;
  stop(): void;
}

/**
 * Whether the desktop shows tray icons. Outside Linux it always does.
 *
 * @param onChange  told at every change
 */
export function followTrayHost(bus: SessionBus | null, onChange: (isThere: boolean) => void): TrayHost {
  if (bus === null) return { isThere: true, stop() {} };
  let isThere = false;
  const stop = followName(bus, WATCHER, (owner) => {
    const was = isThere;
    isThere = owner !== null;
    if (was !== isThere) onChange(isThere);
  });
  return {
    get isThere() {
      return isThere;
    },
    stop,
  };
}
