import { askKey, type AskKey } from '../../shared/ids.ts';
import { isSameDecision, type Decision } from '../../shared/model/decision.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { decidedOf, requestKey, sentBefore, type Ask, type Decided } from './ask.ts';
import { isOpen, isUnsettled, MAX_QUEUED, type Inbox, type InboxEffect } from './inbox.ts';
import type { InboxEvent, OfSession } from './inbox-event.ts';
import { passTime } from './inbox-time.ts';
import {
  beginWork,
  bury,
  endWork,
  letQueuedIn,
  put,
  roomFor,
  send,
  sendIfDue,
  settle,
  type InboxContext,
  type Work,
} from './inbox-work.ts';

export function reduceInbox(
  inbox: Inbox,
  event: InboxEvent,
  context: InboxContext,
): { readonly inbox: Inbox; readonly effects: readonly InboxEffect[] } {
  const work = beginWork(inbox, context);
  apply(work, event);
  letQueuedIn(work);
  return endWork(work);
}

export type DecideRefusal = 'no-such-ask' | 'already-decided' | 'changed';

/** May this ask be decided now? The first decision wins; an answer to bytes that are not the asked ones is refused. */
export function checkDecision(
  inbox: Inbox,
  key: AskKey,
  inputHash: string,
  decision: Decision,
): Result<Ask, DecideRefusal> {
  const ask = inbox.asks.get(key);
  if (ask === undefined) return err('no-such-ask');
  if (ask.request.inputHash !== inputHash) return err('changed');
  if (!isOpen(ask)) return err('already-decided');
  const earlier = sentBefore(ask.state); // its bytes are the only ones that may leave again
  if (earlier !== null && !isSameDecision(earlier.decision, decision)) return err('already-decided');
  return ok(ask);
}

function apply(work: Work, event: InboxEvent): void {
  switch (event.tag) {
    case 'asked':
      return asked(work, event);
    case 'ask-cancelled':
      if (event.mayReturn === undefined) bury(work, requestKey(event.sessionKey, event.requestId));
      return end(
        work,
        find(work, event, (ask) => ask.request.requestId === event.requestId),
        'withdrawn',
        'confirmed',
      );
    case 'answer-seen':
      return answerSeen(work, event);
    case 'effect-seen':
      return end(
        work,
        find(work, event, (ask) => ask.request.toolUseId === event.toolUseId),
        'answered-elsewhere',
        'confirmed',
      );
    case 'open-asks-listed':
      return openAsksListed(work, event);
    case 'asks-overflowed':
      work.beyond.set(event.sessionKey, event.count);
      return;
    case 'session-over':
      return end(
        work,
        find(work, event, () => true),
        'withdrawn',
        'withdrawn',
      );
    case 'decide':
      return decide(work, event);
    case 'decision-saved':
    case 'decision-not-saved':
      return saved(work, event.key, event.tag === 'decision-saved');
    case 'answer-sent':
    case 'answer-failed':
    case 'answer-refused':
      return answered(work, event);
    case 'restored':
      for (const ask of event.asks) work.asks.set(ask.key, ask);
      return;
    case 'suspended':
      return suspended(work);
    case 'time-passed':
      return passTime(work);
    default:
      return assertNever(event);
  }
}

function asked(work: Work, event: Extract<InboxEvent, { tag: 'asked' }>): void {
  const { request, sessionKey, generation } = event;
  const key = askKey(event.connectionId, event.sessionId, request.requestId, request.inputHash);
  const known = work.asks.get(key) ?? work.queued.get(key);
  if (known !== undefined) return askedAgain(work, known, generation);
  if (work.tombstones.has(requestKey(sessionKey, request.requestId))) return;
  // Other input under a known id: what was shown is void, and so is a decision about it.
  const earlier = find(work, event, (ask) => ask.request.requestId === request.requestId);
  end(work, earlier, 'withdrawn', 'withdrawn');
  const { nowMs } = work.context;
  const ask: Ask = {
    key,
    connectionId: event.connectionId,
    sessionId: event.sessionId,
    sessionKey,
    sessionTitle: event.sessionTitle,
    request,
    askedAtMs: nowMs,
    seenInGeneration: generation,
    state: { tag: 'open', notSaved: false, expired: null },
    changedAtMs: nowMs,
  };
  if (roomFor(work)(sessionKey)) work.asks.set(key, ask);
  else if (work.queued.size < MAX_QUEUED) work.queued.set(key, ask);
  else work.beyond.set(sessionKey, (work.beyond.get(sessionKey) ?? 0) + 1);
}

/** The far side told of an ask it had told before: a replay is the same row and rings no bell. */
function askedAgain(work: Work, known: Ask, generation: number): void {
  const ask = { ...known, seenInGeneration: Math.max(generation, known.seenInGeneration) };
  if (work.queued.has(ask.key)) {
    work.queued.set(ask.key, ask);
    return;
  }
  work.asks.set(ask.key, ask);
  if (ask.state.tag !== 'settled') return sendIfDue(work, ask);
  const { decided, inGeneration } = ask.state;
  if (generation <= inGeneration) return; // an echo of what is settled already
  if (work.tombstones.has(requestKey(ask.sessionKey, ask.request.requestId))) return;
  if (decided === null || !decided.everSent) {
    put(work, ask, { tag: 'open', notSaved: false, expired: null });
    return;
  }
  // It was answered, and the far side still waits: the same bytes again.
  sendIfDue(work, put(work, ask, { tag: 'ready', decided }));
}

