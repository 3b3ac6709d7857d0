import { assertNever } from '../../shared/result.ts';
import type { LinkCause } from '../../shared/model/session.ts';
import type { ConnectionState } from './connection.ts';

/** What the owner of a link sees. `epoch` names one socket and never comes back: it only grows during a link's life. */
export type LinkState =
  | { readonly tag: 'idle' }
  | { readonly tag: 'connecting'; readonly attempt: number }
  /** Upgraded or answered with 200, but the far side has not said anything yet. */
  | { readonly tag: 'open'; readonly epoch: number }
  /** A complete frame, event, comment or pong came over this socket. */
  | { readonly tag: 'live'; readonly epoch: number }
  | { readonly tag: 'waiting'; readonly retryAtMs: number; readonly cause: LinkCause }
  /** Over until `retryNow`. */
  | { readonly tag: 'failed'; readonly cause: LinkCause };

/** A link that waits its turn at a host that is up is "connecting"; at one that is down it is "waiting". */
export function linkStateOf(state: ConnectionState): LinkState {
  switch (state.tag) {
    case 'idle':
      return { tag: 'idle' };
    case 'queued':
      return state.held === null
        ? { tag: 'connecting', attempt: state.tries.attempt }
        : { tag: 'waiting', retryAtMs: state.held.retryAtMs, cause: state.held.cause };
    case 'connecting':
      return { tag: 'connecting', attempt: state.tries.attempt };
    case 'open':
    case 'live':
      return { tag: state.tag, epoch: state.epoch };
    case 'waiting':
      return { tag: 'waiting', retryAtMs: state.held.retryAtMs, cause: state.held.cause };
    case 'failed':
      return { tag: 'failed', cause: state.cause };
    default:
      return assertNever(state);
  }
}

export function sameLinkState(one: LinkState, other: LinkState): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
