import { assertNever } from '../../shared/result.ts';
import type { LinkCause } from '../../shared/model/session.ts';
import { certificateFault } from './certificate-fault.ts';

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

/** errno of a URL that would carry a token in clear; it never leaves the machine. */
export const CLEAR_TEXT = 'CLEAR_TEXT';

/** Close codes that say more than "the connection is gone"; all others are `closed`. */
const CLOSE_CODES: ReadonlyMap<number, LinkCause['code']> = new Map([
  [1002, 'protocol'],
  [1003, 'protocol'],
  [1007, 'protocol'],
  // Policy, by the letter; services use it for refused sign-ins, but also for rate limits: so not fatal by itself.
  [1008, 'forbidden'],
  [1009, 'too-large'],
  [1011, 'server-error'],
  [1012, 'server-error'],
  [1013, 'server-error'],
  [1014, 'server-error'],
  [1015, 'tls'],
]);

/** Words for the renderer to choose from. Knows no service: codes from 4000 up are the backend's to read. */
export function causeOf(info: CloseInfo): LinkCause {
  switch (info.tag) {
    case 'closed':
      return info.code === null
        ? { code: 'closed' }
        : { code: CLOSE_CODES.get(info.code) ?? 'closed', status: info.code };
    case 'status':
      return { code: statusCode(info.status), status: info.status };
    case 'broken':
      return brokenCause(info.code, info.errno);
    case 'silent':
      return { code: 'silent' };
    case 'no-headers':
      return info.cause;
    default:
      return assertNever(info);
  }
}

/** The same for a request that got no answer. */
export function brokenCause(code: NetErrorCode, errno: string): LinkCause {
  const certificate = code === 'tls' ? certificateFault(errno) : null;
  if (certificate !== null) return { code: 'tls', certificate };
  return { code: code === 'aborted' ? 'closed' : code };
}

/**
 * The default judgement. Fatal: 401 and 403 (the same token gets the same answer), 404 and 410 (the same address gets
 * the same answer), no sign-in, a clear-text address. All else is tried again: even a certificate error, because a hotel
 * network's sign-in page looks just like one and goes away.
 */
export function classifyClose(info: CloseInfo): Verdict {
  const cause = causeOf(info);
  if (isFatal(info, cause)) return { tag: 'fatal', cause };
  return info.tag === 'status' && info.retryAfterMs !== null
    ? { tag: 'retry', cause, afterMs: info.retryAfterMs }
    : { tag: 'retry', cause };
}

/** True where the dial failed in a way that every other dial to this host would: nobody answers, or a gateway does. */
export function blamesHost(info: CloseInfo): boolean {
  if (info.tag === 'status') return info.status === 502 || info.status === 503 || info.status === 504;
  return info.tag === 'broken' && info.errno !== CLEAR_TEXT && HOST_CODES.has(info.code);
}

/** True where an open socket ended in a way that may have hit all sockets of its host. */
export function shakesHost(info: CloseInfo): boolean {
  if (info.tag === 'closed') return info.code === null || HOST_CLOSE_CODES.has(info.code);
  return info.tag === 'silent' || blamesHost(info);
}

/** Two endings with the same mark are "just like" each other. */
export function markOf(info: CloseInfo): string {
  const cause = causeOf(info);
  return `${info.tag} ${cause.code} ${cause.status ?? ''}`;
}

const HOST_CODES: ReadonlySet<NetErrorCode> = new Set(['unreachable', 'refused', 'timeout', 'tls']);
/** Going away, lost without a goodbye, restarting, try later. */
const HOST_CLOSE_CODES: ReadonlySet<number> = new Set([1001, 1006, 1012, 1013]);

function isFatal(info: CloseInfo, cause: LinkCause): boolean {
  if (info.tag === 'broken') return info.errno === CLEAR_TEXT;
  if (info.tag === 'no-headers') return cause.code === 'unauthorized' || cause.code === 'forbidden';
  return (
    info.tag === 'status' &&
    (cause.code === 'unauthorized' || cause.code === 'forbidden' || cause.code === 'session-gone')
  );
}

function statusCode(status: number): LinkCause['code'] {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'session-gone';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'protocol';
}
