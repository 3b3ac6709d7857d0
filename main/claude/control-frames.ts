/** Frames this side sends, as JSON text without a line end. */

export function controlRequest(
  requestId: string,
  uuid: string,
  request: { readonly subtype: string; readonly [key: string]: unknown },
): string {
  return JSON.stringify({ type: 'control_request', request_id: requestId, request, uuid });
}

/** Tells the far side at once that nobody here will handle its request, so that it does not wait. */
export function errorResponse(requestId: string, uuid: string, error: string): string {
  return JSON.stringify({
    type: 'control_response',
    response: { subtype: 'error', request_id: requestId, error },
    uuid,
  });
}

/** @param responseJson  spliced in as it is, so that raw input stays raw */
export function successResponse(requestId: string, uuid: string, responseJson: string): string {
  const id = JSON.stringify(requestId);
  return `{"type":"control_response","response":{"subtype":"success","request_id":${id},"response":${responseJson}},"uuid":${JSON.stringify(uuid)}}`;
}

export function userMessage(sessionId: string, uuid: string, text: string): string {
  const message = { role: 'user', content: text };
  return JSON.stringify({ type: 'user', uuid, session_id: sessionId, parent_tool_use_id: null, message });
}
