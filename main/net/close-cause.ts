import { MINUTE_MS } from '../../shared/units.ts';
import type { LinkCause } from '../../shared/model/session.ts';

/** How a dial or an open link ended, before anybody judged it. */
export type CloseInfo =
  /** The stream was open and ended: a WebSocket close code (1005 and 1006 included), or null for the end of an event stream. */
  | { readonly tag: 'closed'; readonly code: number | null; readonly reason: string }
  /** An HTTP answer came where a stream was asked for. */
  | { readonly tag: 'status'; readonly status: number; readonly retryAfterMs: number | null }
  /** The network, the TLS layer or our own limits ended it. `errno` is for the log. */
  | { readonly tag: 'broken'; readonly code: NetErrorCode; readonly errno: string }
  /** Nothing was heard for too long. */
  | { readonly tag: 'silent' }
  /** `headers()` gave no headers: no sign-in, or it threw (then `unauthorized`). */
  | { readonly tag: 'no-headers'; readonly cause: LinkCause };

export type NetErrorCode = 'unreachable' | 'refused' | 'timeout' | 'tls' | 'too-large' | 'protocol' | 'aborted';

/** What to do about it. `afterMs`: the far side asked for at least this pause. */
export type Verdict =
  | { readonly tag: 'retry'; readonly cause: LinkCause; readonly afterMs?: number }
  | { readonly tag: 'fatal'; readonly cause: LinkCause };

/** What went before, counted since the link was last live and stable. */
export interface FailureHistory {
  /** Failures in a row, this one included. */
  readonly attempt: number;
  /** How many of the last ones in a row ended just like this one (same code or status), this one included. */
  readonly repeats: number;
}

export function causeOf(info: CloseInfo): LinkCause { void info; void MINUTE_MS; throw new Error('later'); }
/** Table. */
export function classifyClose(info: CloseInfo): Verdict { void info; throw new Error('later'); }
