import type { AskKey, SessionKey } from '../../shared/ids.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts';
import type { Ask } from './ask.ts';

/** All asks of all sessions. Changed only through `reduceInbox`. */
export interface Inbox {
  /** Open, on their way, and settled for a while (to know a replay, and to show the receipt). */
  readonly asks: ReadonlyMap<AskKey, Ask>;
  /** Asks beyond the caps: held, counted, shown as a number, and let in when there is room. */
  readonly queued: ReadonlyMap<AskKey, Ask>;
  /** Known to wait but not even held, per session; the session itself can show them. */
  readonly beyond: ReadonlyMap<SessionKey, number>;
  /** Cancelled ids: a late ask with one of them is not shown. By `requestKey`, value = when. */
  readonly tombstones: ReadonlyMap<string, number>;
}

export const emptyInbox: Inbox = { asks: new Map(), queued: new Map(), beyond: new Map(), tombstones: new Map() };

/** What the reducer wants done. Effects name asks; the engine looks them up in the state that follows. */
export type InboxEffect =
  | { readonly tag: 'save-decision'; readonly key: AskKey }
  | { readonly tag: 'send-answer'; readonly key: AskKey; readonly generation: number }
  | { readonly tag: 'settle-decision'; readonly key: AskKey }
  | { readonly tag: 'journal'; readonly key: AskKey; readonly event: JournalEvent };

export type JournalEvent =
  'decided' | 'confirmed' | 'not-confirmed' | 'answered-elsewhere' | 'withdrawn' | 'expired' | 'refused';

export const MAX_OPEN_PER_SESSION = 200;
export const MAX_OPEN = 1_000;
/** Held beyond the caps. About 1 KB each. */
export const MAX_QUEUED = 5_000;
export const MAX_SETTLED = 500;

export const CONFIRM_WITHIN_MS = 10 * SECOND_MS;
/** An allow older than this is not sent by itself any more. */
export const ALLOW_FRESH_MS = 10 * MINUTE_MS;
/** How long after a verified reconnect the far side may take to tell of its open asks. */
export const LIST_WITHIN_MS = 2 * SECOND_MS;
export const TOMBSTONE_MS = 10 * MINUTE_MS;
/** A far side that cancels without end must not fill the memory: the oldest are forgotten first. */
export const MAX_TOMBSTONES = 2_000;
export const SETTLED_KEPT_MS = 10 * MINUTE_MS;
/** How long an answer without a receipt stays in view. */
export const NOT_CONFIRMED_KEPT_MS = DAY_MS;

export function isOpen(ask: Ask): boolean {
  return ask.state.tag === 'open';
}

export function isUnsettled(ask: Ask): boolean {
  return ask.state.tag !== 'settled';
}
