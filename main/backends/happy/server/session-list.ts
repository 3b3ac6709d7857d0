import * as z from 'zod';
import { ok, type Result } from '../../../../shared/result.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Rest, RestFault } from './rest.ts';
import { readRows, sessionRowWire, type SessionRow } from './session-rows.ts';

export interface SessionList {
  readonly rows: readonly SessionRow[];
  readonly unreadable: number;
  /** The server is of 2025: it lists 150 sessions at most and takes messages over the socket. */
  readonly isOldServer: boolean;
}

const page = z.object({ sessions: z.array(z.unknown()), nextCursor: z.string().nullish() });
const wholeList = z.object({ sessions: z.array(z.unknown()) });

/** Each row may hold a megabyte; a page that is too large is asked for again with fewer rows. */
const PAGE_ROWS = 100;
const FEWEST_ROWS = 5;
/** A server that always has another page must not keep us. */
const MAX_ROWS = 5_000;
const TIMEOUT_MS = 30 * SECOND_MS;

/** All sessions of the account, with what they tell of themselves. */
export async function readSessionList(rest: Rest): Promise<Result<SessionList, RestFault>> {
  const rows = new Map<string, SessionRow>();
  let unreadable = 0;
  let limit = PAGE_ROWS;
  let cursor: string | null = null;
  for (let seen = 0; seen < MAX_ROWS;) {
    const query: Record<string, string> = { limit: String(limit), ...(cursor !== null && { cursor }) };
    const read: Result<z.infer<typeof page>, RestFault> = await rest.read(
      { method: 'GET', path: '/v2/sessions', query, timeoutMs: TIMEOUT_MS },
      page,
    );
    if (!read.ok) {
      if (read.error.tag === 'no-such-route' && cursor === null) return readOldList(rest);
      if (!isTooLarge(read.error) || limit <= FEWEST_ROWS) return read;
      limit = Math.floor(limit / 2);
      continue;
    }
    const { sessions, nextCursor } = read.value;
    const readable = readRows(sessions, sessionRowWire);
    for (const row of readable.rows) rows.set(row.id, row);
    unreadable += readable.unreadable;
    seen += sessions.length;
    if (nextCursor === null || nextCursor === undefined || nextCursor === cursor || sessions.length === 0) break;
    cursor = nextCursor;
  }
  return ok({ rows: [...rows.values()], unreadable, isOldServer: false });
}

async function readOldList(rest: Rest): Promise<Result<SessionList, RestFault>> {
  const read = await rest.read({ method: 'GET', path: '/v1/sessions', timeoutMs: TIMEOUT_MS }, wholeList);
  return read.ok ? ok({ ...readRows(read.value.sessions, sessionRowWire), isOldServer: true }) : read;
}

function isTooLarge(fault: RestFault): boolean {
  return fault.tag === 'no-answer' && fault.cause.code === 'too-large';
}
