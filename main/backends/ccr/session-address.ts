import { sessionId, type SessionId } from '../../../shared/ids.ts';

const PREFIX = /^(session|cse)_/;
const SAFE_ID = /^[A-Za-z0-9_-]{1,200}$/;

/** `session_x` and `cse_x` name the same session: what they share tells sessions apart. */
export function sessionSuffix(id: string): string {
  return id.replace(PREFIX, '');
}

/** @returns null for an id that must not be put into a path. */
export function readSessionId(text: string): SessionId | null {
  return SAFE_ID.test(text) ? sessionId(text) : null;
}

/** The older routes know only the `session_` spelling; the newer ones take either. */
export function pathId(id: SessionId, version: 'v1' | 'v2'): string {
  return encodeURIComponent(version === 'v1' ? id.replace(/^cse_/, 'session_') : id);
}
