import * as z from 'zod';
import { ok, type Result } from '../../../../shared/result.ts';
import type { SendRequest } from '../../../net/http-json.ts';
import { callServer, type ServerFault } from './server-call.ts';

const PAGE_ROWS = 100;
/** Beyond these nobody counts; a server that always has another page must not keep us. */
const MAX_PAGES = 50;

const rows = z.array(z.unknown());
const page = z.object({ sessions: rows, nextCursor: z.string().nullish() });

export interface AccountSize {
  readonly sessions: number;
  readonly computers: number;
}

/** How much an account holds, so that a person can tell theirs from an empty one. */
export async function accountSize(
  request: SendRequest,
  at: { readonly serverUrl: string; readonly token: string },
): Promise<Result<AccountSize, ServerFault>> {
  const get = <T>(path: string, schema: z.ZodType<T>) => callServer(request, { ...at, method: 'GET', path }, schema);

  async function countSessions(): Promise<Result<number, ServerFault>> {
    let count = 0;
    let cursor = '';
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const read = await get(`/v2/sessions?limit=${PAGE_ROWS}${cursor}`, page);
      if (!read.ok) return read;
      count += read.value.sessions.length;
      const { nextCursor } = read.value;
      if (nextCursor === null || nextCursor === undefined) break;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    }
    return ok(count);
  }

  const [sessions, computers] = await Promise.all([countSessions(), get('/v1/machines', rows)]);
  if (!sessions.ok) return sessions;
  return computers.ok ? ok({ sessions: sessions.value, computers: computers.value.length }) : computers;
}
