import * as z from 'zod';

const count = z.number().int().nonnegative();
const timeMs = z.number().nonnegative();
const blob = z.string().max(16_000_000);

/** A session as the server lists and announces it. What we do not use is not read. */
export const sessionRowWire = z.object({
  id: z.string().min(1).max(200),
  active: z.boolean(),
  activeAt: timeMs,
  createdAt: timeMs.default(0),
  updatedAt: timeMs.default(0),
  metadata: blob,
  metadataVersion: count,
  agentState: blob.nullish().transform((value) => value ?? null),
  agentStateVersion: count,
  dataEncryptionKey: z
    .string()
    .max(1_000)
    .nullish()
    .transform((value) => value ?? null),
});
export type SessionRow = z.infer<typeof sessionRowWire>;

/** A message as the server stores and announces it; its number counts up within the session, with gaps. */
export const messageRowWire = z.object({
  id: z.string().min(1).max(200),
  seq: count,
  localId: z.string().nullish(),
  content: z.object({ t: z.string(), c: blob }),
  createdAt: timeMs,
});
export type MessageRow = z.infer<typeof messageRowWire>;

/** Rows that can be read; a bad one never hides the others. */
export function readRows<T>(
  rows: readonly unknown[],
  wire: z.ZodType<T>,
): { readonly rows: readonly T[]; readonly unreadable: number } {
  const readable: T[] = [];
  for (const row of rows) {
    const read = wire.safeParse(row);
    if (read.success) readable.push(read.data);
  }
  return { rows: readable, unreadable: rows.length - readable.length };
}
