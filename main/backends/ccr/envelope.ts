import * as z from 'zod';
import { cutRaw } from '../../../shared/raw-json.ts';
import { err, type Result } from '../../../shared/result.ts';
import { readJson, toFrame, type Frame, type FrameError } from '../../claude/frame.ts';
import type { Source } from '../../claude/heard.ts';

/** A decimal number or its text, as either is sent. */
export const sequenceWire = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

const envelopeWire = z.object({
  event_id: z.string().optional().catch(undefined),
  sequence_num: sequenceWire.optional().catch(undefined),
  source: z.string().optional().catch(undefined),
  payload: z.unknown(),
});

/** One event of the durable log, as the stream and the history both carry it. */
export interface Envelope {
  readonly eventId: string | null;
  readonly sequence: number | null;
  readonly source: Source;
  readonly frame: Result<Frame, FrameError>;
}

/** Reads `{event_id, sequence_num, source, payload}`. A broken payload still counts in the numbering. */
export function readEnvelope(text: string): Result<Envelope, FrameError> {
  const json = readJson(text);
  if (!json.ok) return json;
  const read = envelopeWire.safeParse(json.value);
  const payloadText = read.success ? cutRaw(text, ['payload']) : undefined;
  if (!read.success || payloadText === undefined) return err({ code: 'not-a-message' });
  return {
    ok: true,
    value: {
      eventId: read.data.event_id ?? null,
      sequence: read.data.sequence_num ?? null,
      // Only what is marked as a client's is distrusted: the mark is the service's own, no client can leave it out.
      source: read.data.source === 'client' ? 'client' : 'worker',
      frame: toFrame(payloadText, read.data.payload),
    },
  };
}
