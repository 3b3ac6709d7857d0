/**
 * What the service really sends, as far as we read it. Lenient: unknown members are dropped, a decoration of the wrong
 * type counts as absent, and only what an answer is bound to is required.
 */
import * as z from 'zod';
import { isRecord } from './frame.ts';

const text = z.string().optional().catch(undefined);
/** A warning sign we cannot read is taken as raised. */
const caution = z.boolean().optional().catch(true);

const hasControlCharacter = (id: string) => {
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  }
  return false;
};

/** An id we can hold, log and echo. */
export const requestIdWire = z
  .string()
  .min(1)
  .max(256)
  .refine((id) => !hasControlCharacter(id));

export const controlRequestWire = z.object({
  request_id: requestIdWire,
  request: z.looseObject({ subtype: z.string() }),
});

export const canUseToolWire = z.object({
  tool_name: z.string().min(1).max(1_000),
  /** Only that it is an object; its text is cut from the frame and never rebuilt. */
  input: z.custom<object>(isRecord),
  tool_use_id: text,
  display_name: text,
  description: text,
  decision_reason: text,
  decision_reason_type: text,
  blocked_path: text,
  agent_id: text,
  matched_ask_rule: z.unknown().optional(),
  suppress_always_allow_rule: caution,
  default_to_no: caution,
  requires_user_interaction: caution,
  mcp_server: z.object({ name: z.string(), source: text }).optional().catch(undefined),
});
export type CanUseToolWire = z.infer<typeof canUseToolWire>;

const destination = z.enum(['userSettings', 'projectSettings', 'localSettings', 'session', 'cliArg']);

export const permissionUpdateWire = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['addRules', 'replaceRules', 'removeRules']),
    rules: z.array(z.object({ toolName: z.string(), ruleContent: text })),
    behavior: z.enum(['allow', 'deny', 'ask']),
    destination,
  }),
  z.object({ type: z.literal('setMode'), mode: z.string(), destination }),
  z.object({ type: z.enum(['addDirectories', 'removeDirectories']), directories: z.array(z.string()), destination }),
]);

export const elicitationWire = z.object({
  mcp_server_name: z.string().min(1).max(1_000),
  message: z.string(),
  mode: z.enum(['form', 'url']).default('form'),
  url: text,
  title: text,
});

export const userDialogWire = z.object({ dialog_kind: z.string().min(1).max(1_000), tool_use_id: text });

export const controlResponseWire = z.object({
  uuid: text,
  response: z.discriminatedUnion('subtype', [
    z.object({ subtype: z.literal('success'), request_id: z.string(), response: z.unknown().optional() }),
    z.object({ subtype: z.literal('error'), request_id: z.string(), error: text, error_code: text }),
  ]),
});

/** The reply to `initialize`. The pending lists are its siblings, cut from the text one by one. */
export const initializeReplyWire = z.object({ current_permission_mode: text, session_state: text }).catch({});

export const cancelWire = z.object({ request_id: requestIdWire });

export const toolResultWire = z.object({
  message: z.object({
    content: z.array(z.looseObject({ type: z.string(), tool_use_id: text })).or(z.string()),
  }),
});

export const textDeltaWire = z.object({
  parent_tool_use_id: z.null().optional(),
  event: z.object({
    type: z.literal('content_block_delta'),
    delta: z.object({ type: z.literal('text_delta'), text: z.string() }),
  }),
});

export const systemWire = z.object({
  subtype: z.string(),
  cwd: text,
  model: text,
  title: text,
  permissionMode: text,
  status: z.string().nullish().catch(undefined),
  state: text,
  detail: text,
  status_detail: text,
  reason: text,
});

export const questionInputWire = z.object({ questions: z.array(z.object({ question: z.string() })).min(1) });
