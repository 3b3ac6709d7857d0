import type { ReactNode } from 'react';
import { spanOf } from '../../shared/strings/figures.ts';
import { words } from '../../shared/strings/window.ts';
import { SECOND_MS } from '../../shared/units.ts';
import { useNow } from '../store/now.ts';

/** A span of time in the largest whole unit: `38 s`, `12 min`, `3 h`, `2 days`. */
export const spanWords = (spanMs: number): string => words.common.span(spanOf(spanMs));

export const agoWords = (spanMs: number): string =>
  spanMs < 2 * SECOND_MS ? words.common.justNow : words.common.ago(spanOf(spanMs));

/** `in 4 s` */
export const inTimeWords = (spanMs: number): string => words.common.inTime(spanOf(spanMs));

export function Age({ sinceMs }: { readonly sinceMs: number }): ReactNode {
  const nowMs = useNow();
  return <time dateTime={new Date(sinceMs).toISOString()}>{spanWords(nowMs - sinceMs)}</time>;
}
