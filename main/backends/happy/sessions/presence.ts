import type { Activity } from '../../../../shared/model/session.ts';
import { SECOND_MS } from '../../../../shared/units.ts';

/** What is known of a session's process, besides what it writes. */
export interface Presence {
  /** By the server's word; it may say so for ten minutes after the process is gone. */
  readonly isActive: boolean;
  readonly activeAtMs: number;
  /** Null until a sign of life says so: the list does not. */
  readonly isThinking: boolean | null;
  /** Our own clock, at the last sign of life. */
  readonly heardAtMs: number | null;
}

/** Programs give a sign of life every two seconds. */
const STALE_AFTER_MS = 15 * SECOND_MS;

/** What may be said of what a session does. Without a recent sign of life nothing is. */
export function activityOf(
  presence: Presence,
  facts: { readonly isEnded: boolean; readonly hasTerminal: boolean; readonly nowMs: number },
): Activity {
  if (facts.isEnded) return { tag: 'ended', reason: 'archived' };
  const { isActive, isThinking, heardAtMs } = presence;
  if (!isActive || isThinking === null || isStale(heardAtMs, facts.nowMs)) return { tag: 'unknown' };
  if (isThinking) return { tag: 'working' };
  // At its terminal some programs say "not thinking" all the time.
  return facts.hasTerminal ? { tag: 'unknown' } : { tag: 'idle' };
}

export function isStale(heardAtMs: number | null, nowMs: number): boolean {
  return heardAtMs === null || nowMs - heardAtMs > STALE_AFTER_MS;
}
