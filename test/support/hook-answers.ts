import { encodeHookAnswer } from '../../main/backends/local/hooks/hook-answer.ts';
import type { Decision } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { SESSION } from './hook-desk.ts';

/** What Claude Code takes as no opinion. */
export const NEUTRAL = '{}';
export const DENY: Decision = { tag: 'deny', stop: false };
export const ALLOW: Decision = { tag: 'allow' };

/** The decision as it goes back to the hook. */
export function wire(request: PermissionRequest, decision: Decision): string {
  const encoded = encodeHookAnswer(request, decision);
  if (!encoded.ok) throw new Error(encoded.error.code);
  return encoded.value;
}

/** Where events about an ask of the desk's session say that it is. */
export function about({ requestId }: PermissionRequest) {
  return { connectionId: 'local', sessionId: SESSION, requestId };
}

/** The event of a tool that was seen to run. */
export function effect(toolUseId: string) {
  return { tag: 'effect-seen', connectionId: 'local', sessionId: SESSION, toolUseId };
}
