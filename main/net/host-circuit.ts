import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts';
import type { LinkCause } from '../../shared/model/session.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';

/** A link that waits for its turn to dial this host. */
interface Waiter {
  readonly priority: () => number;
  readonly granted: (turn: Turn) => void;
  /** The host is down; told again whenever the next try moves. */
  readonly held: (retryAtMs: number, cause: LinkCause) => void;
}

/** The right to dial once. Exactly one of these is to be called, once. */
export interface Turn {
  /** The host answered, with whatever. */
  answered(): void;
  /** Nobody answered. @returns whose fault it is: `link` if another dial got through in the meantime. */
  unanswered(cause: LinkCause, afterMs?: number): 'host' | 'link';
  /** It was given up before it could tell anything. */
  abandoned(): void;
}

/**
 * All dials of one host.
 *
 *   unproven --one dial at a time, paced by full jitter--> answered --> proven --every 25 ms, by priority--> granted
 *      ^                                                                  |
 *      +--------------- a dial got no answer, or open sockets were lost --+
 *
 * Two hundred links of a host that is down cost one prober instead of two hundred, and when it comes back they do not
 * come all at once.
 */
export interface HostCircuit {
  /** @returns leaves the queue; harmless after the turn came. */
  join(waiter: Waiter): () => void;
  /** Open sockets of this host broke: the next dial goes alone until it proved that the host is there. */
  doubt(): void;
  /** Somebody wants it now, or the network is back: the next prober does not wait. */
  hurry(): void;
}

const RELEASE_EVERY_MS = 25;
/** A prober that has not been answered for so long does not keep the next one back. */
const PROBER_PATIENCE_MS = 3 * SECOND_MS;
const FAST_PROBES = 4;

export function createHostCircuit(clock: Clock, random: Random): HostCircuit {
  const waiters = new Set<Waiter>();
  let proven = false;
  let failures = 0;
  let downSinceMs = 0;
  let nextDialMs = 0;
  let lastAnswerMs = -1;
  let cause: LinkCause = { code: 'unreachable' };
  let prober: { readonly turn: Turn; readonly waiter: Waiter } | null = null;
  let lastProber: Waiter | null = null;
  let cancelTimer: (() => void) | null = null;

  function pump(): void {
    cancelTimer?.();
    cancelTimer = null;
    if (waiters.size === 0) return;
    const waitMs = nextDialMs - clock.monotonicMs();
    if (waitMs > 0) {
      cancelTimer = clock.schedule(waitMs, pump);
      return;
    }
    const waiter = next(waiters, proven ? null : lastProber);
    waiters.delete(waiter);
    const turn = makeTurn();
    if (proven) nextDialMs = clock.monotonicMs() + RELEASE_EVERY_MS;
    else {
      prober = { turn, waiter };
      lastProber = waiter;
      nextDialMs = clock.monotonicMs() + PROBER_PATIENCE_MS;
    }
    if (waiters.size > 0) cancelTimer = clock.schedule(nextDialMs - clock.monotonicMs(), pump);
    waiter.granted(turn);
  }

  function makeTurn(): Turn {
    const startedMs = clock.monotonicMs();
    const turn: Turn = {
      answered: () => {
        const wasProven = proven;
        proven = true;
        failures = 0;
        prober = null;
        lastProber = null;
        lastAnswerMs = clock.monotonicMs();
        if (wasProven) return;
        nextDialMs = lastAnswerMs + RELEASE_EVERY_MS;
        pump();
      },
      unanswered: (why, afterMs) => {
        if (lastAnswerMs > startedMs) return 'link';
        // The rest of a batch that was under way when the host went down tells nothing new.
        if (!proven && prober?.turn !== turn) return 'host';
        if (failures === 0) downSinceMs = clock.monotonicMs();
        proven = false;
        prober = null;
        failures += 1;
        cause = why;
        holdFor(Math.max(afterMs ?? 0, probeDelayMs(failures, clock.monotonicMs() - downSinceMs, random)));
        return 'host';
      },
      abandoned: () => {
        if (prober?.turn !== turn) return;
        prober = null;
        nextDialMs = clock.monotonicMs();
        pump();
      },
    };
    return turn;
  }

  function holdFor(delayMs: number): void {
    nextDialMs = clock.monotonicMs() + delayMs;
    for (const waiter of waiters) waiter.held(clock.nowMs() + delayMs, cause);
    pump();
  }

  return {
    join: (waiter) => {
      waiters.add(waiter);
      if (!proven && failures > 0) waiter.held(clock.nowMs() + Math.max(0, nextDialMs - clock.monotonicMs()), cause);
      if (cancelTimer === null) pump();
      return () => {
        if (waiters.delete(waiter) && waiters.size === 0) pump();
      };
    },
    doubt: () => {
      if (!proven) return;
      proven = false;
      failures = 0;
    },
    hurry: () => {
      if (proven || prober !== null) return;
      failures = 0;
      nextDialMs = clock.monotonicMs();
      pump();
    },
  };
}

/** Highest priority first, then who waited longest. A prober that failed lets another link try before it tries again. */
function next(waiters: ReadonlySet<Waiter>, notFirst: Waiter | null): Waiter {
  let best: Waiter | null = null;
  let bestPriority = -Infinity;
  for (const waiter of waiters) {
    const priority = waiter === notFirst ? -Infinity : waiter.priority();
    if (best !== null && priority <= bestPriority) continue;
    best = waiter;
    bestPriority = priority;
  }
  if (best === null) throw new Error('nobody waits');
  return best;
}

/** Fast in the first seconds, then gentle: ten minutes of outage cost less than 150 tries. */
function probeDelayMs(failures: number, downForMs: number, random: Random): number {
  if (failures <= FAST_PROBES) return between(250, SECOND_MS, random);
  if (downForMs < MINUTE_MS) return between(500, 3.5 * SECOND_MS, random);
  return between(500, downForMs < 10 * MINUTE_MS ? 10 * SECOND_MS : 30 * SECOND_MS, random);
}

function between(lowMs: number, highMs: number, random: Random): number {
  return lowMs + random.fraction() * (highMs - lowMs);
}
