/** A connection to the far side, as a managed configuration says it. */
export function connectionTo(baseUrl: string, transport: 'websocket' | 'sse', sessions: readonly string[]) {
  const credentials = { accessToken: 'sk-ant-oat01-bench' };
  return { id: 'work', kind: 'ccr', name: 'Work', baseUrl, transport, sessions, credentials };
}

export function manySessions(count: number, start = 'session_'): string[] {
  return Array.from({ length: count }, (_, index) => `${start}${String(index).padStart(3, '0')}`);
}

export function askText(requestId: string, input: Readonly<Record<string, unknown>>): string {
  const request = { subtype: 'can_use_tool', tool_name: 'Bash', input, tool_use_id: `toolu_${requestId}` };
  return JSON.stringify({ type: 'control_request', request_id: requestId, request });
}

export function cancelText(requestId: string): string {
  return JSON.stringify({ type: 'control_cancel_request', request_id: requestId });
}
