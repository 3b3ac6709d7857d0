import { createHash } from 'node:crypto';
import { requestId, type RequestId } from '../../shared/ids.ts';
import type { AskKind, AskOffers, PermissionRequest } from '../../shared/model/permission-request.ts';
import { cutRaw } from '../../shared/raw-json.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Frame } from './frame.ts';
import { present } from './present.ts';
import { readSuggestions } from './suggestions.ts';
import { canUseToolWire, controlRequestWire, elicitationWire, userDialogWire, type CanUseToolWire } from './wire.ts';

export type AskError =
  /** Nothing to answer to: the id is missing, oversized or holds control characters. */
  | { readonly code: 'no-id' }
  /** The far side waits for an answer under this id, and we have no use for what it asks. */
  | { readonly code: 'unreadable' | 'unsupported'; readonly requestId: RequestId; readonly subtype: string };

/** Turns one `control_request` of the far side into an ask. */
export function readAsk(frame: Frame): Result<PermissionRequest, AskError> {
  const control = controlRequestWire.safeParse(frame.value);
  if (!control.success) return noRequest(frame);
  const id = requestId(control.data.request_id);
  const { request } = control.data;
  const unreadable = err({ code: 'unreadable', requestId: id, subtype: request.subtype } as const);
  switch (request.subtype) {
    case 'can_use_tool': {
      const read = canUseToolWire.safeParse(request);
      return read.success ? ok(toolAsk(frame, id, read.data)) : unreadable;
    }
    case 'elicitation': {
      const read = elicitationWire.safeParse(request);
      if (!read.success) return unreadable;
      const inputJson = cutRaw(frame.text, ['request']) ?? '{}';
      const { mcp_server_name: server, title } = read.data;
      const facts = present<Pick<PermissionRequest, 'displayName' | 'claim'>>({
        displayName: title,
        claim: read.data.message,
      });
      return ok({
        ...bare('elicitation', id, server, inputJson),
        ...facts,
        mcpServer: { name: server },
        offers: ELICITATION,
      });
    }
    case 'request_user_dialog': {
      const read = userDialogWire.safeParse(request);
      if (!read.success) return unreadable;
      const inputJson = cutRaw(frame.text, ['request', 'payload']) ?? '{}';
      const facts = present<Pick<PermissionRequest, 'toolUseId'>>({ toolUseId: read.data.tool_use_id });
      return ok({ ...bare('dialog', id, read.data.dialog_kind, inputJson), ...facts, offers: NOTHING });
    }
    default:
      return err({ code: 'unsupported', requestId: id, subtype: request.subtype });
  }
}

/** What an allow is bound to: kind, tool and the very bytes of the input. */
export function inputHash(kind: AskKind, toolName: string, inputJson: string): string {
  return createHash('sha256').update(`${kind}\0${toolName}\0${inputJson}`).digest('hex');
}

const NOTHING: AskOffers = { allow: false, deny: false, denyWithReason: false, denyAndStop: false, edit: false };
const ELICITATION: AskOffers = { ...NOTHING, allow: true, deny: true };
const FORM: AskOffers = { allow: true, deny: true, denyWithReason: true, denyAndStop: true, edit: false };
const TOOL: AskOffers = { ...FORM, edit: true };

/** A request that is only looked on: it shows, and offers nothing. */
export function withoutOffers(request: PermissionRequest): PermissionRequest {
  return { ...request, offers: NOTHING };
}

/** Kinds that are not a plain yes or no; the rest of the tools are judged by their input. */
const KIND_BY_TOOL: ReadonlyMap<string, AskKind> = new Map([
  ['AskUserQuestion', 'question'],
  ['ExitPlanMode', 'plan'],
]);

function toolAsk(frame: Frame, id: RequestId, wire: CanUseToolWire): PermissionRequest {
  const kind = KIND_BY_TOOL.get(wire.tool_name) ?? 'tool';
  const inputJson = cutRaw(frame.text, ['request', 'input']) ?? '{}';
  return {
    ...bare(kind, id, wire.tool_name, inputJson),
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
      matchedAskRule: askRule(frame, wire.matched_ask_rule),
      mcpServer: wire.mcp_server && {
        name: wire.mcp_server.name,
        ...present<{ source?: string }>({ source: wire.mcp_server.source }),
      },
    }),
    suggestions: readSuggestions(frame.text, ['request', 'permission_suggestions']),
    requiresUserInteraction: kind !== 'tool' || (wire.requires_user_interaction ?? false),
    defaultToNo: wire.default_to_no ?? false,
    mayAlwaysAllow: !(wire.suppress_always_allow_rule ?? false),
    offers: kind === 'tool' ? TOOL : FORM,
  };
}

/** A rule comes as its text, or as an object that only its own text describes fully. */
function askRule(frame: Frame, rule: unknown): string | undefined {
  if (rule === undefined || rule === null) return undefined;
  return typeof rule === 'string' ? rule : cutRaw(frame.text, ['request', 'matched_ask_rule']);
}

function bare(kind: AskKind, id: RequestId, toolName: string, inputJson: string): PermissionRequest {
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
    offers: NOTHING,
  };
}

/** An id without a readable request still gets an answer. */
function noRequest(frame: Frame): Result<never, AskError> {
  const id = controlRequestWire.shape.request_id.safeParse(frame.value['request_id']);
  return id.success ? err({ code: 'unreadable', requestId: requestId(id.data), subtype: '' }) : err({ code: 'no-id' });
}
