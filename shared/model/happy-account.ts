/** A link in the making: a device of the account reads it and gives this computer its key. */
export interface LinkOffer {
  readonly linkId: string;
  /** For the QR code, and to be pasted on the other device. Holds a public key that is good for this one link. */
  readonly uri: string;
  readonly expiresAtMs: number;
}

/** An account whose key main holds, and that is not joined yet: the person looks at it first. */
export interface AccountOffer {
  readonly accountId: string;
  readonly serverUrl: string;
  /** Groups of hex digits, the same on every device of the account. */
  readonly fingerprint: string;
  readonly sessions: number;
  readonly computers: number;
  /** Made just now: its key exists nowhere else until it is kept. */
  readonly isNew: boolean;
}

/** The `happy` command of this computer and what its files are good for. */
export type TerminalAccount =
  | { readonly tag: 'none' }
  /** Its key can open every session: the connection can use it where it stands. */
  | { readonly tag: 'readable'; readonly happyHome: string; readonly serverUrl: string }
  /** A newer kind of pairing: it can write sessions, but not read those of others. */
  | { readonly tag: 'not-enough'; readonly happyHome: string; readonly serverUrl: string };
