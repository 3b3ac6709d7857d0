import * as z from 'zod';
import type { SessionId } from '../../../../shared/ids.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Rest, RestFault } from './rest.ts';
import { messageRowWire, readRows, type MessageRow } from './session-rows.ts';

export interface MessagePage {
  /** By number, the lowest first. */
  readonly rows: readonly MessageRow[];
  readonly unreadable: number;
  readonly hasMore: boolean;
}

/** `after`: what came since; `before`: older ones, the newest of them first asked for. */
export type PageOf = { readonly after: number } | { readonly before: number };

/** Above every number that a session can have: the newest page. */
export const NEWEST = 2_147_483_647;

const page = z.object({ messages: z.array(z.unknown()), hasMore: z.boolean().default(false) });
const PAGE_ROWS = 200;
const TIMEOUT_MS = 30 * SECOND_MS;

/** One page of a session's log. An old server has only one page, the newest. */
export async function readMessagePage(
  rest: Rest,
  sessionId: SessionId,
  of: PageOf,
): Promise<Result<MessagePage, RestFault>> {
  const path = `/v3/sessions/${encodeURIComponent(sessionId)}/messages`;
  const from: Record<string, string> =
    'after' in of ? { after_seq: String(of.after) } : { before_seq: String(of.before) };
  for (let limit = PAGE_ROWS; ; limit = Math.floor(limit / 4)) {
    const query = { ...from, limit: String(limit) };
    const read = await rest.read({ method: 'GET', path, query, timeoutMs: TIMEOUT_MS }, page);
    if (read.ok) return ok(pageOf(read.value));
    if (read.error.tag === 'no-such-route') return readOldPage(rest, sessionId, of);
    const isTooLarge = read.error.tag === 'no-answer' && read.error.cause.code === 'too-large';
    if (!isTooLarge || limit <= 1) return err(read.error);
  }
}

async function readOldPage(rest: Rest, sessionId: SessionId, of: PageOf): Promise<Result<MessagePage, RestFault>> {
  const path = `/v1/sessions/${encodeURIComponent(sessionId)}/messages`;
  const read = await rest.read({ method: 'GET', path, timeoutMs: TIMEOUT_MS }, page);
  if (!read.ok) return read;
  const whole = pageOf(read.value);
  const wanted = (row: MessageRow) => ('after' in of ? row.seq > of.after : row.seq < of.before);
  return ok({ ...whole, rows: whole.rows.filter(wanted), hasMore: false });
}

function pageOf({ messages, hasMore }: z.infer<typeof page>): MessagePage {
  const { rows, unreadable } = readRows(messages, messageRowWire);
  // A page without a readable row would be asked for again and again.
  return { rows: rows.toSorted((a, b) => a.seq - b.seq), unreadable, hasMore: hasMore && rows.length > 0 };
}
