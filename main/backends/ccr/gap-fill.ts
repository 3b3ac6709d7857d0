import * as z from 'zod';
import type { SessionId } from '../../../shared/ids.ts';
import type { LinkCause } from '../../../shared/model/session.ts';
import { cutRaw } from '../../../shared/raw-json.ts';
import { sequenceWire } from './envelope.ts';
import { statusCause } from './errors.ts';
import { readHistory } from './history.ts';
import type { Rest } from './rest.ts';

/** More than this is not a hole but another session's worth of history: it is paged when somebody looks. */
const MAX_PAGES = 50;

export interface Hole {
  readonly sessionId: SessionId;
  readonly version: 'v1' | 'v2';
  /** The last event known, exclusive. */
  readonly from: string | null;
  /** v2: the first number known behind the hole, exclusive; null = up to now. */
  readonly before: number | null;
}

/**
 * Reads what the stream left out and hands it over event by event, oldest first.
 *
 * @returns null when the hole is filled, else why not
 */
export async function fillHole(rest: Rest, hole: Hole, onEvent: (text: string) => void): Promise<LinkCause | null> {
  let from = hole.from;
  for (let page = 0; page < MAX_PAGES; page++) {
    const read = await readHistory(rest, { ...hole, towards: 'newer', from });
    if (!read.ok) {
      if (read.error.tag === 'sign-in') return { code: 'unauthorized' };
      return read.error.tag === 'status' ? statusCause(read.error.status) : read.error.cause;
    }
    for (const text of read.value.events) {
      if (hole.before !== null && sequenceOf(text) >= hole.before) return null;
      onEvent(text);
    }
    if (read.value.next === null) return null;
    from = read.value.next;
  }
  return { code: 'gap' };
}

function sequenceOf(text: string): number {
  const read = sequenceWire.or(z.undefined()).safeParse(JSON.parse(cutRaw(text, ['sequence_num']) ?? '0'));
  return read.data ?? 0;
}
