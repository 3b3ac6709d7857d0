/** Messages as an agent's worker writes them, in the shape of the sessions protocol (docs/protocols/ccr.md). */
export type Payload = Readonly<Record<string, unknown>>;

/** Who speaks: what every frame of a session carries. */
export interface Speaker {
  readonly sessionId: string;
  readonly model: string;
  readonly uuid: () => string;
}

const tail = (speaker: Speaker): Payload => ({ session_id: speaker.sessionId, uuid: speaker.uuid() });

export function initFrame(speaker: Speaker, cwd: string, permissionMode: string): Payload {
  return {
    type: 'system',
    subtype: 'init',
    cwd,
    model: speaker.model,
    permissionMode,
    tools: ['Bash', 'Read', 'Write', 'Edit', 'WebFetch', 'AskUserQuestion', 'ExitPlanMode'],
    mcp_servers: [],
    slash_commands: [],
    apiKeySource: 'none',
    output_style: 'default',
    ...tail(speaker),
  };
}

export function assistantFrame(speaker: Speaker, content: readonly Payload[]): Payload {
  const message = { id: `msg_${speaker.uuid()}`, type: 'message', role: 'assistant', model: speaker.model, content };
  const ending = { stop_reason: null, stop_sequence: null, usage: { input_tokens: 0, output_tokens: 0 } };
  return { type: 'assistant', parent_tool_use_id: null, message: { ...message, ...ending }, ...tail(speaker) };
}

export const textBlock = (text: string): Payload => ({ type: 'text', text });
export const toolUseBlock = (id: string, name: string, input: Payload): Payload => ({
  type: 'tool_use',
  id,
  name,
  input,
});

export function userFrame(speaker: Speaker, content: string | readonly Payload[]): Payload {
  return { type: 'user', parent_tool_use_id: null, message: { role: 'user', content }, ...tail(speaker) };
}

export function toolResultFrame(speaker: Speaker, toolUseId: string, content: string, isError: boolean): Payload {
  return userFrame(speaker, [{ type: 'tool_result', tool_use_id: toolUseId, content, is_error: isError }]);
}

export function resultFrame(speaker: Speaker, ending: 'success' | 'interrupted'): Payload {
  const common = {
    duration_ms: 0,
    num_turns: 1,
    total_cost_usd: 0,
    usage: {},
    permission_denials: [],
    ...tail(speaker),
  };
  return ending === 'success'
    ? { type: 'result', subtype: 'success', is_error: false, result: '', stop_reason: 'end_turn', ...common }
    : {
        type: 'result',
        subtype: 'error_during_execution',
        is_error: true,
        terminal_reason: 'aborted_tools',
        ...common,
      };
}

export function statusFrame(speaker: Speaker, permissionMode: string): Payload {
  return { type: 'system', subtype: 'status', status: null, permissionMode, ...tail(speaker) };
}

export function successFrame(speaker: Speaker, requestId: string, response?: Payload, siblings: Payload = {}): Payload {
  const body = {
    subtype: 'success',
    request_id: requestId,
    ...(response === undefined ? {} : { response }),
    ...siblings,
  };
  return { type: 'control_response', response: body, ...tail(speaker) };
}

export function errorFrame(speaker: Speaker, requestId: string, error: string, errorCode: string): Payload {
  return {
    type: 'control_response',
    response: { subtype: 'error', request_id: requestId, error, error_code: errorCode },
    ...tail(speaker),
  };
}

export function cancelFrame(speaker: Speaker, requestId: string): Payload {
  return { type: 'control_cancel_request', request_id: requestId, ...tail(speaker) };
}
