/** The reading connections: v2 event stream, list watchers. */
import { eventText, sseBlock } from '../../../main/practice/event-text.ts';
import { Connection, sseWire } from './connection.ts';
import type { Core } from './core.ts';
import { replyError, type Exchange } from './exchange.ts';
import type { Handlers } from './routes.ts';

export function streamRoutes(core: Core): Pick<Handlers, 'stream' | 'watch' | 'v1Watch'> {
  return {
    stream: (exchange) => void openStream(exchange, core),
    watch: (exchange) => {
      // The hosted service knows this route only for its own web client.
      if (exchange.request.headers['anthropic-client-platform'] !== 'web_claude_ai') {
        return replyError(exchange, 404, 'not_found_error', 'Not found');
      }
      core.watchers.open('v2', exchange.response);
    },
    v1Watch: (exchange) => core.watchers.open('v1', exchange.response),
  };
}

async function openStream(exchange: Exchange, core: Core): Promise<void> {
  const session = core.find(exchange.params[0] ?? '');
  if (session === null) return replyError(exchange, 404, 'not_found_error', 'Session not found');
  const { request, response, url } = exchange;
  const resumeText = request.headers['last-event-id'] ?? url.searchParams.get('from_sequence_num') ?? '0';
  const resumedAfter = Number(resumeText);
  if (!Number.isInteger(resumedAfter))
    return replyError(exchange, 400, 'invalid_request_error', 'from_sequence_num: not a number');
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write(': connected\n\n');
  await session.pastReleased;
  if (session.log.isCutAfter(resumedAfter)) response.write(sseBlock('catch_up_truncated', '{}'));
  for (const event of session.log.after(resumedAfter)) {
    response.write(sseBlock('client_event', eventText(event, core.sequenceStyle), event.sequence));
  }
  session.attach(
    new Connection(
      {
        kind: 'sse',
        number: session.connections.length + 1,
        openedAtMs: Date.now(),
        resumedAfter,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
      },
      sseWire(response),
    ),
  );
}
