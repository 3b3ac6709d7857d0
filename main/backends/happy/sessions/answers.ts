import * as z from 'zod';
import type { RequestId, SessionId } from '../../../../shared/ids.ts';
import { backOffMs } from '../../../net/back-off.ts';
import { readJson } from '../../../claude/frame.ts';
import type { SendOutcome } from '../../../ports/backend.ts';
import type { Context } from '../context.ts';
import type { HappySession } from './session.ts';
import { callSession, type CallOutcome } from './session-call.ts';

/** After so many answers in a row that reached nobody, it is the person who tries again. */
const MAX_TRIES = 6;
const CAUSE = { code: 'agent-unreachable' } as const;

const approvedWire = z.object({ approved: z.boolean(), mode: z.string().optional() });

export interface Answer {
  readonly requestId: RequestId;
  readonly wire: string;
  readonly generation: number;
}

/**
 * Takes answers to the programs that run the sessions. The server only relays them: when nobody takes one, the session is
 * in doubt, and is read anew a little later, which ends in another generation, or in the knowledge that it is gone.
 */
export class Answers {
  readonly #context: Context;
  readonly #refresh: () => void;
  readonly #failures = new Map<SessionId, number>();
  readonly #waits = new Map<SessionId, () => void>();
  /** To be called synchronised when the next list says so. */
  readonly #doubted = new Set<SessionId>();

  /** @param refresh  reads the list anew, soon */
  constructor(context: Context, refresh: () => void) {
    this.#context = context;
    this.#refresh = refresh;
  }

  async send(session: HappySession, { requestId, wire, generation }: Answer): Promise<SendOutcome> {
    const { link } = session;
    // An answer meant for a connection that is gone waits for the next one.
    if (link.tag !== 'live' || link.generation !== generation) return { tag: 'failed' };
    const read = readJson(wire);
    const said = approvedWire.safeParse(read.ok ? read.value : undefined);
    if (!said.success) return { tag: 'refused', status: 400 };
    session.asks.answering(requestId, said.data.approved ? 'approved' : 'denied');
    const outcome = await callSession(this.#context, session, 'permission', wire);
    const sent = outcomeOf(outcome);
    this.#log(session.sessionId, outcome);
    if (sent.tag === 'sent') {
      this.#failures.delete(session.sessionId);
      // A message without a mode would take the program back to the one before.
      session.pickedMode = said.data.mode ?? session.pickedMode;
    }
    // Meanwhile it may have ended, or the connection with it.
    else if (sent.tag === 'failed' && session.link.tag === 'live' && session.asks.isOpen(requestId))
      this.#doubt(session);
    return sent;
  }

  /** @returns true where the session was in doubt, and waits for a list */
  takeDoubt(id: SessionId): boolean {
    return this.#doubted.delete(id);
  }

  /** The person tries again, or the connection is another one. */
  forgive(id?: SessionId): void {
    const ids = id === undefined ? [...this.#failures.keys()] : [id];
    for (const one of ids) {
      if (!this.#failures.delete(one)) continue;
      this.#waits.get(one)?.();
      this.#waits.delete(one);
      this.#verify(one);
    }
  }

  stop(): void {
    for (const cancel of this.#waits.values()) cancel();
    this.#waits.clear();
  }

  #doubt(session: HappySession): void {
    const { clock, random } = this.#context.tools;
    const id = session.sessionId;
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    if (failures >= MAX_TRIES) return session.doubted({ tag: 'failed', cause: CAUSE });
    const delayMs = backOffMs(failures, random);
    session.doubted({ tag: 'waiting', retryAtMs: clock.nowMs() + delayMs, cause: CAUSE });
    this.#waits.get(id)?.();
    const cancel = clock.schedule(delayMs, () => {
      this.#waits.delete(id);
      this.#verify(id);
    });
    this.#waits.set(id, cancel);
  }

  #verify(id: SessionId): void {
    this.#doubted.add(id);
    this.#refresh();
  }

  #log(session: SessionId, outcome: CallOutcome): void {
    const { log, connectionId } = this.#context.tools;
    const { tag: state } = outcome;
    log.info('answer-call', {
      connection: connectionId,
      session,
      state,
      ...('why' in outcome && { code: outcome.why }),
    });
  }
}

/** An ack proves no more than that a handler ran: the receipt is what the session says afterwards. */
function outcomeOf(outcome: CallOutcome): SendOutcome {
  switch (outcome.tag) {
    case 'ran':
      return { tag: 'sent' };
    // Between two of its modes a program knows no such method for a moment; other failures are its own word.
    case 'failed-there':
      return outcome.error === 'Method not found' ? { tag: 'failed' } : { tag: 'refused', status: 500 };
    case 'nobody':
    case 'unknown':
      return { tag: 'failed' };
    case 'not-sent':
      if (outcome.why === 'offline') return { tag: 'failed' };
      return { tag: 'refused', status: outcome.why === 'too-large' ? 413 : 403 };
  }
}
