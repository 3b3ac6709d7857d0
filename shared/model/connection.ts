import type { LinkCause } from './session.ts';

export const BACKEND_KINDS = ['ccr', 'happy', 'local'] as const;
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
  | 'credentials-file-without-token'
  /** What was given as a secret key is none. */
  | 'key-unreadable';

/** Whose account a connection is signed in to, in a form that can be compared by eye. */
export interface AccountFacts {
  /** Groups of hex digits; the same on every device of the account. */
  readonly fingerprint: string;
}

/** What can be done for a session, or with a connection; the window hides what is false. */
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
  /** The connection can start sessions of its own. */
  readonly start: boolean;
  /** A session can be ended from here. */
  readonly end: boolean;
  /** An ended session can be taken up again. */
  readonly resume: boolean;
  /** The terminal, or else the folder, of a session can be brought to the front. */
  readonly reveal: boolean;
  /** Control can be taken from a session's own terminal, or given back to it. */
  readonly handOver: boolean;
}

/** The start of any capability list: nothing is possible. */
export const NO_CAPABILITIES: Capabilities = {
  answer: false,
  sendMessage: false,
  interrupt: false,
  setMode: false,
  setModel: false,
  rename: false,
  archive: false,
  markRead: false,
  history: false,
  start: false,
  end: false,
  resume: false,
  reveal: false,
  handOver: false,
};

/** What each command to a session needs. */
export const CAPABILITY_OF = {
  'send-message': 'sendMessage',
  interrupt: 'interrupt',
  'set-mode': 'setMode',
  'set-model': 'setModel',
  rename: 'rename',
  archive: 'archive',
  'mark-read': 'markRead',
  end: 'end',
  resume: 'resume',
  reveal: 'reveal',
  'hand-over': 'handOver',
} as const satisfies Record<string, keyof Capabilities>;
