/** What a measurement tells the far side of a Happy account to do, and what it hears back. */
export type HappyOrder =
  /** Makes an account with a past. @see seedBacklog */
  | { readonly tag: 'seed'; readonly secret: string; readonly sessions: number; readonly messages: number }
  /** Cuts every app's connection without a word. */
  | { readonly tag: 'cut' }
  /** Messages of one session as fast as they go, and then a new title of it. */
  | {
      readonly tag: 'blast';
      readonly sessionId: string;
      readonly bytes: number;
      readonly count: number;
      readonly title: string;
    }
  /** Every session of the account gives a sign of life every two seconds. */
  | { readonly tag: 'lively'; readonly secret: string; readonly forMs: number }
  /** An agent that can be asked and answered. */
  | { readonly tag: 'start-agent'; readonly secret: string }
  | { readonly tag: 'ask'; readonly command: string }
  /** A session whose state was never pruned asks for one thing more. */
  | { readonly tag: 'ask-in-large-state'; readonly sessionId: string; readonly requestId: string };

export interface SeededSession {
  readonly id: string;
  readonly title: string;
  readonly openIds: readonly string[];
  readonly variant: 'legacy' | 'dataKey';
}

/** Times are of the monotonic clock that all processes of a machine share. */
export type HappyReport =
  | { readonly tag: 'listening'; readonly port: number }
  | { readonly tag: 'seeded'; readonly sessions: readonly SeededSession[] }
  | { readonly tag: 'connected'; readonly atMs: number }
  | { readonly tag: 'was-lively'; readonly signs: number }
  | { readonly tag: 'agent-started'; readonly sessionId: string }
  /** @property atMs  before anything of it was sent */
  | { readonly tag: 'asked'; readonly requestId: string; readonly atMs: number }
  /** An answer came to the server. */
  | { readonly tag: 'answered'; readonly atMs: number };
