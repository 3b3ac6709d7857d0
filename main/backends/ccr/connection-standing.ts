import type { ConnectionState, SignInReason } from '../../../shared/model/connection.ts';
import type { LinkCause, SessionLink } from '../../../shared/model/session.ts';

export interface Standing {
  readonly signIn: SignInReason | null;
  readonly isListed: boolean;
  readonly listTrouble: { readonly cause: LinkCause; readonly retryAtMs: number } | null;
  readonly links: readonly SessionLink[];
}

/** Causes that no waiting heals. */
const FATAL: ReadonlySet<LinkCause['code']> = new Set(['forbidden', 'tls']);

/** How the connection as a whole stands, judged from its list and its streams. */
export function connectionState({ signIn, isListed, listTrouble, links }: Standing): ConnectionState {
  if (signIn !== null) return { tag: 'sign-in-needed', why: signIn };
  if (listTrouble !== null) {
    return FATAL.has(listTrouble.cause.code)
      ? { tag: 'failed', cause: listTrouble.cause }
      : { tag: 'retrying', ...listTrouble };
  }
  if (isListed || links.some((link) => link.tag === 'live' || link.tag === 'open')) return { tag: 'live' };
  const waiting = links.find((link) => link.tag === 'waiting');
  if (waiting?.tag === 'waiting') return { tag: 'retrying', retryAtMs: waiting.retryAtMs, cause: waiting.cause };
  const failed = links.find((link) => link.tag === 'failed');
  if (failed?.tag === 'failed' && links.every((link) => link.tag === 'failed')) {
    // A session that is gone says nothing against the service that said so.
    return failed.cause.code === 'session-gone' ? { tag: 'live' } : { tag: 'failed', cause: failed.cause };
  }
  return { tag: 'connecting' };
}
