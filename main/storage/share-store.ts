import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { connectionId, sessionId } from '../../shared/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShareRecord, ShareStore } from '../ports/share-store.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { createShareOutbox, type ShareOutboxFile } from './share-outbox.ts';

const OUTBOX_SUFFIX = '.outbox';

const recordsSchema: z.core.$ZodType<readonly ShareRecord[]> = z.array(
  z.object({
    // It names a file.
    shareId: z.uuid(),
    connectionId: z.string().min(1).transform(connectionId),
    sessionId: z.string().min(1).transform(sessionId),
    accountId: z.string().min(1).transform(connectionId),
    account: z.exactOptional(z.string()),
    files: z.boolean(),
    seenAtMs: z.number(),
    over: z.enum(['ended', 'stopped', 'refused', 'conflict', 'deleted-there']).nullable(),
    last: z.exactOptional(z.object({ title: z.string(), cwd: z.string() })),
  }),
);

/** What is shared, in one file, and beside it the outbox of each share. */
export function createShareStore(options: {
  readonly dirPath: string;
  readonly log: Logger;
  readonly clock: Pick<Clock, 'nowMs'>;
}): ShareStore {
  const { dirPath, log, clock } = options;
  const path = join(dirPath, 'shares.json');
  const outboxes = new Map<string, ShareOutboxFile>();
  let lastSave: Promise<void> = Promise.resolve();

  /** Left by a run that was killed between the end of a share and that of its outbox. */
  async function removeOrphans(records: readonly ShareRecord[]): Promise<void> {
    const known = new Set(records.map(({ shareId }) => shareId + OUTBOX_SUFFIX));
    const names = await readdir(dirPath);
    const orphans = names.filter((name) => name.endsWith(OUTBOX_SUFFIX) && !known.has(name));
    await Promise.all(orphans.map((name) => rm(join(dirPath, name), { force: true })));
  }

  return {
    async load() {
      const read = await readJsonFile(path, recordsSchema, clock.nowMs());
      if (read.tag === 'set-aside') log.warn('shares-set-aside', { path: read.asidePath });
      if (read.tag !== 'read') return [];
      await removeOrphans(read.value);
      return read.value;
    },
    save(records) {
      const save = lastSave.then(() => writeJsonFile(path, records));
      lastSave = save.catch(() => undefined);
      return save;
    },
    outbox(shareId) {
      const known = outboxes.get(shareId);
      if (known !== undefined) return known;
      const file = createShareOutbox({ path: join(dirPath, shareId + OUTBOX_SUFFIX), log });
      const outbox: ShareOutboxFile = {
        ...file,
        forget() {
          if (outboxes.get(shareId) === outbox) outboxes.delete(shareId);
          return file.forget();
        },
      };
      outboxes.set(shareId, outbox);
      return outbox;
    },
    async close() {
      await Promise.all([lastSave, ...[...outboxes.values()].map((outbox) => outbox.close())]);
    },
  };
}
