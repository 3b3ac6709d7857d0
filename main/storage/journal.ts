import { open, rename, rm } from 'node:fs/promises';
import * as z from 'zod';
import type { JournalEntry } from '../../shared/model/journal.ts';
import type { Journal } from '../ports/journal.ts';
import type { Logger } from '../ports/logger.ts';
import { AppendFile } from './append-file.ts';
import { journalEntrySchema, matches, withoutSecrets } from './journal-entry.ts';
import { linesBackward } from './lines-backward.ts';
import { FILE_MODE } from './owner-only.ts';

/** Decisions as JSON lines. A line that a kill cut short is removed at the next start; a line nobody can read is skipped. */
export function createJournal(options: { readonly path: string; readonly log: Logger }): Journal {
  const { path, log } = options;
  let file: AppendFile | null = null;
  let waiting: JournalEntry[] = [];
  let busy = false;
  let lastWrite: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    await Promise.resolve(); // lets all that happens in this turn share the write
    while (file !== null && waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const lines = batch.map((entry) => `${JSON.stringify(withoutSecrets(entry))}\n`).join('');
      try {
        if ((await file.standing()) === 'moved') await file.reopen();
        await file.append(Buffer.from(lines), { sync: false });
      } catch (error) {
        waiting = [...batch, ...waiting];
        log.error('journal-write-failed', { code: codeOf(error), count: batch.length });
        break; // kept, and tried again with the next entry
      }
    }
    busy = false;
  }

  function start(): void {
    if (busy) return;
    busy = true;
    lastWrite = write();
  }

  return {
    async open() {
      file = await AppendFile.open(path);
      const goodBytes = await endOfLastLine(path, file.bytes);
      const truncatedBytes = file.bytes - goodBytes;
      if (truncatedBytes > 0) await file.cutTo(goodBytes);
      if (waiting.length > 0) start();
      return { truncatedBytes };
    },
    append(entry) {
      waiting.push(entry);
      start();
    },
    async search(text, before, count) {
      await lastWrite;
      const end = Math.min(before ?? Infinity, file?.bytes ?? 0);
      const entries: JournalEntry[] = [];
      if (end <= 0) return { entries, next: null };
      const handle = await open(path, 'r');
      try {
        for await (const line of linesBackward(handle, end)) {
          const entry = readLine(line.bytes);
          if (entry === null || !matches(entry, text.toLowerCase())) continue;
          entries.push(entry);
          if (entries.length === count) return { entries, next: line.startBytes === 0 ? null : line.startBytes };
        }
      } finally {
        await handle.close();
      }
      return { entries, next: null };
    },
    async exportTo(targetPath) {
      await lastWrite;
      const newPath = `${targetPath}.part`;
      const source = await open(path, 'r');
      try {
        const target = await open(newPath, 'w', FILE_MODE);
        let written = 0;
        try {
          for await (const line of source.readLines({ autoClose: false, encoding: 'utf8' })) {
            if (readLine(Buffer.from(line)) === null) continue;
            await target.write(`${line}\n`);
            written++;
          }
          await target.sync();
        } finally {
          await target.close();
        }
        await rename(newPath, targetPath);
        return written;
      } catch (error) {
        await rm(newPath, { force: true }).catch(() => undefined);
        throw error;
      } finally {
        await source.close();
      }
    },
    async close() {
      await lastWrite;
      const target = file;
      file = null;
      await target?.close();
    },
  };
}

async function endOfLastLine(path: string, bytes: number): Promise<number> {
  const handle = await open(path, 'r');
  try {
    const last = Buffer.alloc(1);
    if (bytes === 0 || ((await handle.read(last, 0, 1, bytes - 1)).bytesRead === 1 && last[0] === 0x0a)) return bytes;
    for await (const line of linesBackward(handle, bytes)) return line.startBytes;
    return 0;
  } finally {
    await handle.close();
  }
}

function readLine(bytes: Buffer): JournalEntry | null {
  try {
    const read = z.safeParse(journalEntrySchema, JSON.parse(bytes.toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
