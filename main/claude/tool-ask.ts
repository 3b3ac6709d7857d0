import { createHash } from 'node:crypto';
import type { RequestId } from '../../shared/ids.ts';
import type {
  AskKind,
  AskOffers,
  PermissionRequest,
  PermissionSuggestion,
} from '../../shared/model/permission-request.ts';
import { present } from './present.ts';
import type { CanUseToolWire } from './wire.ts';

export const NO_OFFERS: AskOffers = {
  allow: false,
  deny: false,
  denyWithReason: false,
  denyAndStop: false,
  edit: false,
};
const FORM: AskOffers = { allow: true, deny: true, denyWithReason: true, denyAndStop: true, edit: false };
const TOOL: AskOffers = { ...FORM, edit: true };

/** Kinds that are not a plain yes or no; the rest of the tools are judged by their input. */
const KIND_BY_TOOL: ReadonlyMap<string, AskKind> = new Map([
  ['AskUserQuestion', 'question'],
  ['ExitPlanMode', 'plan'],
]);

/** What is cut from the message as text, because it must stay as it was written. */
interface RawParts {
  readonly requestId: RequestId;
  readonly inputJson: string;
  readonly suggestions: readonly PermissionSuggestion[];
  readonly matchedAskRule?: string | undefined;
}

/** May this tool be called with this input? Built alike whichever way the question came. */
export function toolAsk(wire: Omit<CanUseToolWire, 'input' | 'matched_ask_rule'>, raw: RawParts): PermissionRequest {
  const kind = KIND_BY_TOOL.get(wire.tool_name) ?? 'tool';
  return {
    ...bareAsk(kind, raw.requestId, wire.tool_name, raw.inputJson),
    ...present<
      Pick<
        PermissionRequest,
        | 'displayName'
        | 'toolUseId'
        | 'claim'
        | 'decisionReason'
        | 'decisionReasonType'
        | 'blockedPath'
        | 'agentId'
        | 'matchedAskRule'
        | 'mcpServer'
      >
    >({
      displayName: wire.display_name,
      toolUseId: wire.tool_use_id,
      claim: wire.description,
      decisionReason: wire.decision_reason,
      decisionReasonType: wire.decision_reason_type,
      blockedPath: wire.blocked_path,
      agentId: wire.agent_id,
      matchedAskRule: raw.matchedAskRule,
      mcpServer: wire.mcp_server && {
        name: wire.mcp_server.name,
        ...present<{ source?: string }>({ source: wire.mcp_server.source }),
      },
    }),
    suggestions: raw.suggestions,
    requiresUserInteraction: kind !== 'tool' || (wire.requires_user_interaction ?? false),
    defaultToNo: wire.default_to_no ?? false,
    mayAlwaysAllow: !(wire.suppress_always_allow_rule ?? false),
    offers: kind === 'tool' ? TOOL : FORM,
  };
}

/** An ask that offers nothing yet. */
export function bareAsk(kind: AskKind, id: RequestId, toolName: string, inputJson: string): PermissionRequest {
  return {
    requestId: id,
    kind,
    toolName,
    inputJson,
    inputHash: inputHash(kind, toolName, inputJson),
    suggestions: [],
    requiresUserInteraction: true,
    defaultToNo: false,
    mayAlwaysAllow: false,
    offers: NO_OFFERS,
  };
}

/** What an allow is bound to: kind, tool and the very bytes of the input. */
export function inputHash(kind: AskKind, toolName: string, inputJson: string): string {
  return createHash('sha256').update(`${kind}\0${toolName}\0${inputJson}`).digest('hex');
}
