import type { NotificationSettings } from '../../shared/model/settings.ts';
import { MINUTE_MS } from '../../shared/units.ts';
import { nextQuietChangeMs } from '../domain/quiet-hours.ts';
import type { Clock, LocalMinute } from '../ports/clock.ts';

/** A timer stands still while the computer sleeps, and the clock on the wall can be set: look again at least this often. */
const LOOK_EVERY_MS = 15 * MINUTE_MS;

export interface QuietAlarm {
  /** @param isNeeded  false while nothing waits: nothing then depends on the time of day */
  set(quietHours: NotificationSettings['quietHours'], isNeeded: boolean): void;
  stop(): void;
}

/** Wakes when quiet hours begin or end, and not before. */
export function createQuietAlarm(parts: {
  readonly clock: Clock;
  readonly localMinute: LocalMinute;
  readonly onChange: () => void;
}): QuietAlarm {
  const { clock, localMinute, onChange } = parts;
  let isSet = false;
  let current: NotificationSettings['quietHours'] | null = null;
  let cancel: () => void = () => undefined;

  function stop(): void {
    cancel();
    isSet = false;
  }

  return {
    set(quietHours, isNeeded) {
      if (!isNeeded || !quietHours.enabled) return stop();
      if (isSet && quietHours === current) return;
      stop();
      const nowMs = clock.nowMs();
      const atMs = nextQuietChangeMs(quietHours, nowMs, localMinute) ?? Infinity;
      current = quietHours;
      isSet = true;
      cancel = clock.schedule(Math.min(LOOK_EVERY_MS, atMs - nowMs), () => {
        isSet = false;
        onChange();
      });
    },
    stop,
  };
}
