import * as z from 'zod';
import { connectionId, sessionId } from '../../shared/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Draft, DraftStore } from '../ports/drafts.ts';
import type { Logger } from '../ports/logger.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const draftsSchema: z.core.$ZodType<readonly Draft[]> = z.array(
  z.object({
    draftId: z.string().min(1),
    connectionId: z.string().min(1).transform(connectionId),
    sessionId: z.string().min(1).transform(sessionId),
    text: z.string(),
    createdAtMs: z.number(),
  }),
);

/** Keeps unsent messages in one file. Saves are done in the order they were asked for. */
export function createDraftStore(options: {
  readonly path: string;
  readonly log: Logger;
  readonly clock: Pick<Clock, 'nowMs'>;
}): DraftStore {
  const { path, log, clock } = options;
  let lastSave: Promise<void> = Promise.resolve();

  return {
    async load() {
      const read = await readJsonFile(path, draftsSchema, clock.nowMs());
      if (read.tag === 'set-aside') log.warn('drafts-set-aside', { path: read.asidePath });
      return read.tag === 'read' ? read.value : [];
    },
    save(drafts) {
      const save = lastSave.then(() => writeJsonFile(path, drafts));
      lastSave = save.catch(() => undefined);
      return save;
    },
  };
}
