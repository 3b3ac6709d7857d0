import { localMinute } from '../../app/local-time.ts';
import { MINUTE_MS } from '../../../shared/units.ts';
import type { Clock, LocalMinute } from '../../ports/clock.ts';

/**
 * Makes clocks of this process read the system's time zone anew. Node keeps the zone of its start, and forgets it only
 * when this variable is touched; somebody who travels would have quiet hours of the place that they left.
 */
export function refreshTimeZone(): void {
  const { TZ } = process.env;
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
}

/** The wall clock where this computer is now: systems find out on the way, and tell nobody. */
export function wallClock(clock: Pick<Clock, 'monotonicMs'>, refresh: () => void = refreshTimeZone): LocalMinute {
  let refreshedAtMs = -Infinity;
  return (atMs) => {
    const nowMs = clock.monotonicMs();
    if (nowMs - refreshedAtMs >= MINUTE_MS) {
      refreshedAtMs = nowMs;
      refresh();
    }
    return localMinute(atMs);
  };
}
