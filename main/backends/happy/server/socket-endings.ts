import * as z from 'zod';
import type { CloseInfo } from '../../../net/close-cause.ts';

/** The only thing by which this server tells a refused sign-in is the text of its refusal. */
const REFUSED_SIGN_IN: ReadonlySet<string> = new Set(['Missing authentication token', 'Invalid authentication token']);

const withMessage = z.object({ message: z.string() });

/** Why the server (or what is in front of it) did not let the socket in. Nothing of it is final but a refused sign-in. */
export function rejectionInfo(error: unknown): CloseInfo {
  const read = withMessage.safeParse(error);
  const text = read.success ? read.data.message : '';
  return REFUSED_SIGN_IN.has(text)
    ? { tag: 'status', status: 401, retryAfterMs: null }
    : { tag: 'closed', code: null, reason: text };
}

/** Servers of 2025 let everybody in, say `error` and hang up. Null for an `error` that is about something else. */
export function errorEventInfo(payload: unknown): CloseInfo | null {
  const info = rejectionInfo(payload);
  return info.tag === 'status' ? info : null;
}

/** socket.io takes a disconnect by the server for final; here it is a lost connection like any other. */
export function disconnectInfo(reason: string): CloseInfo {
  if (reason === 'ping timeout') return { tag: 'silent' };
  if (reason === 'parse error') return { tag: 'broken', code: 'protocol', errno: 'PARSE_ERROR' };
  return { tag: 'closed', code: null, reason };
}
