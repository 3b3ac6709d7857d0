import { HOUR_MS } from './units.ts';

const MORNING_HOUR = 7;
/** Before this hour the night still belongs to the day before. */
const NIGHT_ENDS_HOUR = 4;

/** The next morning by the wall clock, at seven, whatever daylight saving does in between; at least an hour away. */
export function nextMorningMs(nowMs: number): number {
  const morning = new Date(nowMs);
  if (morning.getHours() >= NIGHT_ENDS_HOUR) morning.setDate(morning.getDate() + 1);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  return Math.max(morning.getTime(), nowMs + HOUR_MS);
}
