import type { AskKey, SessionKey } from '../../shared/ids.ts';
import { permits } from '../../shared/model/decision.ts';
import { decidedOf, sentBefore, type Ask, type AskState, type Decided, type Expired, type Settlement } from './ask.ts';
import {
  ALLOW_FRESH_MS,
  isOpen,
  LIST_WITHIN_MS,
  MAX_OPEN,
  MAX_OPEN_PER_SESSION,
  MAX_TOMBSTONES,
  type Inbox,
  type InboxEffect,
} from './inbox.ts';

/** What the inbox must know of a session's link. */
export type LinkFacts =
  | { readonly tag: 'down' }
  /** `listed`: the far side told its complete set of open asks in this generation. */
  | { readonly tag: 'live'; readonly generation: number; readonly sinceMs: number; readonly listed: boolean };

export interface InboxContext {
  readonly nowMs: number;
  readonly linkOf: (session: SessionKey) => LinkFacts;
}

/** One reducer step in the making: private copies to write on, and the effects so far. */
export interface Work {
  readonly context: InboxContext;
  readonly asks: Map<AskKey, Ask>;
  readonly queued: Map<AskKey, Ask>;
  readonly beyond: Map<SessionKey, number>;
  readonly tombstones: Map<string, number>;
  readonly effects: InboxEffect[];
}

export function beginWork(inbox: Inbox, context: InboxContext): Work {
  return {
    context,
    asks: new Map(inbox.asks),
    queued: new Map(inbox.queued),
    beyond: new Map(inbox.beyond),
    tombstones: new Map(inbox.tombstones),
    effects: [],
  };
}

export function put(work: Work, ask: Ask, state: AskState): Ask {
  const next = { ...ask, state, changedAtMs: work.context.nowMs };
  work.asks.set(ask.key, next);
  return next;
}

/** Remembers a cancelled id for a while, so that an ask that comes after its own cancel is not shown. */
export function bury(work: Work, id: string): void {
  work.tombstones.delete(id); // so that it moves to the end: the oldest come first
  work.tombstones.set(id, work.context.nowMs);
  const [oldest] = work.tombstones.keys();
  if (work.tombstones.size > MAX_TOMBSTONES && oldest !== undefined) work.tombstones.delete(oldest);
}

/** Ends an ask for good. What was durable is released, and the journal is told. */
export function settle(work: Work, ask: Ask, how: Settlement): void {
  const decided = decidedOf(ask.state) ?? sentBefore(ask.state);
  const link = work.context.linkOf(ask.sessionKey);
  const inGeneration = link.tag === 'live' ? link.generation : ask.seenInGeneration;
  put(work, ask, { tag: 'settled', how, decided, inGeneration });
  if (decided === null) return;
  work.effects.push({ tag: 'settle-decision', key: ask.key }, { tag: 'journal', key: ask.key, event: how });
}

/** Sends what is durable and due, or turns an allow that grew stale back into an open ask. */
export function sendIfDue(work: Work, ask: Ask): void {
  const { state } = ask;
  if (state.tag !== 'ready' && state.tag !== 'sent' && state.tag !== 'not-confirmed') return;
  const { decided } = state;
  if (state.tag === 'ready' && isStale(decided, work.context.nowMs)) return expire(work, ask, decided);
  const link = work.context.linkOf(ask.sessionKey);
  if (link.tag !== 'live' || decided.lastGeneration === link.generation) return;
  // Without a word of the far side about this ask in this generation, its list is awaited first.
  const heard = ask.seenInGeneration === link.generation;
  if (!heard && work.context.nowMs - link.sinceMs < LIST_WITHIN_MS) return;
  if (isStale(decided, work.context.nowMs)) return expire(work, ask, decided);
  send(work, ask, decided, link.generation);
}

export function send(work: Work, ask: Ask, decided: Decided, generation: number): void {
  put(work, ask, { tag: 'sending', decided: { ...decided, lastGeneration: generation, everSent: true } });
  work.effects.push({ tag: 'send-answer', key: ask.key, generation });
}

function isStale(decided: Decided, nowMs: number): boolean {
  return permits(decided.decision) && (decided.beforeSuspend || nowMs - decided.decidedAtMs > ALLOW_FRESH_MS);
}

function expire(work: Work, ask: Ask, decided: Decided): void {
  const expired: Expired = {
    decision: decided.decision,
    why: decided.beforeSuspend ? 'suspended' : 'too-old',
    sentBefore: decided.everSent ? decided : null,
  };
  put(work, ask, { tag: 'open', notSaved: false, expired });
  // What was sent once stays on record, so that not even a restart lets a different decision follow it.
  if (!decided.everSent) work.effects.push({ tag: 'settle-decision', key: ask.key });
  work.effects.push({ tag: 'journal', key: ask.key, event: 'expired' });
}

/** Counts open asks once, then says ask by ask whether one more fits under the caps. */
export function roomFor(work: Work): (session: SessionKey) => boolean {
  let open = 0;
  const ofSession = new Map<SessionKey, number>();
  for (const ask of work.asks.values()) {
    if (!isOpen(ask)) continue;
    open++;
    ofSession.set(ask.sessionKey, (ofSession.get(ask.sessionKey) ?? 0) + 1);
  }
  return (session) => {
    const before = ofSession.get(session) ?? 0;
    if (open >= MAX_OPEN || before >= MAX_OPEN_PER_SESSION) return false;
    open++;
    ofSession.set(session, before + 1);
    return true;
  };
}

/** Lets queued asks in, oldest first, as far as the caps allow. */
export function letQueuedIn(work: Work): void {
  if (work.queued.size === 0) return;
  const takes = roomFor(work);
  for (const ask of [...work.queued.values()]) {
    if (!takes(ask.sessionKey)) continue;
    work.queued.delete(ask.key);
    work.asks.set(ask.key, ask);
  }
}

/** @returns the effects of a step and the inbox that follows it. */
export function endWork(work: Work): { readonly inbox: Inbox; readonly effects: readonly InboxEffect[] } {
  const { asks, queued, beyond, tombstones, effects } = work;
  return { inbox: { asks, queued, beyond, tombstones }, effects };
}
