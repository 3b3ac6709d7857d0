import { permits } from '../../shared/model/decision.ts';
import type { Ask, Decided } from './ask.ts';
import {
  ALLOW_FRESH_MS,
  CONFIRM_WITHIN_MS,
  LIST_WITHIN_MS,
  MAX_SETTLED,
  NOT_CONFIRMED_KEPT_MS,
  SETTLED_KEPT_MS,
  TOMBSTONE_MS,
  type Inbox,
} from './inbox.ts';
import { put, sendIfDue, type InboxContext, type Work } from './inbox-work.ts';

/** Does what is due by the clock alone. It never allows and never denies. */
export function passTime(work: Work): void {
  const { nowMs } = work.context;
  for (const ask of [...work.asks.values()]) {
    const { state } = ask;
    if (state.tag === 'sent' && nowMs - state.sentAtMs >= CONFIRM_WITHIN_MS) {
      const late = put(work, ask, { tag: 'not-confirmed', decided: state.decided, sentAtMs: state.sentAtMs });
      work.effects.push({ tag: 'journal', key: ask.key, event: 'not-confirmed' });
      sendIfDue(work, late);
    } else if (state.tag === 'not-confirmed' && nowMs - state.sentAtMs >= NOT_CONFIRMED_KEPT_MS) {
      work.asks.delete(ask.key); // the journal keeps it
      work.effects.push({ tag: 'settle-decision', key: ask.key });
    } else sendIfDue(work, ask);
  }
  forgetSettled(work);
  for (const [id, atMs] of work.tombstones) if (nowMs - atMs >= TOMBSTONE_MS) work.tombstones.delete(id);
}

function forgetSettled(work: Work): void {
  const settled = [...work.asks.values()].filter((ask) => ask.state.tag === 'settled');
  settled.sort((a, b) => b.changedAtMs - a.changedAtMs);
  settled.forEach((ask, position) => {
    const old = work.context.nowMs - ask.changedAtMs >= SETTLED_KEPT_MS;
    if (old || position >= MAX_SETTLED) work.asks.delete(ask.key);
  });
}

/** When `passTime` next has something to do, in epoch milliseconds; null = never, as things stand. */
export function nextDeadlineMs(inbox: Inbox, context: InboxContext): number | null {
  let next = Infinity;
  for (const ask of inbox.asks.values()) next = Math.min(next, deadlineOf(ask, context));
  for (const atMs of inbox.tombstones.values()) next = Math.min(next, atMs + TOMBSTONE_MS);
  return next === Infinity ? null : next;
}

function deadlineOf(ask: Ask, context: InboxContext): number {
  const { state } = ask;
  switch (state.tag) {
    case 'open':
    case 'saving':
    case 'sending':
      return Infinity;
    case 'ready':
      return Math.min(resendAtMs(ask, context), expiresAtMs(state.decided));
    case 'sent':
      return Math.min(resendAtMs(ask, context), state.sentAtMs + CONFIRM_WITHIN_MS);
    case 'not-confirmed':
      return Math.min(resendAtMs(ask, context), state.sentAtMs + NOT_CONFIRMED_KEPT_MS);
    case 'settled':
      return ask.changedAtMs + SETTLED_KEPT_MS;
  }
}

/** A deny never grows old: a deadline in the past that changes nothing would wake the engine again and again. */
function expiresAtMs(decided: Decided): number {
  return permits(decided.decision) ? decided.decidedAtMs + ALLOW_FRESH_MS + 1 : Infinity;
}

/** When the wait for the far side's list ends, if this ask is waiting for it. */
function resendAtMs(ask: Ask, context: InboxContext): number {
  const link = context.linkOf(ask.sessionKey);
  if (link.tag !== 'live' || ask.state.tag === 'open') return Infinity;
  if (ask.state.decided?.lastGeneration === link.generation) return Infinity;
  return link.sinceMs + LIST_WITHIN_MS;
}
