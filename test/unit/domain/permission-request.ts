import { createHash } from 'node:crypto';
import { requestId } from '../../../shared/ids.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';

/** An ordinary ask for a tool; `change` says what is different about it. */
export function permissionRequest(change: Partial<PermissionRequest> = {}): PermissionRequest {
  const inputJson = change.inputJson ?? '{"command":"ls"}';
  return {
    requestId: requestId('r1'),
    kind: 'tool',
    toolName: 'Bash',
    inputJson,
    inputHash: createHash('sha256').update(inputJson).digest('hex'),
    suggestions: [],
    requiresUserInteraction: false,
    defaultToNo: false,
    mayAlwaysAllow: true,
    offers: { allow: true, deny: true, denyWithReason: true, denyAndStop: true, edit: true },
    ...change,
  };
}
