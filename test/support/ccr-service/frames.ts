/** Payloads as a worker writes them. Values, not text: only asks need byte-exact text (see asks.ts). */
import { randomUUID } from 'node:crypto';

export type Payload = Readonly<Record<string, unknown>>;

const WORKER_VERSION = '2.1.329';

export function initFrame(session: {
  readonly id: string;
  readonly cwd: string;
  readonly model: string;
  readonly mode: string;
}): Payload {
  return {
    type: 'system',
    subtype: 'init',
    apiKeySource: 'none',
    claude_code_version: WORKER_VERSION,
    cwd: session.cwd,
    tools: ['Bash', 'Write', 'Edit', 'WebFetch'],
    mcp_servers: [],
    model: session.model,
    permissionMode: session.mode,
    slash_commands: [],
    output_style: 'default',
    skills: [],
    plugins: [],
    session_id: session.id,
    uuid: randomUUID(),
  };
}

export function assistantFrame(sessionId: string, model: string, content: readonly unknown[]): Payload {
  return {
    type: 'assistant',
    parent_tool_use_id: null,
    message: {
      id: `msg_${randomUUID().slice(0, 8)}`,
      type: 'message',
      role: 'assistant',
      model,
      content,
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 1, output_tokens: 1 },
    },
    session_id: sessionId,
    uuid: randomUUID(),
  };
}

/** What a client says to an ask. */
export function answerFrame(requestId: string, result: Payload): Payload {
  return {
    type: 'control_response',
    response: { subtype: 'success', request_id: requestId, response: result },
    uuid: randomUUID(),
  };
}

export function userFrame(sessionId: string, content: string | readonly Payload[]): Payload {
  return {
    type: 'user',
    parent_tool_use_id: null,
    message: { role: 'user', content },
    session_id: sessionId,
    uuid: randomUUID(),
  };
}

export const textBlock = (text: string): Payload => ({ type: 'text', text });

export function toolResultFrame(sessionId: string, toolUseId: string, content: string, isError: boolean): Payload {
  return userFrame(sessionId, [{ type: 'tool_result', tool_use_id: toolUseId, content, is_error: isError }]);
}

export function resultFrame(sessionId: string, ending: 'success' | 'interrupted', text = 'ok'): Payload {
  const common = {
    duration_ms: 1,
    duration_api_ms: 1,
    num_turns: 1,
    total_cost_usd: 0,
    usage: {},
    modelUsage: {},
    permission_denials: [],
    session_id: sessionId,
    uuid: randomUUID(),
  };
  return ending === 'success'
    ? { type: 'result', subtype: 'success', is_error: false, result: text, stop_reason: 'end_turn', ...common }
    : {
        type: 'result',
        subtype: 'error_during_execution',
        is_error: true,
        errors: [],
        terminal_reason: 'aborted_tools',
        stop_reason: 'tool_use',
        ...common,
      };
}

export function statusFrame(sessionId: string, permissionMode: string): Payload {
  return { type: 'system', subtype: 'status', status: null, permissionMode, session_id: sessionId, uuid: randomUUID() };
}

export function successFrame(
  sessionId: string,
  requestId: string,
  response?: Payload,
  siblings: Payload = {},
): Payload {
  return {
    type: 'control_response',
    response: {
      subtype: 'success',
      request_id: requestId,
      ...(response === undefined ? {} : { response }),
      ...siblings,
    },
    session_id: sessionId,
    uuid: randomUUID(),
  };
}

export function errorFrame(sessionId: string, requestId: string, error: string, errorCode: string): Payload {
  return {
    type: 'control_response',
    response: { subtype: 'error', request_id: requestId, error, error_code: errorCode },
    session_id: sessionId,
    uuid: randomUUID(),
  };
}

export function cancelFrame(sessionId: string, requestId: string): Payload {
  return { type: 'control_cancel_request', request_id: requestId, session_id: sessionId, uuid: randomUUID() };
}

/** What a worker says about itself in its answer to `initialize`. */
export const WORKER_DESCRIPTION: Payload = {
  commands: [],
  agents: [],
  output_style: 'default',
  available_output_styles: ['default'],
  models: [],
  account: {},
  claude_code_version: WORKER_VERSION,
};
