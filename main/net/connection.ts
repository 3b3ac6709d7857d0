import { assertNever } from '../../shared/result.ts';
import { SECOND_MS } from '../../shared/units.ts';
import type { LinkCause } from '../../shared/model/session.ts';
import { markOf } from './close-cause.ts';
import type { CloseInfo, FailureHistory, Verdict } from './close-cause.ts';

/** Failures since the link was last live and stable. `mark` is what the last one looked like. */
export interface Tries extends FailureHistory {
  readonly mark: string;
}
export const NO_TRIES: Tries = { attempt: 0, repeats: 0, mark: '' };

/**
 *                start                 granted                opened               heard
 *    +--------+ -------> +----------+ --------> +------------+ ------> +--------+ ------> +--------+
 *    |  idle  |          |  queued  |           | connecting |         |  open  |         |  live  |
 *    +--------+          +----------+ <-------- +------------+         +--------+         +--------+
 *     ^  stop, from       ^  |  ^      closed, the host is |                | closed           |  closed
 *     |  everywhere       |  +--+      to blame            | closed         |                  |
 *                         | held: the host is down,        v                v                  v
 *                         |       its prober comes first  +--------------------------------------+
 *                         +------------------------------ |               waiting                |
 *                         |  retry-due, retry-now, probe  +--------------------------------------+
 *                         |                                | closed, and the policy calls it fatal
 *                         |  retry-now                    +--------+
 *                         +------------------------------ | failed |
 *                                                         +--------+
 *
 * A probe of `open` or `live` is an effect: the heartbeat pings, and what it finds comes back as `closed` (silent).
 * `open` alone proves nothing: tries are forgotten only when a link that was `live` had been up for STABLE_MS.
 * An event of an epoch other than the state's is stale and changes nothing.
 */
export type ConnectionState =
  | { readonly tag: 'idle' }
  | { readonly tag: 'queued'; readonly tries: Tries; readonly held: Held | null }
  | { readonly tag: 'connecting'; readonly tries: Tries; readonly epoch: number; readonly sinceMs: number }
  | { readonly tag: 'open'; readonly tries: Tries; readonly epoch: number; readonly sinceMs: number }
  | { readonly tag: 'live'; readonly tries: Tries; readonly epoch: number; readonly sinceMs: number }
  | { readonly tag: 'waiting'; readonly tries: Tries; readonly held: Held; readonly asked: boolean }
  | { readonly tag: 'failed'; readonly cause: LinkCause };

/** When it will be tried again (wall clock), and what made it wait. */
interface Held {
  readonly retryAtMs: number;
  readonly cause: LinkCause;
}

