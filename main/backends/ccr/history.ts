import * as z from 'zod';
import type { SessionId } from '../../../shared/ids.ts';
import { cutItems } from '../../../shared/raw-json.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { decodeUtf8, readJson } from '../../claude/frame.ts';
import type { Rest, RestError } from './rest.ts';

export interface HistoryPage {
  /** The raw text of each event, in the order asked for. v2 events carry their envelope. */
  readonly events: readonly string[];
  /** Where the next page starts; null = nothing more. */
  readonly next: string | null;
}

export type HistoryError = RestError | { readonly tag: 'status'; readonly status: number };

const nextWire = z.object({
  next_cursor: z.union([z.string(), z.number()]).nullish().catch(null),
  has_more: z.boolean().optional().catch(undefined),
  first_id: z.string().nullish().catch(null),
  last_id: z.string().nullish().catch(null),
});

const PAGE = '100';

/**
 * One page of what a session said.
 *
 * @param from  v2: a sequence number, exclusive; v1: an event id; null = the newest end (older) or the beginning (newer)
 */
export async function readHistory(
  rest: Rest,
  place: {
    readonly sessionId: SessionId;
    readonly version: 'v1' | 'v2';
    readonly towards: 'older' | 'newer';
    readonly from: string | null;
  },
): Promise<Result<HistoryPage, HistoryError>> {
  const { sessionId, version, towards, from } = place;
  const query = version === 'v2' ? queryV2(towards, from) : queryV1(towards, from);
  const response = await rest.call({ method: 'GET', path: rest.sessionPath(sessionId, version, '/events'), query });
  if (!response.ok) return response;
  const { status, body } = response.value;
  const text = status === 200 ? decodeUtf8(body) : null;
  if (text === null) return err({ tag: 'status', status });
  const json = readJson(text);
  const read = json.ok ? nextWire.safeParse(json.value) : null;
  const events = json.ok ? cutItems(text, ['data']) : undefined;
  if (!read?.success || events === undefined) return err({ tag: 'no-answer', cause: { code: 'protocol' } });
  if (version === 'v2') return ok({ events, next: read.data.next_cursor?.toString() ?? null });
  const edge = towards === 'older' ? read.data.first_id : read.data.last_id;
  return ok({ events, next: read.data.has_more === true ? (edge ?? null) : null });
}

function queryV2(towards: 'older' | 'newer', from: string | null): Record<string, string> {
  return { limit: PAGE, sort_order: towards === 'older' ? 'desc' : 'asc', ...(from !== null && { cursor: from }) };
}

function queryV1(towards: 'older' | 'newer', from: string | null): Record<string, string> {
  if (from === null) return { limit: PAGE, ...(towards === 'older' && { anchor_to_latest: 'true' }) };
  return { limit: PAGE, [towards === 'older' ? 'before_id' : 'after_id']: from };
}
