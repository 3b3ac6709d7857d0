import * as z from 'zod';
import { messageRowWire, sessionRowWire, type MessageRow, type SessionRow } from './session-rows.ts';

/** One encrypted value and which of its versions it is. */
export interface Versioned {
  readonly value: string | null;
  readonly version: number;
}

/** What the server tells its apps of, as far as we listen. */
export type Update =
  | { readonly tag: 'session-added'; readonly row: SessionRow }
  | {
      readonly tag: 'session-changed';
      readonly id: string;
      readonly metadata: Versioned | null;
      readonly agentState: Versioned | null;
    }
  | { readonly tag: 'session-deleted'; readonly id: string }
  | { readonly tag: 'message'; readonly sessionId: string; readonly row: MessageRow }
  | {
      readonly tag: 'activity';
      readonly id: string;
      readonly active: boolean;
      readonly activeAtMs: number;
      readonly thinking: boolean;
    }
  | { readonly tag: 'usage'; readonly id: string; readonly contextTokens: number; readonly outputTokens: number }
  /** About machines, accounts and artifacts, or of a kind that is newer than this. */
  | { readonly tag: 'other' }
  | { readonly tag: 'malformed'; readonly sessionId: string | null };

const id = z.string().min(1).max(200);
const versioned = z
  .object({ value: z.string().nullable(), version: z.number().int().nonnegative() })
  .nullish()
  .transform((value) => value ?? null);
const changed = z.object({ id, metadata: versioned, agentState: versioned });
const deleted = z.object({ sid: id });
const message = z.object({ sid: id, message: messageRowWire });
const envelope = z.object({ body: z.looseObject({ t: z.string() }) });

/** @param payload  of an `update` event */
export function readUpdate(payload: unknown): Update {
  const read = envelope.safeParse(payload);
  if (!read.success) return { tag: 'malformed', sessionId: null };
  const { body } = read.data;
  const malformed: Update = { tag: 'malformed', sessionId: idOf(body['id']) ?? idOf(body['sid']) };
  switch (body.t) {
    case 'new-session': {
      const row = sessionRowWire.safeParse(body);
      return row.success ? { tag: 'session-added', row: row.data } : malformed;
    }
    case 'update-session': {
      const change = changed.safeParse(body);
      return change.success ? { tag: 'session-changed', ...change.data } : malformed;
    }
    case 'delete-session': {
      const gone = deleted.safeParse(body);
      return gone.success ? { tag: 'session-deleted', id: gone.data.sid } : malformed;
    }
    case 'new-message': {
      const said = message.safeParse(body);
      return said.success ? { tag: 'message', sessionId: said.data.sid, row: said.data.message } : malformed;
    }
    default:
      return { tag: 'other' };
  }
}

const tokens = z.object({
  input: z.number().default(0),
  output: z.number().default(0),
  cache_creation: z.number().default(0),
  cache_read: z.number().default(0),
});
const activity = z.object({ id, active: z.boolean(), activeAt: z.number(), thinking: z.boolean().default(false) });
const usage = z.object({ id, tokens });
const kind = z.object({ type: z.string() });

/** @param payload  of an `ephemeral` event: told once, and never again */
export function readEphemeral(payload: unknown): Update {
  const type = kind.safeParse(payload);
  if (!type.success) return { tag: 'malformed', sessionId: null };
  switch (type.data.type) {
    case 'activity': {
      const read = activity.safeParse(payload);
      if (!read.success) return { tag: 'malformed', sessionId: null };
      const { activeAt, ...rest } = read.data;
      return { tag: 'activity', ...rest, activeAtMs: activeAt };
    }
    case 'usage': {
      const read = usage.safeParse(payload);
      if (!read.success) return { tag: 'other' };
      const { input, output, cache_creation: written, cache_read: cached } = read.data.tokens;
      return { tag: 'usage', id: read.data.id, contextTokens: input + written + cached, outputTokens: output };
    }
    default:
      return { tag: 'other' };
  }
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : null;
}
