import type { ConnectionState, SignInReason } from '../../../shared/model/connection.ts';
import type { LinkCause } from '../../../shared/model/session.ts';
import type { LinkState } from '../../net/link-state.ts';

export interface Standing {
  readonly signIn: SignInReason | null;
  readonly link: LinkState;
  readonly isListed: boolean;
  readonly trouble: { readonly cause: LinkCause; readonly retryAtMs: number } | null;
}

/** How the connection as a whole stands: its socket, and whether its sessions could be listed over it. */
export function connectionState({ signIn, link, isListed, trouble }: Standing): ConnectionState {
  if (signIn !== null) return { tag: 'sign-in-needed', why: signIn };
  switch (link.tag) {
    case 'waiting':
      return { tag: 'retrying', retryAtMs: link.retryAtMs, cause: link.cause };
    case 'failed':
      return link.cause.code === 'unauthorized'
        ? { tag: 'sign-in-needed', why: 'refused' }
        : { tag: 'failed', cause: link.cause };
    case 'idle':
    case 'connecting':
      return { tag: 'connecting' };
    case 'open':
    case 'live':
      if (trouble !== null) return { tag: 'retrying', ...trouble };
      return { tag: isListed ? 'live' : 'connecting' };
  }
}
