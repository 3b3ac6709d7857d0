import type { LinkCause } from './session.ts';

export const BACKEND_KINDS = ['ccr'] as const;
export type BackendKind = (typeof BACKEND_KINDS)[number];

/** State of a connection as a whole; each session also has its own link. */
export type ConnectionState =
  | { readonly tag: 'off' }
  | { readonly tag: 'connecting' }
  | { readonly tag: 'live' }
  | { readonly tag: 'retrying'; readonly retryAtMs: number; readonly cause: LinkCause }
  | { readonly tag: 'sign-in-needed'; readonly why: SignInReason }
  | { readonly tag: 'failed'; readonly cause: LinkCause };

export type SignInReason =
  /** No token was given or stored, or the one in memory is gone since the last start. */
  | 'no-token'
  /** The service refused the token, and reading it again gave the same one. */
  | 'refused'
  | 'credentials-file-missing'
  | 'credentials-file-unreadable'
  | 'credentials-file-without-token';

/** What a backend can do for its sessions; the window hides what is false. */
export interface Capabilities {
  readonly answer: boolean;
  readonly sendMessage: boolean;
  readonly interrupt: boolean;
  readonly setMode: boolean;
  readonly setModel: boolean;
  readonly rename: boolean;
  readonly archive: boolean;
  readonly markRead: boolean;
  readonly history: boolean;
}
