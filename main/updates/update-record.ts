import * as z from 'zod';
import type { Release } from '../../shared/model/update.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts';
import { isVersion } from './version.ts';

const version = z.string().refine(isVersion);

const recordSchema = z.object({
  /** The newest version that a good manifest named. */
  floor: version,
  /** The latest moment at which a good manifest was made: the present is later. */
  notBeforeMs: z.number().min(0).default(0),
  /** The version that ran last. */
  ran: version,
  /** What was being installed when this was written. */
  installing: z.nullable(z.object({ version, notes: z.string(), pageUrl: z.exactOptional(z.string()) })),
});
/** What is kept about updates from one run to the next. */
export interface UpdateRecord {
  readonly floor: string;
  readonly notBeforeMs: number;
  readonly ran: string;
  readonly installing: Release | null;
}

export interface UpdateRecordFile {
  /** @returns null at the first start, and when what is there cannot be read */
  read(): Promise<UpdateRecord | null>;
  /** One that cannot be written is logged: it must not keep anybody from an update. */
  write(record: UpdateRecord): Promise<void>;
}

export function createUpdateRecordFile(
  path: string,
  { clock, log }: { readonly clock: Pick<Clock, 'nowMs'>; readonly log: Logger },
): UpdateRecordFile {
  const told = (cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    log.warn('update-record-failed', { code });
  };
  return {
    async read() {
      try {
        const read = await readJsonFile(path, recordSchema, clock.nowMs());
        if (read.tag === 'set-aside') log.warn('update-record-set-aside', { path: read.asidePath });
        return read.tag === 'read' ? read.value : null;
      } catch (cause) {
        told(cause);
        return null;
      }
    },
    write: (record) => writeJsonFile(path, record).catch(told),
  };
}
