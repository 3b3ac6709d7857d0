import type { Core } from './core.ts';
import type { Peer } from './peers.ts';

/** One event on its way through the server. */
export interface Heard {
  readonly core: Core;
  readonly peer: Peer;
  readonly payload: unknown;
  /** A fault asks for a mismatch, whatever the versions are. */
  readonly isMismatch: boolean;
  /** Harmless when the client gave no callback. */
  readonly ack: (reply: unknown) => void;
}
