import type { SessionLink } from '../../../shared/model/session.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { LinkState } from '../../net/link-state.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Channel } from './channel.ts';
import type { ControlCalls } from '../../claude/control-calls.ts';
import type { ControlResponse } from '../../claude/heard.ts';

/**
 * Whether what we know of a session is in step with the session itself.
 *
 *   down --open--> greeting --reply to `initialize`--> live(generation + 1) --link ends--> down
 *                     |  --grace over, the far side has said something, and its past is told--^     |
 *                     ^-------------------------- an answer failed ---------------------------------+
 *
 * A stream first tells its past, asks that are long over among it. The greeting has its number in the same stream: once the
 * stream has got there, the past is told. A generation is counted once for each way round, however many replies come.
 */
export interface SyncOwner {
  onLink(link: SessionLink): void;
  /** Right after `live`. @param reply  to `initialize`; null when there was none in time */
  onSynchronised(generation: number, reply: ControlResponse | null): void;
}

export interface SyncTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly calls: ControlCalls;
  readonly channel: () => Channel;
  /** The number of the last event that was taken in; null before the first, and where events have none. */
  readonly position: () => number | null;
  /** How many generations this session has had before. */
  readonly generation: number;
}

/** A worker replies within some 20 ms; what is asked meanwhile waits, so not for long. A late reply still counts. */
const GRACE_MS = SECOND_MS / 2;
/** A stream that stands still for so long has told all it will, whatever number it was to reach. */
const STANDSTILL_MS = 3 * SECOND_MS;
const RETRY_FROM_MS = SECOND_MS / 2;
const RETRY_TO_MS = 30 * SECOND_MS;

export class Sync {
  readonly #owner: SyncOwner;
  readonly #tools: SyncTools;
  #generation: number;
  #state: 'down' | 'greeting' | 'live' = 'down';
  #isProven = false;
  #isGraceOver = false;
  /** The number of our greeting in the stream; null where there is none, or it is not waited for. */
  #greetedAt: number | null = null;
  /** Grows with every way round: what belongs to an older one is dropped. */
  #round = 0;
  #stopTimers: (() => void)[] = [];

  constructor(owner: SyncOwner, tools: SyncTools) {
    this.#owner = owner;
    this.#tools = tools;
    this.#generation = tools.generation;
  }

  get generation(): number {
    return this.#generation;
  }

  get isLive(): boolean {
    return this.#state === 'live';
  }

  onState(state: LinkState): void {
    switch (state.tag) {
      case 'idle':
        return;
      case 'open':
        this.#isProven = this.#tools.channel().version === 'v2';
        return this.#owner.onLink({ tag: 'open' });
      case 'live':
        this.#isProven = true;
        return this.#tryLive();
      case 'connecting':
        this.#down();
        return this.#owner.onLink({ tag: 'connecting', attempt: state.attempt });
      case 'waiting':
        this.#down();
        return this.#owner.onLink({ tag: 'waiting', retryAtMs: state.retryAtMs, cause: state.cause });
      case 'failed':
        this.#down();
        return this.#owner.onLink({ tag: 'failed', cause: state.cause });
    }
  }

  /** An event of the stream was taken in. */
  advanced(): void {
    this.#tryLive();
  }

  /** The socket is open: says hello. */
  greet(): void {
    this.#begin();
    this.#greet(this.#round, 1);
  }

  /** Something was not taken in while the link was up: begins again, which ends in a new generation. */
  verify(afterMs: number): void {
    if (this.#state === 'down') return;
    this.#begin();
    this.#owner.onLink({ tag: 'open' });
    const round = this.#round;
    this.#later(Math.max(afterMs, this.#backOff(1)), () => this.#greet(round, 1));
  }

  stop(): void {
    this.#down();
  }

  #begin(): void {
    this.#clear();
    this.#state = 'greeting';
  }

  #down(): void {
    this.#clear();
    this.#state = 'down';
    this.#isProven = false;
  }

  #clear(): void {
    this.#round++;
    this.#isGraceOver = false;
    this.#greetedAt = null;
    for (const stop of this.#stopTimers.splice(0)) stop();
  }

  #greet(round: number, attempt: number): void {
    if (round !== this.#round) return;
    const { channel, calls } = this.#tools;
    const expected = calls.expect({ subtype: 'initialize' }, (response) => this.#replied(round, response));
    this.#stopTimers.push(expected.forget);
    void channel()
      .send(expected.wire)
      .then((sent) => {
        if (round !== this.#round) return;
        // A far side that refuses to be greeted may still serve; one that did not hear is greeted again.
        if (sent.tag !== 'failed') {
          this.#greetedAt = sent.sequence ?? null;
          return this.#later(GRACE_MS, () => this.#graceOver());
        }
        this.#later(Math.max(sent.retryAfterMs ?? 0, this.#backOff(attempt)), () => this.#greet(round, attempt + 1));
      });
  }

  #replied(round: number, response: ControlResponse): void {
    if (round !== this.#round) return;
    const listing = response.outcome.tag === 'success' ? response : null;
    if (this.#state === 'greeting') this.#live(listing);
    else if (this.#state === 'live' && listing !== null) this.#owner.onSynchronised(this.#generation, listing);
  }

  #graceOver(): void {
    this.#isGraceOver = true;
    this.#tryLive();
    this.#watchProgress();
  }

  #watchProgress(): void {
    if (this.#state !== 'greeting' || !this.#tellsPast()) return;
    const before = this.#tools.position();
    this.#later(STANDSTILL_MS, () => {
      if (this.#tools.position() !== before) return this.#watchProgress();
      this.#greetedAt = null;
      this.#tryLive();
    });
  }

  #tellsPast(): boolean {
    return this.#greetedAt !== null && (this.#tools.position() ?? 0) < this.#greetedAt;
  }

  #tryLive(): void {
    if (this.#state === 'greeting' && this.#isProven && this.#isGraceOver && !this.#tellsPast()) this.#live(null);
  }

  #live(reply: ControlResponse | null): void {
    this.#state = 'live';
    this.#generation++;
    this.#owner.onLink({ tag: 'live', generation: this.#generation });
    this.#owner.onSynchronised(this.#generation, reply);
  }

  #later(delayMs: number, run: () => void): void {
    this.#stopTimers.push(this.#tools.clock.schedule(delayMs, run));
  }

  #backOff(attempt: number): number {
    return this.#tools.random.fraction() * Math.min(RETRY_TO_MS, RETRY_FROM_MS * 2 ** Math.min(attempt, 10));
  }
}
