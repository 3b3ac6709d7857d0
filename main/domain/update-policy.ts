import type { UpdateFault, UpdateHold, UpdateState } from '../../shared/model/update.ts';
import type { Problem } from '../../shared/model/app-view.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts';
import type { Ask } from './ask.ts';
import type { AppState } from './state.ts';

/** Not at once: at login the network, and everybody else, is just beginning. */
export const FIRST_CHECK_MS = MINUTE_MS;
const CHECK_EVERY_MS = 6 * HOUR_MS;
/** Nobody answered; the network may be back soon. */
const CHECK_AGAIN_MS = 30 * MINUTE_MS;
/** So that not all computers of a company ask in the same second. */
const JITTER = 0.2;

/** @param fraction  at least 0, below 1 */
export function nextCheckMs(last: UpdateState, fraction: number): number {
  const isUnreachable = last.tag === 'failed' && last.fault === 'unreachable';
  return Math.round((isUnreachable ? CHECK_AGAIN_MS : CHECK_EVERY_MS) * (1 - JITTER / 2 + fraction * JITTER));
}

/**
 * What somebody could lose by a restart at this moment; null = nothing. What cannot leave anyway, because its connection is
 * off or its account out of reach, is on the disk and holds nobody up; nor does practice.
 */
export function updateHold(state: AppState, ownSessions: number): UpdateHold | null {
  const { inbox, registry } = state;
  const matters = (id: ConnectionId) => {
    const connection = registry.connections.get(id);
    return connection !== undefined && !connection.practice && connection.state.tag !== 'off';
  };
  const asks = [...inbox.asks.values()].filter((ask) => matters(ask.connectionId));
  if (asks.some(({ state: { tag } }) => tag === 'open')) return 'asks';
  if ([...inbox.queued.values()].some((ask) => matters(ask.connectionId))) return 'asks';
  for (const [key, count] of inbox.beyond) {
    const session = registry.sessions.get(key);
    if (count > 0 && session !== undefined && matters(session.connectionId)) return 'asks';
  }
  if (asks.some(isOnItsWay) || state.drafts.length > 0 || [...state.shares.values()].some(isFlushing)) return 'answers';
  return ownSessions > 0 ? 'own-sessions' : null;
}

/** The problem that a failed update is to the person; null for one that mends itself. */
export function updateProblem(state: UpdateState): Problem | null {
  if (state.tag !== 'failed') return null;
  const code = LOUD[state.fault];
  return code === undefined ? null : { id: UPDATE_PROBLEM, code, detail: '' };
}

export const UPDATE_PROBLEM = 'update';

const LOUD: Readonly<Partial<Record<UpdateFault, Problem['code']>>> = {
  'not-signed': 'update-not-trusted',
  'wrong-signature': 'update-not-trusted',
  tampered: 'update-not-trusted',
  older: 'update-not-trusted',
  expired: 'update-not-trusted',
  disk: 'update-not-installed',
  'not-installed': 'update-not-installed',
};

/** One whose receipt is missing for long is on the disk, and is sent again after the next start. */
function isOnItsWay({ state: { tag } }: Ask): boolean {
  return tag === 'saving' || tag === 'ready' || tag === 'sending' || tag === 'sent';
}

function isFlushing({ state, unsent, refused }: { state: { tag: string }; unsent: number; refused: number }): boolean {
  return (state.tag === 'live' || state.tag === 'connecting') && unsent > refused;
}
