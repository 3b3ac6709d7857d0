import type { Decision } from '../../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { verdictOf, type AnswerError } from '../../../claude/verdict.ts';

/**
 * The exact body of the HTTP answer that carries a decision.
 *
 * @source docs/protocols/claude-code.md#hook-answers
 */
export function encodeHookAnswer(request: PermissionRequest, decision: Decision): Result<string, AnswerError> {
  const verdict = verdictOf(request, decision);
  if (!verdict.ok) return verdict;
  switch (verdict.value.tag) {
    case 'allow': {
      // The input always goes along: a bare allow is ignored for a plan.
      const { updatedInput, updatedPermission } = verdict.value;
      const rules = updatedPermission === undefined ? '' : `,"updatedPermissions":[${updatedPermission}]`;
      return ok(hookOutput(`{"behavior":"allow","updatedInput":${updatedInput}${rules}}`));
    }
    case 'deny': {
      const { message, interrupt } = verdict.value;
      return ok(hookOutput(JSON.stringify({ behavior: 'deny', message, ...(interrupt && { interrupt }) })));
    }
    case 'form':
      return err({ code: 'not-offered' }); // no hook asks for one
  }
}

function hookOutput(decisionJson: string): string {
  return `{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":${decisionJson}}}`;
}

/** Is this text an answer for a hook? Anything else would be read as no opinion there, and this as noise elsewhere. */
export function isHookAnswer(wire: string): boolean {
  return wire.startsWith('{"hookSpecificOutput":');
}

/** Does this answer let the tool run? Only for text that `encodeHookAnswer` made. */
export function permitsTool(wire: string): boolean {
  return wire.startsWith(hookOutput('{"behavior":"allow"').slice(0, -2));
}

/** Makes auto mode ask the person about one call. */
export const ASK_THE_PERSON = JSON.stringify({
  hookSpecificOutput: {
    hookEventName: 'PreToolUse',
    permissionDecision: 'ask',
    permissionDecisionReason: 'Gatehouse is set to ask in this folder, also in auto mode.',
  },
});
