import type { ConnectionId } from '../ids.ts';
import type { LinkCause } from './session.ts';

/** How a session of this computer stands with the account it is shared with. */
export interface SharingView {
  readonly connectionId: ConnectionId;
  readonly state: ShareState;
  /** Messages that the service has not taken yet. They leave when it is reached again. */
  readonly unsent: number;
  /** Of these, the service does not take so many as they are. They are tried again at the next start. */
  readonly refused: number;
  /** So many older messages were not kept, because too much waited for the service: the other devices never get them. */
  readonly leftOut: number;
  /** Other devices may read and write files below the session's folder. */
  readonly files: boolean;
}

/** What became of a session's share that the person ended. */
export interface Unshared {
  /** So many messages did not arrive, and will not. */
  readonly remaining: number;
  /** False: the other devices learn that it is over once they can be reached. */
  readonly told: boolean;
}

export type ShareState =
  | { readonly tag: 'connecting' }
  | { readonly tag: 'live' }
  | { readonly tag: 'waiting'; readonly retryAtMs: number; readonly cause: LinkCause }
  /** The connection to the account is switched off: the share goes on when it is on again. */
  | { readonly tag: 'paused' }
  /** The session is over; the other devices are told so, and what it said last, as soon as they can be. */
  | { readonly tag: 'ending' }
  /** Over until it is shared again: `conflict` = somebody else writes the same session, and does not give way. */
  | { readonly tag: 'failed'; readonly why: 'sign-in-needed' | 'refused' | 'conflict' | 'deleted-there' };
