/** v2 routes for clients, but for the streams. */
import { eventText, sequenceValue } from '../../../main/practice/event-text.ts';
import { z } from 'zod';
import { cutRaw } from '../../../shared/raw-json.ts';
import type { CcrSession } from './ccr-session.ts';
import type { Core } from './core.ts';
import { parseJson, reply, replyError, replyText, type Exchange } from './exchange.ts';
import { receiveFrame } from './receive-frame.ts';
import type { Handlers } from './routes.ts';
import { v2Row } from './session-rows.ts';

const postedEvents = z.looseObject({
  events: z.array(z.looseObject({ payload: z.looseObject({ type: z.string() }) })),
});
const titled = z.looseObject({ title: z.string() });

type ClientRoute = 'list' | 'detail' | 'rename' | 'history' | 'events' | 'archive' | 'markRead' | 'presence';

export function clientRoutes(core: Core): Pick<Handlers, ClientRoute> {
  const forSession = (run: (exchange: Exchange, session: CcrSession) => void) => (exchange: Exchange) => {
    const session = core.find(exchange.params[0] ?? '');
    if (session === null) replyError(exchange, 404, 'not_found_error', 'Session not found');
    else run(exchange, session);
  };
  return {
    list: (exchange) => list(exchange, core),
    detail: forSession((exchange, session) => reply(exchange, 200, v2Row(session))),
    rename: forSession((exchange, session) => {
      const body = titled.safeParse(parseJson(exchange.body)?.value);
      if (!body.success) return replyError(exchange, 400, 'invalid_request_error', 'title: required');
      session.rename(body.data.title);
      reply(exchange, 200, v2Row(session));
    }),
    history: forSession((exchange, session) => history(exchange, session, core)),
    events: forSession((exchange, session) => postEvents(exchange, session, core)),
    archive: forSession((exchange, session) => {
      session.archive(exchange.params[1] === 'archive');
      reply(exchange, 200, v2Row(session));
    }),
    markRead: forSession((exchange, session) => {
      session.isUnread = false;
      core.changed(session);
      reply(exchange, 200, {});
    }),
    presence: forSession((exchange, session) => {
      const body = z.looseObject({ client_id: z.string() }).safeParse(parseJson(exchange.body)?.value);
      if (!body.success) return replyError(exchange, 400, 'invalid_request_error', 'client_id: required');
      session.presence.push(body.data);
      reply(exchange, 200, { refresh_after_seconds: 20 });
    }),
  };
}

/** Newest `last_event_at` first; the cursor names the last row of the page before. */
function list(exchange: Exchange, core: Core): void {
  const query = exchange.url.searchParams;
  const limit = Math.min(100, Number(query.get('limit') ?? 20));
  const statuses = query.getAll('statuses');
  const tags = query.getAll('tags');
  const excluded = query.getAll('exclude_tags');
  const rows = core
    .sessions()
    .filter((session) =>
      statuses.length === 0 ? !session.isArchived : statuses.includes(session.isArchived ? 'archived' : 'active'),
    )
    .filter((session) => tags.length === 0 || session.tags.some((tag) => tags.includes(tag)))
    .filter((session) => !session.tags.some((tag) => excluded.includes(tag)))
    .sort((left, right) => right.lastEventAtMs - left.lastEventAtMs || (left.id < right.id ? -1 : 1));
  const cursor = query.get('cursor');
  const start = cursor === null ? 0 : rows.findIndex((session) => session.id === cursor) + 1;
  if (cursor !== null && start === 0) return replyError(exchange, 400, 'invalid_request_error', 'cursor: unknown');
  const page = rows.slice(start, start + limit);
  const last = page.at(-1);
  const next = last !== undefined && start + limit < rows.length ? { next_cursor: last.id } : {};
  reply(exchange, 200, { data: page.map(v2Row), ...next, resume_token: core.watchers.token() });
}

function history(exchange: Exchange, session: CcrSession, core: Core): void {
  const query = exchange.url.searchParams;
  const limit = Number(query.get('limit') ?? 50);
  const order = query.get('sort_order') === 'asc' ? 'asc' : 'desc';
  const cursor = query.get('cursor');
  if (!Number.isInteger(limit) || limit < 1 || limit > 500)
    return replyError(exchange, 400, 'invalid_request_error', 'limit: 1 to 500');
  const page = session.log.page(order, cursor === null ? null : Number(cursor), limit);
  const last = page.events.at(-1);
  const next = page.hasMore && last !== undefined ? `,"next_cursor":${JSON.stringify(String(last.sequence))}` : '';
  const rows = page.events.map((event) => eventText(event, core.sequenceStyle)).join(',');
  replyText(
    exchange,
    200,
    `{"data":[${rows}]${next},"resume_cursor":${JSON.stringify(String(session.log.lastSequence))}}`,
  );
}

function postEvents(exchange: Exchange, session: CcrSession, core: Core): void {
  const body = postedEvents.safeParse(parseJson(exchange.body)?.value);
  if (!body.success)
    return replyError(
      exchange,
      400,
      'invalid_request_error',
      `events: ${body.error.issues[0]?.message ?? 'malformed'}`,
    );
  const effects: (() => void)[] = [];
  const results = body.data.events.map((_event, place) => {
    const text = cutRaw(exchange.body, ['events', place, 'payload']) ?? '{}';
    const received = receiveFrame(session, text, { via: 'post', connection: null });
    if (received.effect !== null) effects.push(received.effect);
    return {
      event_id: received.eventId,
      sequence_num: sequenceValue(received.sequence, core.sequenceStyle),
      duplicate: received.isDuplicate,
    };
  });
  reply(exchange, 200, { results });
  // The worker hears of it only after the service has taken it.
  setImmediate(() => effects.forEach((effect) => effect()));
}
