import { connectionId, type ConnectionId } from '../../shared/ids.ts';
import type { TrialView } from '../../shared/model/trial.ts';
import { decidedOf, type Ask } from './ask.ts';
import type { AppState } from './state.ts';

/** The connection that carries the practice ask of the first run. No settings file can hold this id. */
export const TRIAL_ID = connectionId('~trial');

export const isOfTrial = ({ connectionId: id }: { readonly connectionId: ConnectionId }): boolean => id === TRIAL_ID;

/** What only the surfaces and the clock know of an ask that waits. */
export type WaitingFacts = Pick<Extract<TrialView, { tag: 'waiting' }>, 'shownIn' | 'held' | 'causes' | 'isLate'>;

/** The newest ask of the trial, unless it was there before; its receipt outlives an earlier trial. */
export function trialAsk({ inbox }: AppState, before: ReadonlySet<string>): Ask | undefined {
  return [...inbox.asks.values()].findLast((ask) => isOfTrial(ask) && !before.has(ask.key));
}

/** How far the trial's ask came on its way. */
export function trialOf(ask: Ask, facts: WaitingFacts): TrialView {
  const { state, key, askedAtMs: sinceMs } = ask;
  if (state.tag === 'open') return { tag: 'waiting', key, sinceMs, ...facts };
  const decided = decidedOf(state);
  const isLost = state.tag === 'settled' && state.how !== 'confirmed';
  if (decided === null || isLost) return { tag: 'failed', why: 'ask-ended' };
  return {
    tag: 'answered',
    surface: decided.surface,
    allowed: decided.decision.tag === 'allow',
    tookMs: Math.max(0, decided.decidedAtMs - sinceMs),
    confirmed: state.tag === 'settled',
  };
}
