import { join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import type { DiagnosticsFiles } from '../ports/diagnostics.ts';
import type { DraftStore } from '../ports/drafts.ts';
import type { Journal } from '../ports/journal.ts';
import type { Logger } from '../ports/logger.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { ShareStore } from '../ports/share-store.ts';
import type { TranscriptStore } from '../ports/transcripts.ts';
import { createDiagnosticsFiles } from './diagnostics-files.ts';
import { createDraftStore } from './drafts.ts';
import { createJournal } from './journal.ts';
import { createOutbox } from './outbox.ts';
import { createShareStore } from './share-store.ts';
import { createTranscriptStore } from './transcripts.ts';

export interface Stores {
  readonly outbox: Outbox;
  readonly journal: Journal;
  readonly drafts: DraftStore;
  readonly shareStore: ShareStore;
  readonly transcripts: TranscriptStore;
  readonly diagnostics: DiagnosticsFiles;
}

/** All that a profile keeps of what is said and decided, each in its own place. */
export function createStores(parts: {
  readonly profileDir: string;
  readonly clock: Clock;
  readonly log: Logger;
}): Stores {
  const { profileDir, clock, log } = parts;
  return {
    outbox: createOutbox({ path: join(profileDir, 'outbox'), log }),
    journal: createJournal({ path: join(profileDir, 'journal.jsonl'), log }),
    drafts: createDraftStore({ path: join(profileDir, 'drafts.json'), log, clock }),
    shareStore: createShareStore({ dirPath: join(profileDir, 'shares'), log, clock }),
    transcripts: createTranscriptStore(),
    diagnostics: createDiagnosticsFiles(join(profileDir, 'logs')),
  };
}
