import { createHash } from 'node:crypto';
import { connectionId, requestId, sessionId, sessionKey } from '../../shared/ids.ts';
import type { Capabilities } from '../../shared/model/connection.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { ConnectionEntry } from '../../main/domain/session-registry.ts';

/** Builders for tests of the domain: a connection, a session, and asks in it. */
export const CONNECTION = connectionId('work');
export const SESSION = sessionId('session_a');
export const SESSION_KEY = sessionKey(CONNECTION, SESSION);

const EVERYTHING: Capabilities = {
  answer: true,
  sendMessage: true,
  interrupt: true,
  setMode: true,
  setModel: true,
  rename: true,
  archive: true,
  markRead: true,
  history: true,
  start: true,
  end: true,
  resume: true,
  reveal: true,
  handOver: true,
};

export function aConnection(over: Partial<ConnectionEntry> = {}): ConnectionEntry {
  return {
    connectionId: CONNECTION,
    kind: 'ccr',
    name: 'Work',
    practice: false,
    managed: false,
    viewerOnly: false,
    capabilities: EVERYTHING,
    state: { tag: 'live' },
    ...over,
  };
}

export function aRequest(over: Partial<PermissionRequest> & { readonly id?: string } = {}): PermissionRequest {
  const { id = 'r1', ...rest } = over;
  const inputJson = rest.inputJson ?? '{"command":"npm test"}';
  const toolName = rest.toolName ?? 'Bash';
  return {
    requestId: requestId(id),
    kind: 'tool',
    toolName,
    toolUseId: `toolu_${id}`,
    inputJson,
    inputHash: createHash('sha256').update(`tool\0${toolName}\0${inputJson}`).digest('hex'),
    suggestions: [],
    requiresUserInteraction: false,
    defaultToNo: false,
    mayAlwaysAllow: true,
    offers: { allow: true, deny: true, denyWithReason: true, denyAndStop: true, edit: true },
    ...rest,
  };
}
