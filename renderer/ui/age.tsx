import type { ReactNode } from 'react';
import { words } from '../../shared/strings/window.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts';
import { useNow } from '../store/now.ts';

/** A span of time in the largest whole unit: `38 s`, `12 min`, `3 h`, `2 days`. */
export function spanWords(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < MINUTE_MS) return words.common.seconds(Math.floor(span / SECOND_MS));
  if (span < HOUR_MS) return words.common.minutes(Math.floor(span / MINUTE_MS));
  if (span < 2 * DAY_MS) return words.common.hours(Math.floor(span / HOUR_MS));
  return words.common.days(Math.floor(span / DAY_MS));
}

export const agoWords = (spanMs: number): string =>
  spanMs < 2 * SECOND_MS ? words.common.justNow : words.common.ago(spanWords(spanMs));

export function Age({ sinceMs }: { readonly sinceMs: number }): ReactNode {
  const nowMs = useNow();
  return <time dateTime={new Date(sinceMs).toISOString()}>{spanWords(nowMs - sinceMs)}</time>;
}
