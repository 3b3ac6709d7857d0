import * as z from 'zod';
import type { OutboxMessage } from '../ports/sharing.ts';
import { frame } from './frames.ts';

const id = z.string().min(1);

/** One record of a share's outbox. */
const shareOutboxEntry = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), localId: id, content: z.string() }),
  z.object({ op: z.literal('done'), ids: z.array(id) }),
  // Given up for want of room; `before` = how many were before.
  z.object({ op: z.literal('left'), ids: z.array(id), before: z.int().min(0) }),
  z.object({ op: z.literal('heard'), seq: z.int().min(0) }),
]);
export type ShareOutboxEntry = z.output<typeof shareOutboxEntry>;

export function addEntries(messages: readonly OutboxMessage[]): ShareOutboxEntry[] {
  return messages.map(({ localId, content }) => ({ op: 'add', localId, content }));
}

export function encodeEntry(entry: ShareOutboxEntry): Buffer {
  return frame(Buffer.from(JSON.stringify(entry)));
}

/** @returns null for what no version of ours wrote. */
export function decodeEntry(payload: Buffer): ShareOutboxEntry | null {
  try {
    const read = shareOutboxEntry.safeParse(JSON.parse(payload.toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
