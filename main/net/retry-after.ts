import { SECOND_MS } from '../../shared/units.ts';

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 *
 * @param nowMs  epoch milliseconds
 * @returns milliseconds from now, never negative; null for a missing or unreadable one
 */
export function readRetryAfter(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  const trimmed = text.trim();
  if (/^\d{1,15}$/.test(trimmed)) return Number(trimmed) * SECOND_MS;
  // Date.parse takes almost anything with a digit in it ("-5" is a year): an HTTP date begins with a day's name.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(trimmed)) return null;
  const atMs = Date.parse(trimmed);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
