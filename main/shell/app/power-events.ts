import { powerMonitor } from 'electron';
import { followScreenLock } from '../dbus/screen-lock.ts';
import type { SessionBus } from '../dbus/session-bus.ts';

export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'unlock';

/**
 * Tells each change once: Linux reports every suspend and resume twice.
 *
 * @param bus  the session bus on Linux, where the lock of the screen is heard; null elsewhere
 */
export function followPower(bus: SessionBus | null, onEvent: (event: PowerEvent) => void): () => void {
  let isAsleep = false;
  let isLocked = false;
  const suspend = (): void => {
    if (isAsleep) return;
    isAsleep = true;
    onEvent('suspend');
  };
  const resume = (): void => {
    if (!isAsleep) return;
    isAsleep = false;
    onEvent('resume');
  };
  const lock = (): void => {
    if (isLocked) return;
    isLocked = true;
    onEvent('lock');
  };
  const unlock = (): void => {
    if (!isLocked) return;
    isLocked = false;
    onEvent('unlock');
  };
  powerMonitor.on('suspend', suspend).on('resume', resume).on('lock-screen', lock).on('unlock-screen', unlock);
  const stopLock = bus === null ? null : followScreenLock(bus, (locked) => (locked ? lock() : unlock()));
  return () => {
    stopLock?.();
    powerMonitor.off('suspend', suspend).off('resume', resume).off('lock-screen', lock).off('unlock-screen', unlock);
  };
}
