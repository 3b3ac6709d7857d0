import type { NotificationSettings } from '../../shared/model/settings.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts';

type QuietHours = NotificationSettings['quietHours'];

/** A clock that is set forward may jump over all of them once, and one that is set back makes a day longer. */
const LOOK_AHEAD_MS = 2 * DAY_MS + 3 * HOUR_MS;

/** @param localMinute  minutes since midnight on the wall; `from` belongs to the quiet hours, `to` does not */
export function inQuietHours(quietHours: QuietHours, localMinute: number): boolean {
  if (!quietHours.enabled) return false;
  const from = minuteOfDay(quietHours.from);
  const to = minuteOfDay(quietHours.to);
  return from <= to ? localMinute >= from && localMinute < to : localMinute >= from || localMinute < to;
}

/**
 * When quiet hours next begin or end. Walks minute by minute, because the clock on the wall jumps over some times and
 * shows others twice.
 *
 * @param localMinute  minutes since midnight on the wall at a time
 * @returns            epoch milliseconds of a full minute, or null if nothing changes within two days
 */
export function nextQuietChangeMs(
  quietHours: QuietHours,
  nowMs: number,
  localMinute: (atMs: number) => number,
): number | null {
  if (!quietHours.enabled) return null;
  const isQuiet = inQuietHours(quietHours, localMinute(nowMs));
  const firstMs = nowMs - (nowMs % MINUTE_MS) + MINUTE_MS;
  for (let atMs = firstMs; atMs <= nowMs + LOOK_AHEAD_MS; atMs += MINUTE_MS) {
    if (inQuietHours(quietHours, localMinute(atMs)) !== isQuiet) return atMs;
  }
  return null;
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
