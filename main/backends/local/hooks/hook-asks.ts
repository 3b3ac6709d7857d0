import { requestId, type ConnectionId, type RequestId, type SessionId } from '../../../../shared/ids.ts';
import type { BackendEvent } from '../../../domain/backend-event.ts';
import type { SendOutcome } from '../../../ports/backend.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';
import { NEUTRAL, type HookCall } from '../gateway/hook-call.ts';
import { MINUTE_MS } from '../../../../shared/units.ts';
import { ASK_THE_PERSON, permitsTool } from './hook-answer.ts';
import { hookAsk } from './hook-ask.ts';
import { factsOf, isOwnPrompt, WORKING, type HookFacts } from './hook-facts.ts';
import { readHook, type Hook, type HookNews, type HookOrigin } from './read-hook.ts';
import { SessionAsks, type AskEnd, type HeldAsk, type TerminalStatus } from './session-asks.ts';

/**
 * A background agent's terminal shows its prompt only once the hook has answered. Whoever sits there and does not look
 * here must not wait for ever: after this long the ask is left to that prompt, without an opinion.
 *
 * @source docs/protocols/claude-code.md#when-the-dialog-appears
 */
const LEFT_TO_TERMINAL_AFTER_MS = 2 * MINUTE_MS;
const MAX_HELD_PER_SESSION = 64;
const MAX_HELD = 512;
/** Sessions remembered; those that hold nothing are forgotten first. */
const MAX_SESSIONS = 500;

export interface HookAsksOptions {
  readonly connectionId: ConnectionId;
  readonly clock: Clock;
  readonly random: Random;
  readonly emit: (event: BackendEvent) => void;
  /** Told before the events of the same hook. */
  readonly onFacts: (sessionId: SessionId, facts: HookFacts) => void;
  /** A hook of an unknown kind, or one that could not be read; null where it did not even name its session. */
  readonly onSkipped: (sessionId: SessionId | null, why: 'malformed' | 'unknown') => void;
  /** Of the session's present link. */
  readonly generationOf: (sessionId: SessionId) => number;
  /** Could somebody be asked in a terminal of its own? In print mode nobody sits there. */
  readonly isInteractive: (sessionId: SessionId) => boolean;
  /** Did Gatehouse start it? Its asks come another way. */
  readonly isOwn: (sessionId: SessionId) => boolean;
  /** Is it set to ask in this folder in auto mode, and is there somebody to ask? In print mode asking is refusing. */
  readonly asksInAutoMode: (sessionId: SessionId, cwd: string) => Promise<boolean>;
}

/**
 * What hooks mean. A PermissionRequest that is held is the ask; an answer to it is the decision; a connection that
 * closes withdraws it. It never decides and never times out: what it cannot show is answered without an opinion.
 *
 * @source docs/protocols/claude-code.md#hooks
 */
export class HookAsks {
  readonly #options: HookAsksOptions;
  readonly #sessions = new Map<SessionId, SessionAsks>();
  readonly #sessionOf = new Map<RequestId, SessionId>();
  readonly #overflown = new Map<SessionId, number>();
  #isStopped = false;

  constructor(options: HookAsksOptions) {
    this.#options = options;
  }

