/** Every close code and status of this service, sorted once: fatal, retry, or ask the person. */
import type { LinkCause } from '../../../shared/model/session.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { SendOutcome } from '../../ports/backend.ts';
import { classifyClose, type CloseInfo, type FailureHistory, type Verdict } from '../../net/close-cause.ts';

/** Close codes of the session socket. */
const SESSION_NOT_FOUND = 4001;
const UNAUTHORIZED = 4003;

/** A session can be missing for some seconds while its worker compacts. */
const NOT_FOUND_TRIES = 3;
const NOT_FOUND_PAUSE_MS = 2 * SECOND_MS;
/** The first refusal makes the token be read again. A fresh token refused again and again is for a person to look at. */
const UNAUTHORIZED_TRIES = 3;

/** True where the service does not know the route at all, so that its other generation is worth a try. */
export function isMissingRoute(status: number): boolean {
  // 426: a plain WebSocket server answers every other request with it.
  return status === 404 || status === 405 || status === 426 || status === 501;
}

export function isUnauthorized(info: CloseInfo): boolean {
  return (info.tag === 'closed' && info.code === UNAUTHORIZED) || (info.tag === 'status' && info.status === 401);
}

/** Judges the end of a session's stream. What is not special here is judged as for any link. */
export function classifyStream(info: CloseInfo, history: FailureHistory): Verdict {
  if (info.tag === 'closed' && info.code === SESSION_NOT_FOUND) {
    const cause: LinkCause = { code: 'session-gone', status: SESSION_NOT_FOUND };
    if (history.repeats > NOT_FOUND_TRIES) return { tag: 'fatal', cause };
    return { tag: 'retry', cause, afterMs: NOT_FOUND_PAUSE_MS * history.repeats };
  }
  if (isUnauthorized(info)) {
    const status = info.tag === 'status' ? info.status : UNAUTHORIZED;
    return { tag: history.repeats >= UNAUTHORIZED_TRIES ? 'fatal' : 'retry', cause: { code: 'unauthorized', status } };
  }
  if (info.tag !== 'status') return classifyClose(info);
  const { status, retryAfterMs } = info;
  const pause = retryAfterMs === null ? {} : { afterMs: Math.min(retryAfterMs, MAX_RETRY_AFTER_MS) };
  // Not there, or not yet: the session may have moved to another worker, or its log been cut.
  if (status === 409 || status === 410) return { tag: 'retry', cause: { code: 'gap', status }, ...pause };
  const cause = statusCause(status);
  return RETRIED.has(cause.code) ? { tag: 'retry', cause, ...pause } : { tag: 'fatal', cause };
}

/** An absurd Retry-After must not put a session to sleep for good. */
export const MAX_RETRY_AFTER_MS = 300 * SECOND_MS;

const RETRIED: ReadonlySet<LinkCause['code']> = new Set(['rate-limited', 'server-error', 'timeout']);

export function statusCause(status: number): LinkCause {
  if (status === 401) return { code: 'unauthorized', status };
  if (status === 403) return { code: 'forbidden', status };
  if (status === 404) return { code: 'session-gone', status };
  if (status === 408) return { code: 'timeout', status };
  if (status === 413) return { code: 'too-large', status };
  if (status === 429) return { code: 'rate-limited', status };
  return { code: status >= 500 ? 'server-error' : 'protocol', status };
}

/** Judges the reply to a posted answer. A refusal that a repeat cannot heal is final; everything else may be sent again. */
export function answerOutcome(status: number): SendOutcome {
  if (status >= 200 && status < 300) return { tag: 'sent' };
  return REFUSED.has(status) ? { tag: 'refused', status } : { tag: 'failed' };
}

const REFUSED: ReadonlySet<number> = new Set([400, 403, 404, 409, 410, 413, 422]);
