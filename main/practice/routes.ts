/** The sessions protocol as the practice connection speaks it: list, detail, history, event stream, events. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { cutRaw, jsonDepthExceeds } from '../../shared/raw-json.ts';
import { SECOND_MS } from '../../shared/units.ts';
import type { Clock } from '../ports/clock.ts';
import type { AgentSession } from './agent-session.ts';
import { newTitle, postedEvents } from './client-frame.ts';
import { eventText, sseBlock, SSE_KEEP_ALIVE, sequenceValue } from './event-text.ts';
import type { Player } from './player.ts';

export interface Played {
  readonly session: AgentSession;
  readonly player: Player;
}

export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: string;
}

/** What outlives one request: the clock, and how to end each open stream. */
export interface Lifetime {
  readonly clock: Clock;
  readonly openStreams: Set<() => void>;
}

const MAX_DEPTH = 100;
const KEEP_ALIVE_MS = 15 * SECOND_MS;
const SESSION_PATH = /^\/v1\/code\/sessions\/(?:cse_|session_)([^/]+)(\/.+)?$/;

export function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(text);
}

const fail = (call: Call, status: number) =>
  answer(call.response, status, `{"type":"error","error":{"type":"http_${status}"}}`);
const ok = (call: Call, value: unknown) => answer(call.response, 200, JSON.stringify(value));

/** Carries out one request that passed the guard. */
export function route(call: Call, played: readonly Played[], lifetime: Lifetime): void {
  if (call.url.pathname === '/v1/code/sessions' && call.request.method === 'GET') return list(call, played);
  const match = SESSION_PATH.exec(call.url.pathname);
  const found = played.find(({ session }) => session.script.id === `cse_${match?.[1] ?? ''}`);
  if (match === null || found === undefined) return fail(call, 404);
  const { session } = found;
  switch (`${call.request.method ?? ''} ${match[2] ?? ''}`) {
    case 'GET ':
      return ok(call, session.row());
    case 'PUT ':
      return rename(call, session);
    case 'GET /events':
      return history(call, session);
    case 'GET /events/stream':
      return stream(call, session, lifetime);
    case 'POST /events':
      return receive(call, found);
    case 'POST /archive':
    case 'POST /unarchive':
      session.isArchived = match[2] === '/archive';
      return ok(call, session.row());
    case 'POST /mark_read':
      session.isUnread = false;
      return ok(call, {});
    case 'POST /client/presence':
      return ok(call, { refresh_after_seconds: 20 });
    default:
      return fail(call, 404);
  }
}

function list(call: Call, played: readonly Played[]): void {
  const sessions = played.map(({ session }) => session).filter((session) => !session.isArchived);
  const rows = sessions.sort((left, right) => right.lastEventAtMs - left.lastEventAtMs).map((session) => session.row());
  ok(call, { data: rows, resume_token: '0' });
}

function rename(call: Call, session: AgentSession): void {
  const body = newTitle.safeParse(parse(call.body));
  if (!body.success) return fail(call, 400);
  session.title = body.data.title;
  ok(call, session.row());
}

function history(call: Call, session: AgentSession): void {
  const query = call.url.searchParams;
  const limit = Number(query.get('limit') ?? 50);
  const cursor = query.get('cursor');
  if (!Number.isInteger(limit) || limit < 1 || limit > 500 || Number.isNaN(Number(cursor))) return fail(call, 400);
  const page = session.log.page(
    query.get('sort_order') === 'asc' ? 'asc' : 'desc',
    cursor === null ? null : Number(cursor),
    limit,
  );
  const last = page.events.at(-1);
  const next = page.hasMore && last !== undefined ? `,"next_cursor":"${last.sequence}"` : '';
  const rows = page.events.map((event) => eventText(event, 'string')).join(',');
  answer(call.response, 200, `{"data":[${rows}]${next},"resume_cursor":"${session.log.lastSequence}"}`);
}

function stream({ request, response, url }: Call, session: AgentSession, { clock, openStreams }: Lifetime): void {
  if (response.destroyed) return; // stopped while the request was read
  const resumeAfter = Number(request.headers['last-event-id'] ?? url.searchParams.get('from_sequence_num') ?? 0);
  const from = Number.isSafeInteger(resumeAfter) && resumeAfter > 0 ? resumeAfter : 0;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(SSE_KEEP_ALIVE);
  if (session.log.isCutAfter(from)) response.write(sseBlock('catch_up_truncated', '{}'));
  const write = (event: Parameters<typeof eventText>[0]) =>
    void response.write(sseBlock('client_event', eventText(event, 'string'), event.sequence));
  session.log.after(from).forEach(write);
  const stopReading = session.onEvent(write);
  let stopKeepAlive = () => {};
  const keepAlive = () => {
    response.write(SSE_KEEP_ALIVE);
    stopKeepAlive = clock.schedule(KEEP_ALIVE_MS, keepAlive);
  };
  stopKeepAlive = clock.schedule(KEEP_ALIVE_MS, keepAlive);
  const end = () => {
    stopReading();
    stopKeepAlive();
    openStreams.delete(end);
  };
  openStreams.add(end);
  response.once('close', end);
}

function receive(call: Call, { session, player }: Played): void {
  const body = postedEvents.safeParse(parse(call.body));
  if (!body.success) return fail(call, 400);
  const effects: (() => void)[] = [];
  const results = body.data.events.map(({ payload }, place) => {
    const text = cutRaw(call.body, ['events', place, 'payload']) ?? JSON.stringify(payload);
    const { eventId, sequence, isDuplicate } = session.append(text, payload, 'client');
    if (!isDuplicate) effects.push(() => player.receive(payload));
    return { event_id: eventId, sequence_num: sequenceValue(sequence, 'string'), duplicate: isDuplicate };
  });
  ok(call, { results });
  for (const effect of effects) effect();
}

/** @returns undefined for what is no JSON or nested beyond reason. */
function parse(text: string): unknown {
  if (jsonDepthExceeds(text, MAX_DEPTH)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