  /** Takes one call of the gateway. Every call is answered at once, except one that is held as an ask. */
  receive(call: HookCall): void {
    const hook = this.#isStopped ? null : readHook(call);
    if (hook === null || hook.news.tag === 'unknown' || hook.news.tag === 'malformed') {
      answerNeutrally(call);
      if (!this.#isStopped)
        this.#options.onSkipped(hook?.origin.sessionId ?? null, hook?.news.tag === 'unknown' ? 'unknown' : 'malformed');
      return;
    }
    const { origin, news } = hook;
    if (news.tag === 'tool-begins') void this.#answerToolBegin(call, origin);
    else if (news.tag !== 'permission-asked') answerNeutrally(call);
    if (this.#options.isOwn(origin.sessionId)) {
      if (news.tag === 'permission-asked') answerNeutrally(call);
      return;
    }
    if (news.tag === 'permission-asked') this.#ask(call, hook, news);
    else this.#hear(hook);
  }

  /** Hands over an answer, once. `failed`: nobody waits for it any more. */
  async send(id: RequestId, wire: string): Promise<SendOutcome> {
    const sessionId = this.#sessionOf.get(id);
    const session = sessionId === undefined ? undefined : this.#sessions.get(sessionId);
    const ask = session?.get(id);
    if (sessionId === undefined || session === undefined || ask === undefined || ask.answer !== null)
      return { tag: 'failed' };
    ask.keep();
    ask.answer = { permits: permitsTool(wire), atMs: this.#options.clock.nowMs(), isTaken: false };
    const isWritten = await ask.call.respond(wire);
    if (isWritten) {
      this.#activityAfter(sessionId, session);
      return { tag: 'sent' };
    }
    session.drop(ask);
    this.#gone(sessionId, ask);
    return { tag: 'failed' };
  }

  /** News of the session registry about a session's terminal. */
  onStatus(sessionId: SessionId, status: TerminalStatus): void {
    this.#sessions.get(sessionId)?.terminal(status);
  }

  /** Does somebody wait here for an answer to this request? */
  holds(id: RequestId): boolean {
    return this.#sessionOf.has(id);
  }

  /** The session's own record tells of a call's result. `wasLetRun`: null where it does not say. */
  onToolResult(sessionId: SessionId, toolUseId: string, wasLetRun: boolean | null): void {
    this.#sessions.get(sessionId)?.toolOver(toolUseId, wasLetRun);
  }

  /** The program of this session is gone, without a word. */
  onSessionGone(sessionId: SessionId): void {
    this.#sessions.get(sessionId)?.sessionOver();
    this.#forget(sessionId);
  }

  /** The requests of a session that are open now. */
  openAsks(sessionId: SessionId): readonly RequestId[] {
    return this.#sessions.get(sessionId)?.open.map(({ request }) => request.requestId) ?? [];
  }

  /** Lets go of everything, so that the terminals decide, and says nothing more. Harmless when called twice. */
  stop(): void {
    this.#isStopped = true;
    for (const session of this.#sessions.values()) {
      for (const ask of session.open) {
        ask.keep();
        answerNeutrally(ask.call);
      }
    }
    this.#sessions.clear();
    this.#sessionOf.clear();
  }

  async #answerToolBegin(call: HookCall, { wire, sessionId }: HookOrigin): Promise<void> {
    const { cwd, permission_mode: mode } = wire;
    const asks = mode === 'auto' && cwd !== undefined && (await this.#options.asksInAutoMode(sessionId, cwd));
    await call.respond(asks ? ASK_THE_PERSON : NEUTRAL);
  }

  #ask(call: HookCall, hook: Hook, news: Extract<HookNews, { tag: 'permission-asked' }>): void {
    const { clock, random, emit, connectionId, generationOf } = this.#options;
    const { sessionId, agentId, wire } = hook.origin;
    const session = this.#sessionFor(sessionId);
    if (session.open.length >= MAX_HELD_PER_SESSION || this.#sessionOf.size >= MAX_HELD) {
      answerNeutrally(call);
      const count = (this.#overflown.get(sessionId) ?? 0) + 1;
      this.#overflown.set(sessionId, count);
      emit({ tag: 'asks-overflowed', connectionId, sessionId, count });
      return;
    }
    const claim = session.calls.claim(news.likeness);
    const ids = { requestId: requestId(random.uuid()), toolUseId: claim.isCertain ? claim.toolUseId : null };
    const isSilent = agentId !== null && this.#options.isInteractive(sessionId);
    const request = hookAsk(call, hook.origin, news, ids, isSilent);
    const letGo = () => this.#leaveToTerminal(sessionId, session, ids.requestId);
    const held: HeldAsk = {
      request,
      call,
      likeness: news.likeness,
      likelyToolUseId: claim.toolUseId,
      agentId,
      promptId: wire.prompt_id ?? null,
      askedAtMs: clock.nowMs(),
      wasPrompted: false,
      keep: isSilent ? clock.schedule(LEFT_TO_TERMINAL_AFTER_MS, letGo) : () => undefined,
      answer: null,
    };
    session.add(held);
    this.#sessionOf.set(ids.requestId, sessionId);
    this.#options.onFacts(sessionId, factsOf(hook, true));
    emit({ tag: 'asked', connectionId, sessionId, request, generation: generationOf(sessionId) });
    call.onGone(() => {
      if (session.get(ids.requestId) !== held || this.#isStopped) return;
      session.drop(held);
      this.#gone(sessionId, held);
    });
  }

  #leaveToTerminal(sessionId: SessionId, session: SessionAsks, id: RequestId): void {
    const ask = session.get(id);
    if (ask === undefined || ask.answer !== null) return;
    session.drop(ask);
    answerNeutrally(ask.call);
    this.#gone(sessionId, ask);
  }

  #hear(hook: Hook): void {
    const { origin, news } = hook;
    const { sessionId, agentId } = origin;
    const present = origin.wire.prompt_id ?? null;
    const session = this.#sessionFor(sessionId);
    switch (news.tag) {
      case 'tool-begins':
        session.calls.begin(news.toolUseId, news.likeness, agentId);
        break;
      case 'tool-ran':
        session.toolRan(news.toolUseId, news.likeness);
        break;
      case 'tool-refused':
        session.toolRefused(news.toolUseId);
        break;
      case 'tools-over':
      case 'agent-over':
        session.agentOver(agentId);
        break;
      case 'turn-over':
        // Hooks travel side by side: the end of a turn may arrive behind the prompt that follows it.
        session.agentOver(null, (promptId) => promptId === null || promptId === present);
        break;
      case 'prompted':
        // A turn that was broken off ends without a hook; the next prompt shows it.
        if (!isOwnPrompt(news.prompt)) session.agentOver(null, (promptId) => promptId !== present);
        break;
      case 'session-over':
        session.sessionOver();
        break;
      case 'permission-asked':
      case 'nothing':
      case 'malformed':
      case 'unknown':
        break;
    }
    if (news.tag !== 'tool-begins' && session.open.length === 0 && this.#overflown.delete(sessionId))
      this.#options.emit({ tag: 'asks-overflowed', connectionId: this.#options.connectionId, sessionId, count: 0 });
    this.#options.onFacts(sessionId, factsOf(hook, session.open.length > 0));
    if (news.tag === 'session-over') this.#forget(sessionId);
  }

  #sessionFor(sessionId: SessionId): SessionAsks {
    const known = this.#sessions.get(sessionId);
    if (known !== undefined) {
      this.#sessions.delete(sessionId); // so that it moves to the end: the oldest come first
      this.#sessions.set(sessionId, known);
      return known;
    }
    const session = new SessionAsks((ask, how) => this.#ended(sessionId, session, ask, how));
    this.#sessions.set(sessionId, session);
    if (this.#sessions.size > MAX_SESSIONS) {
      for (const [oldId, old] of this.#sessions) if (old.size === 0) return (this.#forget(oldId), session);
    }
    return session;
  }

  #forget(sessionId: SessionId): void {
    this.#sessions.delete(sessionId);
    this.#overflown.delete(sessionId);
  }

  #gone(sessionId: SessionId, { request: { requestId: id }, answer, keep }: HeldAsk): void {
    const { emit, connectionId } = this.#options;
    keep();
    this.#sessionOf.delete(id);
    // An answer was on its way and found nobody: a withdrawal alone would read as if it had arrived.
    if (answer !== null) emit({ tag: 'answer-seen', connectionId, sessionId, requestId: id, own: false });
    else emit({ tag: 'ask-cancelled', connectionId, sessionId, requestId: id });
    const session = this.#sessions.get(sessionId);
    if (session !== undefined) this.#activityAfter(sessionId, session);
  }

  #ended(sessionId: SessionId, session: SessionAsks, ask: HeldAsk, how: AskEnd): void {
    const { emit, connectionId } = this.#options;
    const { requestId: id, toolUseId } = ask.request;
    this.#sessionOf.delete(id);
    ask.keep();
    if (ask.call.isOpen) answerNeutrally(ask.call); // nobody reads it any more
    if (how.tag === 'withdrawn') {
      // Whether an allow that was handed over took effect is not known: the end of its session says no more either.
      if (ask.answer === null) emit({ tag: 'ask-cancelled', connectionId, sessionId, requestId: id });
    } else if (toolUseId !== undefined && (how.tag === 'elsewhere' || how.tag === 'confirmed'))
      emit({ tag: 'effect-seen', connectionId, sessionId, toolUseId });
    else {
      const own = how.tag === 'confirmed' ? true : how.tag === 'overruled' ? false : null;
      emit({ tag: 'answer-seen', connectionId, sessionId, requestId: id, own });
    }
    if (ask.answer === null) this.#activityAfter(sessionId, session);
  }

  /** One ask less: unless another is open, the session goes on. */
  #activityAfter(sessionId: SessionId, session: SessionAsks): void {
    if (session.open.length === 0) this.#options.onFacts(sessionId, { activity: WORKING });
  }
}

function answerNeutrally(call: HookCall): void {
  void call.respond(NEUTRAL);
}
