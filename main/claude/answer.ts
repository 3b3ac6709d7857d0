import type { Decision } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { ok, type Result } from '../../shared/result.ts';
import { successResponse } from './control-frames.ts';
import { verdictOf, type AnswerError, type Classification, type Verdict } from './verdict.ts';

/**
 * The exact control frame that carries a decision.
 *
 * @source docs/protocols/ccr.md#permission-result
 */
export function encodeAnswer(
  request: PermissionRequest,
  decision: Decision,
  answerId: string,
): Result<string, AnswerError> {
  const verdict = verdictOf(request, decision);
  return verdict.ok ? ok(successResponse(request.requestId, answerId, resultText(request, verdict.value))) : verdict;
}

function resultText(request: PermissionRequest, verdict: Verdict): string {
  const { toolUseId } = request;
  switch (verdict.tag) {
    case 'allow': {
      const members = [`"behavior":"allow"`, `"updatedInput":${verdict.updatedInput}`];
      if (verdict.updatedPermission !== undefined) members.push(`"updatedPermissions":[${verdict.updatedPermission}]`);
      if (toolUseId !== undefined) members.push(`"toolUseID":${JSON.stringify(toolUseId)}`);
      members.push(`"decisionClassification":"${verdict.classification}"`);
      return `{${members.join(',')}}`;
    }
    case 'deny':
      return JSON.stringify({
        behavior: 'deny',
        message: verdict.message,
        ...(verdict.interrupt && { interrupt: true }),
        ...(toolUseId !== undefined && { toolUseID: toolUseId }),
        decisionClassification: 'user_reject' satisfies Classification,
      });
    case 'form':
      return verdict.resultJson;
  }
}
