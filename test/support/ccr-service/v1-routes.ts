/** REST of the first generation. Frames are posted without a `payload` around them. */
import { z } from 'zod';
import { cutRaw } from '../../../shared/raw-json.ts';
import type { LoggedEvent } from '../../../main/practice/event-log.ts';
import type { CcrSession } from './ccr-session.ts';
import type { Core } from './core.ts';
import { parseJson, reply, replyError, replyText, type Exchange } from './exchange.ts';
import { receiveFrame } from './receive-frame.ts';
import type { Handlers } from './routes.ts';
import { v1Row } from './session-rows.ts';

const postedEvents = z.looseObject({ events: z.array(z.looseObject({ type: z.string() })) });
const titled = z.looseObject({ title: z.string() });

type V1Route = 'v1List' | 'v1Detail' | 'v1Rename' | 'v1History' | 'v1Events' | 'v1Archive';

export function v1Routes(core: Core): Pick<Handlers, V1Route> {
  const forSession = (run: (exchange: Exchange, session: CcrSession) => void) => (exchange: Exchange) => {
    const session = core.find(exchange.params[0] ?? '');
    if (session === null) replyError(exchange, 404, 'not_found_error', 'Session not found');
    else run(exchange, session);
  };
  return {
    v1List: (exchange) => list(exchange, core),
    v1Detail: forSession((exchange, session) => reply(exchange, 200, v1Row(session))),
    v1Rename: forSession((exchange, session) => {
      const body = titled.safeParse(parseJson(exchange.body)?.value);
      if (!body.success) return replyError(exchange, 400, 'invalid_request_error', 'title: required');
      session.rename(body.data.title);
      reply(exchange, 200, v1Row(session));
    }),
    v1History: forSession(history),
    v1Events: forSession(postEvents),
    v1Archive: forSession((exchange, session) => {
      if (session.isArchived) return replyError(exchange, 409, 'conflict', 'Session is already archived');
      session.archive(true);
      reply(exchange, 200, v1Row(session));
    }),
  };
}

function list(exchange: Exchange, core: Core): void {
  const rows = core
    .sessions()
    .filter((session) => !session.isArchived)
    .sort((left, right) => right.lastEventAtMs - left.lastEventAtMs || (left.id < right.id ? -1 : 1))
    .map(v1Row);
  reply(exchange, 200, {
    data: rows,
    has_more: false,
    first_id: rows[0]?.['id'] ?? null,
    last_id: rows.at(-1)?.['id'] ?? null,
  });
}

/** Pages run oldest first; `anchor_to_latest` and `before_id` choose from the end. */
function history(exchange: Exchange, session: CcrSession): void {
  const query = exchange.url.searchParams;
  const limit = Number(query.get('limit') ?? 100);
  const before = query.get('before_id');
  const after = query.get('after_id');
  const messages = session.log.after(0).filter((event) => !event.eventType.startsWith('control_'));
  const indexOf = (id: string) => messages.findIndex((event) => event.eventId === id);
  const end = before === null ? messages.length : indexOf(before);
  const start = after === null ? 0 : indexOf(after) + 1;
  if (end === -1 || (after !== null && start === 0))
    return replyError(exchange, 400, 'invalid_request_error', 'Unknown event id');
  const fromEnd = before !== null || query.get('anchor_to_latest') === 'true';
  const first = fromEnd ? Math.max(start, end - limit) : start;
  const page: readonly LoggedEvent[] = messages.slice(first, Math.min(end, first + limit));
  const hasMore = fromEnd ? first > start : first + limit < end;
  const edge = (event: LoggedEvent | undefined) => JSON.stringify(event?.eventId ?? null);
  replyText(
    exchange,
    200,
    `{"data":[${page.map((event) => event.payloadText).join(',')}],"has_more":${hasMore},"first_id":${edge(page[0])},"last_id":${edge(page.at(-1))}}`,
  );
}

function postEvents(exchange: Exchange, session: CcrSession): void {
  const body = postedEvents.safeParse(parseJson(exchange.body)?.value);
  if (!body.success)
    return replyError(
      exchange,
      400,
      'invalid_request_error',
      `events: ${body.error.issues[0]?.message ?? 'malformed'}`,
    );
  const received = body.data.events.map((_event, place) =>
    receiveFrame(session, cutRaw(exchange.body, ['events', place]) ?? '{}', { via: 'post', connection: null }),
  );
  reply(exchange, 200, { data: received.map((one) => ({ id: one.eventId })) });
  setImmediate(() => received.forEach((one) => one.effect?.()));
}