function openAsksListed(work: Work, event: Extract<InboxEvent, { tag: 'open-asks-listed' }>): void {
  const listed = new Set(event.requestIds);
  work.beyond.delete(event.sessionKey);
  for (const ask of find(work, event, isUnsettled)) {
    if (listed.has(ask.request.requestId)) sendIfDue(work, ask);
    // Told live in this very generation, so younger than the list.
    else if (ask.seenInGeneration === event.generation) sendIfDue(work, ask);
    else end(work, [ask], 'withdrawn', 'confirmed');
  }
}

function decide(work: Work, event: Extract<InboxEvent, { tag: 'decide' }>): void {
  const ask = work.asks.get(event.key);
  if (ask?.state.tag !== 'open') return;
  const { nowMs } = work.context;
  const earlier = sentBefore(ask.state);
  if (earlier !== null) {
    // Durable since its first send; the person only made it fresh again.
    const link = work.context.linkOf(ask.sessionKey);
    const decided = { ...earlier, decidedAtMs: nowMs, beforeSuspend: false };
    const ready = put(work, ask, { tag: 'ready', decided });
    if (link.tag === 'live') send(work, ready, decided, link.generation);
    return;
  }
  const decided: Decided = {
    decision: event.decision,
    surface: event.surface,
    decidedAtMs: nowMs,
    wire: event.wire,
    answerId: event.answerId,
    lastGeneration: null,
    everSent: false,
    beforeSuspend: false,
  };
  put(work, ask, { tag: 'saving', decided });
  work.effects.push({ tag: 'save-decision', key: ask.key }, { tag: 'journal', key: ask.key, event: 'decided' });
}

function saved(work: Work, key: AskKey, onDisk: boolean): void {
  const ask = work.asks.get(key);
  if (ask === undefined) return;
  if (ask.state.tag === 'settled' && onDisk) {
    work.effects.push({ tag: 'settle-decision', key }); // withdrawn while it was being written
    return;
  }
  if (ask.state.tag !== 'saving') return;
  if (!onDisk) {
    put(work, ask, { tag: 'open', notSaved: true, expired: null });
    return;
  }
  sendIfDue(work, put(work, ask, { tag: 'ready', decided: ask.state.decided }));
}

function answered(
  work: Work,
  event: { readonly tag: string; readonly key: AskKey; readonly generation: number },
): void {
  const ask = work.asks.get(event.key);
  if (ask?.state.tag !== 'sending' || ask.state.decided.lastGeneration !== event.generation) return;
  const { decided } = ask.state;
  if (event.tag === 'answer-refused') return settle(work, ask, 'refused');
  if (event.tag === 'answer-failed') return sendIfDue(work, put(work, ask, { tag: 'ready', decided }));
  // Written to a link that is gone by now, while the next one may have told that it still waits.
  sendIfDue(work, put(work, ask, { tag: 'sent', decided, sentAtMs: work.context.nowMs }));
}

function answerSeen(work: Work, event: Extract<InboxEvent, { tag: 'answer-seen' }>): void {
  for (const ask of find(work, event, ({ request }) => request.requestId === event.requestId)) {
    const answerId = decidedOf(ask.state)?.answerId ?? sentBefore(ask.state)?.answerId;
    // A run that was killed between its send and the note of it left a decision that says it was never sent.
    const isOurs = answerId !== undefined && event.answerIds?.includes(answerId) === true;
    if (isOurs) settle(work, ask, 'confirmed');
    else end(work, [ask], 'answered-elsewhere', event.own === false ? 'answered-elsewhere' : 'confirmed');
  }
}

function suspended(work: Work): void {
  for (const ask of [...work.asks.values()]) {
    const { state } = ask;
    if (state.tag === 'open' || state.tag === 'settled') continue;
    const marked: Ask = { ...ask, state: { ...state, decided: { ...state.decided, beforeSuspend: true } } };
    work.asks.set(ask.key, marked);
    // An allow that waits for a link will not leave any more: that is said now, not when the link is back.
    if (state.tag === 'ready') sendIfDue(work, marked);
  }
}

/** Ends asks, telling apart those whose answer may have arrived. */
function end(
  work: Work,
  asks: readonly Ask[],
  unsent: 'withdrawn' | 'answered-elsewhere',
  sent: 'confirmed' | 'withdrawn' | 'answered-elsewhere',
): void {
  for (const ask of asks) {
    if (work.queued.delete(ask.key)) continue;
    const everSent = ask.state.tag === 'open' ? sentBefore(ask.state) !== null : ask.state.decided?.everSent === true;
    settle(work, ask, everSent ? sent : unsent);
  }
}

/** Unsettled asks of a session, queued ones included. */
function find(work: Work, { sessionKey }: OfSession, matches: (ask: Ask) => boolean): Ask[] {
  const found: Ask[] = [];
  for (const asks of [work.asks, work.queued]) {
    for (const ask of asks.values()) {
      if (ask.sessionKey === sessionKey && isUnsettled(ask) && matches(ask)) found.push(ask);
    }
  }
  return found;
}
