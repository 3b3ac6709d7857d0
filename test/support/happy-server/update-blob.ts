/** Compare-and-swap of an encrypted blob, as sessions and machines have it. */
import { z } from 'zod';
import { writeBlob, type Blob } from './rows.ts';
import type { Heard } from './heard.ts';

export interface WrittenBlob {
  readonly value: string | null;
  readonly version: number;
}

interface BlobUpdate {
  readonly idField: 'sid' | 'machineId';
  readonly valueField: 'metadata' | 'agentState' | 'daemonState';
  readonly mayBeNull: boolean;
  readonly find: (
    id: string,
  ) => { readonly blob: Blob; readonly written: (written: WrittenBlob) => void } | 'silence' | 'error';
}

const payload = z.looseObject({ expectedVersion: z.number().int() });

export function updateBlob(heard: Heard, update: BlobUpdate): void {
  const read = payload.safeParse(heard.payload);
  const id = read.success ? read.data[update.idField] : null;
  const value = read.success ? read.data[update.valueField] : undefined;
  const isValue = typeof value === 'string' || (value === null && update.mayBeNull);
  if (!read.success || typeof id !== 'string' || !isValue) return heard.ack({ result: 'error' });
  const found = update.find(id);
  if (found === 'silence') return;
  if (found === 'error') return heard.ack({ result: 'error' });
  const { blob } = found;
  const reply = (result: string) => ({ result, version: blob.version, [update.valueField]: blob.value });
  if (heard.isMismatch || read.data.expectedVersion !== blob.version) return heard.ack(reply('version-mismatch'));
  writeBlob(blob, value);
  found.written({ value, version: blob.version });
  heard.ack(reply('success'));
}