/** The wall clock for what people see, the monotonic one for ages. */
export interface Instant {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export type ConnectionEvent =
  | { readonly tag: 'start' }
  | { readonly tag: 'stop' }
  | { readonly tag: 'retry-now' }
  | { readonly tag: 'retry-due' }
  | { readonly tag: 'probe'; readonly at: Instant }
  | { readonly tag: 'held'; readonly retryAtMs: number; readonly cause: LinkCause }
  | { readonly tag: 'granted'; readonly at: Instant; readonly epoch: number }
  | { readonly tag: 'opened'; readonly at: Instant; readonly epoch: number }
  | { readonly tag: 'heard'; readonly epoch: number }
  | {
      readonly tag: 'closed';
      readonly at: Instant;
      readonly epoch: number;
      readonly info: CloseInfo;
      /** `host`: others fail too, and the host's circuit decides when to try again. */
      readonly blame: 'host' | 'link';
    };

export type ConnectionEffect =
  | { readonly tag: 'join-queue' }
  | { readonly tag: 'leave-queue' }
  | { readonly tag: 'hurry-queue' }
  | { readonly tag: 'open-socket'; readonly epoch: number }
  | { readonly tag: 'drop-socket' }
  | { readonly tag: 'check-pulse' }
  | { readonly tag: 'schedule-retry'; readonly delayMs: number }
  | { readonly tag: 'cancel-retry' };

export interface RetryPolicy {
  classify(info: CloseInfo, history: FailureHistory): Verdict;
  backOffMs(attempt: number): number;
  askedDelayMs(afterMs: number): number;
}

export interface Step {
  readonly state: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

/** How long a live link must have been up before its failures are forgotten. */
export const STABLE_MS = 5 * SECOND_MS;
/** A dial older than this at a probe is presumed to have been begun on a network that is gone. */
const STALE_DIAL_MS = 2 * SECOND_MS;

/** The whole reconnect behaviour, with no socket and no clock in it. */
export function step(state: ConnectionState, event: ConnectionEvent, policy: RetryPolicy): Step {
  switch (event.tag) {
    case 'start':
      return state.tag === 'idle' ? dial(NO_TRIES) : same(state);
    case 'stop':
      return { state: { tag: 'idle' }, effects: release(state) };
    case 'retry-now':
      return retryNow(state);
    case 'retry-due':
      return state.tag === 'waiting' ? dial(state.tries) : same(state);
    case 'probe':
      return probe(state, event.at);
    case 'held':
      return state.tag === 'queued'
        ? { state: { ...state, held: { retryAtMs: event.retryAtMs, cause: event.cause } }, effects: [] }
        : same(state);
    case 'granted':
      return state.tag === 'queued'
        ? {
            state: { tag: 'connecting', tries: state.tries, epoch: event.epoch, sinceMs: event.at.monotonicMs },
            effects: [{ tag: 'open-socket', epoch: event.epoch }],
          }
        : same(state);
    case 'opened':
      return state.tag === 'connecting' && state.epoch === event.epoch
        ? { state: { ...state, tag: 'open', sinceMs: event.at.monotonicMs }, effects: [] }
        : same(state);
    case 'heard':
      return state.tag === 'open' && state.epoch === event.epoch
        ? { state: { ...state, tag: 'live' }, effects: [] }
        : same(state);
    case 'closed':
      return closed(state, event, policy);
    default:
      return assertNever(event);
  }
}

const same = (state: ConnectionState): Step => ({ state, effects: [] });
const dial = (tries: Tries): Step => ({
  state: { tag: 'queued', tries, held: null },
  effects: [{ tag: 'join-queue' }],
});

function retryNow(state: ConnectionState): Step {
  if (state.tag === 'failed') return dial(NO_TRIES);
  if (state.tag === 'queued') return { state, effects: [{ tag: 'hurry-queue' }] };
  if (state.tag !== 'waiting') return same(state);
  const again = dial(state.tries);
  return { ...again, effects: [{ tag: 'cancel-retry' }, ...again.effects, { tag: 'hurry-queue' }] };
}

function probe(state: ConnectionState, at: Instant): Step {
  if (state.tag === 'open' || state.tag === 'live') return { state, effects: [{ tag: 'check-pulse' }] };
  if (state.tag === 'waiting') return state.asked ? same(state) : retryNow(state);
  if (state.tag === 'queued') return retryNow(state);
  if (state.tag !== 'connecting' || at.monotonicMs - state.sinceMs < STALE_DIAL_MS) return same(state);
  const again = dial(state.tries);
  return { ...again, effects: [{ tag: 'drop-socket' }, ...again.effects, { tag: 'hurry-queue' }] };
}

function closed(state: ConnectionState, event: Extract<ConnectionEvent, { tag: 'closed' }>, policy: RetryPolicy): Step {
  if (state.tag !== 'connecting' && state.tag !== 'open' && state.tag !== 'live') return same(state);
  if (state.epoch !== event.epoch) return same(state);
  const stable = state.tag === 'live' && event.at.monotonicMs - state.sinceMs >= STABLE_MS;
  const tries = failedOnce(stable ? NO_TRIES : state.tries, event.info);
  const verdict = policy.classify(event.info, { attempt: tries.attempt, repeats: tries.repeats });
  if (verdict.tag === 'fatal')
    return { state: { tag: 'failed', cause: verdict.cause }, effects: [{ tag: 'drop-socket' }] };
  if (event.blame === 'host' && verdict.afterMs === undefined) {
    const again = dial(tries);
    return { ...again, effects: [{ tag: 'drop-socket' }, ...again.effects] };
  }
  const asked = verdict.afterMs !== undefined;
  const ownMs = policy.backOffMs(tries.attempt);
  const delayMs = verdict.afterMs === undefined ? ownMs : Math.max(ownMs, policy.askedDelayMs(verdict.afterMs));
  const held = { retryAtMs: event.at.wallMs + delayMs, cause: verdict.cause };
  return {
    state: { tag: 'waiting', tries, held, asked },
    effects: [{ tag: 'drop-socket' }, { tag: 'schedule-retry', delayMs }],
  };
}

function failedOnce(before: Tries, info: CloseInfo): Tries {
  const mark = markOf(info);
  return { attempt: before.attempt + 1, repeats: mark === before.mark ? before.repeats + 1 : 1, mark };
}

function release(state: ConnectionState): readonly ConnectionEffect[] {
  if (state.tag === 'queued') return [{ tag: 'leave-queue' }];
  if (state.tag === 'waiting') return [{ tag: 'cancel-retry' }];
  return state.tag === 'connecting' || state.tag === 'open' || state.tag === 'live' ? [{ tag: 'drop-socket' }] : [];
}
