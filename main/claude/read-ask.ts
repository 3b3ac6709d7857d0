import { requestId, type RequestId } from '../../shared/ids.ts';
import type { AskOffers, PermissionRequest } from '../../shared/model/permission-request.ts';
import { cutRaw } from '../../shared/raw-json.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Frame } from './frame.ts';
import { present } from './present.ts';
import { readSuggestions } from './suggestions.ts';
import { bareAsk, NO_OFFERS, toolAsk } from './tool-ask.ts';
import { canUseToolWire, controlRequestWire, elicitationWire, userDialogWire } from './wire.ts';

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
      if (!read.success) return unreadable;
      return ok(
        toolAsk(read.data, {
          requestId: id,
          inputJson: cutRaw(frame.text, ['request', 'input']) ?? '{}',
          suggestions: readSuggestions(frame.text, ['request', 'permission_suggestions']),
          matchedAskRule: askRule(frame, read.data.matched_ask_rule),
        }),
      );
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
        ...bareAsk('elicitation', id, server, inputJson),
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
      return ok({ ...bareAsk('dialog', id, read.data.dialog_kind, inputJson), ...facts, offers: NO_OFFERS });
    }
    default:
      return err({ code: 'unsupported', requestId: id, subtype: request.subtype });
  }
}

const ELICITATION: AskOffers = { ...NO_OFFERS, allow: true, deny: true };

/** A request that is only looked on: it shows, and offers nothing. */
export function withoutOffers(request: PermissionRequest): PermissionRequest {
  return { ...request, offers: NO_OFFERS };
}

/** A rule comes as its text, or as an object that only its own text describes fully. */
function askRule(frame: Frame, rule: unknown): string | undefined {
  if (rule === undefined || rule === null) return undefined;
  return typeof rule === 'string' ? rule : cutRaw(frame.text, ['request', 'matched_ask_rule']);
}

/** An id without a readable request still gets an answer. */
function noRequest(frame: Frame): Result<never, AskError> {
  const id = controlRequestWire.shape.request_id.safeParse(frame.value['request_id']);
  return id.success ? err({ code: 'unreadable', requestId: requestId(id.data), subtype: '' }) : err({ code: 'no-id' });
}
