/** Open asks of a session, and their exact text. */
import { randomUUID } from 'node:crypto';
import { assistantFrame, type Payload } from './frames.ts';

/** An ask for `can_use_tool`. Give `inputText` when the bytes of the input matter (big numbers, equal keys, spaces). */
export interface AskOptions {
  readonly toolName?: string;
  readonly input?: Payload;
  /** JSON text that stands for `input` verbatim. */
  readonly inputText?: string;
  readonly requestId?: string;
  readonly toolUseId?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly suggestions?: readonly Payload[];
  readonly blockedPath?: string;
  readonly decisionReason?: string;
  readonly decisionReasonType?: string;
  /** Any further members of the request: `requires_user_interaction`, `default_to_no`, `mcp_server` ... */
  readonly more?: Payload;
  /** False leaves out the assistant frame with the tool_use block. Default true. */
  readonly announceToolUse?: boolean;
}

export interface OpenAsk {
  readonly requestId: string;
  /** Null for asks that belong to no tool call. */
  readonly toolUseId: string | null;
  readonly toolName: string;
  /** can_use_tool, elicitation, request_user_dialog, hook_callback ... */
  readonly subtype: string;
  /** The whole control_request as sent. */
  readonly text: string;
  readonly inputText: string;
}

export function buildAsk(options: AskOptions): OpenAsk {
  const requestId = options.requestId ?? randomUUID();
  const toolUseId = options.toolUseId ?? `toolu_${randomUUID().replaceAll('-', '').slice(0, 24)}`;
  const toolName = options.toolName ?? 'Bash';
  const inputText = options.inputText ?? JSON.stringify(options.input ?? { command: 'touch x' });
  const rest = JSON.stringify({
    tool_use_id: toolUseId,
    permission_suggestions: options.suggestions ?? [],
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.blockedPath === undefined ? {} : { blocked_path: options.blockedPath }),
    ...(options.decisionReason === undefined ? {} : { decision_reason: options.decisionReason }),
    ...(options.decisionReasonType === undefined ? {} : { decision_reason_type: options.decisionReasonType }),
    ...options.more,
  });
  const head = JSON.stringify({
    subtype: 'can_use_tool',
    tool_name: toolName,
    display_name: options.displayName ?? toolName,
  });
  const request = `${head.slice(0, -1)},"input":${inputText},${rest.slice(1)}`;
  return {
    requestId,
    toolUseId,
    toolName,
    subtype: 'can_use_tool',
    text: controlRequestText(requestId, request),
    inputText,
  };
}

/** The assistant frame with the tool call that an ask is about; its input reads as in the ask, byte for byte. */
export function announcementText(
  sessionId: string,
  model: string,
  { toolUseId, toolName, inputText }: OpenAsk,
): string {
  const names = `"id":${JSON.stringify(toolUseId)},"name":${JSON.stringify(toolName)}`;
  const block = `{"type":"tool_use",${names},"input":${inputText}}`;
  return JSON.stringify(assistantFrame(sessionId, model, ['$BLOCK'])).replace('"$BLOCK"', () => block);
}

/** Any other request of a worker: elicitation, request_user_dialog, hook_callback, or one nobody knows. */
export function buildControl(subtype: string, fields: Payload, requestId: string = randomUUID()): OpenAsk {
  const request = JSON.stringify({ subtype, ...fields });
  return {
    requestId,
    toolUseId: null,
    toolName: subtype,
    subtype,
    text: controlRequestText(requestId, request),
    inputText: '{}',
  };
}

const controlRequestText = (requestId: string, requestText: string) =>
  `{"type":"control_request","request_id":${JSON.stringify(requestId)},"request":${requestText}}`;
