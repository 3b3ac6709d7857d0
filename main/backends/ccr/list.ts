import * as z from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { SessionId } from '../../../shared/ids.ts';
import { decodeUtf8, isRecord, readJson } from '../../claude/frame.ts';
import type { HistoryError } from './history.ts';
import { readRow, type SessionRow } from './list-rows.ts';
import type { Rest } from './rest.ts';
import { sessionSuffix } from './session-address.ts';

const pageWire = z.object({
  data: z.array(z.unknown()),
  next_cursor: z.string().nullish().catch(null),
  has_more: z.boolean().optional().catch(undefined),
  last_id: z.string().nullish().catch(null),
  resume_token: z.string().optional().catch(undefined),
});

export interface SessionList {
  readonly rows: readonly SessionRow[];
  /** Where a watch of the list goes on from. */
  readonly resumeToken: string | null;
}

const MAX_PAGES = 50;

/** The whole list, page by page. Two spellings of one session are one row: the first wins, as the newest. */
export async function readList(rest: Rest, version: 'v1' | 'v2'): Promise<Result<SessionList, HistoryError>> {
  const rows = new Map<string, SessionRow>();
  let resumeToken: string | null = null;
  let from: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { limit: '100', ...(from !== null && { [version === 'v2' ? 'cursor' : 'after_id']: from }) };
    const response = await rest.call({
      method: 'GET',
      path: version === 'v2' ? 'v1/code/sessions' : 'v1/sessions',
      query,
    });
    if (!response.ok) return response;
    if (response.value.status !== 200) return err({ tag: 'status', status: response.value.status });
    const json = readJson(decodeUtf8(response.value.body) ?? '');
    const read = json.ok ? pageWire.safeParse(json.value) : null;
    if (!read?.success) return err({ tag: 'no-answer', cause: { code: 'protocol', status: 200 } });
    for (const value of read.data.data) {
      const row = readRow(value);
      const suffix = row === null ? '' : sessionSuffix(row.sessionId);
      if (row !== null && !rows.has(suffix)) rows.set(suffix, row);
    }
    resumeToken ??= read.data.resume_token ?? null;
    from = (version === 'v2' ? read.data.next_cursor : read.data.has_more === true ? read.data.last_id : null) ?? null;
    if (from === null) break;
  }
  return ok({ rows: [...rows.values()], resumeToken });
}

/** One session's row on its own. @returns null where the service does not tell */
export async function readDetail(rest: Rest, sessionId: SessionId, version: 'v1' | 'v2'): Promise<SessionRow | null> {
  const response = await rest.call({ method: 'GET', path: rest.sessionPath(sessionId, version) });
  if (!response.ok || response.value.status !== 200) return null;
  const json = readJson(decodeUtf8(response.value.body) ?? '');
  if (!json.ok) return null;
  return readRow(isRecord(json.value) && isRecord(json.value['session']) ? json.value['session'] : json.value);
}
