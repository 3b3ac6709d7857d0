import { copyFile } from 'node:fs/promises';
import type { AskKey } from '../../shared/ids.ts';
import { KIB } from '../../shared/units.ts';
import type { Logger } from '../ports/logger.ts';
import type { Outbox, OutboxRecord } from '../ports/outbox.ts';
import { AppendFile } from './append-file.ts';
import { frame, readFrames } from './frames.ts';
import { closeToOthers } from './owner-only.ts';
import { outboxEntry, type OutboxEntry } from './outbox-record.ts';

/** Settled records are rewritten away once they fill this much, or at once when nothing else is left. */
const WORTH_COMPACTING_BYTES = 256 * KIB;

interface Waiting {
  readonly entry: OutboxEntry;
  readonly done: (error?: Error) => void;
}

/**
 * Decisions on disk. Saves that come while the disk is busy share the next fdatasync. After a failed write the file is
 * rewritten from memory before anything else is trusted to it: what the disk kept of a failed write is unknown.
 */
export function createOutbox(options: { readonly path: string; readonly log: Logger }): Outbox {
  const { path, log } = options;
  const live = new Map<AskKey, OutboxRecord>();
  let waiting: Waiting[] = [];
  let file: AppendFile | null = null;
  let busy = false;
  let lastFlush: Promise<void> = Promise.resolve();
  let suspect = false;
  let closed = false;

  function enqueue(entry: OutboxEntry, done: (error?: Error) => void): void {
    waiting.push({ entry, done });
    if (busy) return;
    busy = true;
    lastFlush = flush();
  }

  async function flush(): Promise<void> {
    await Promise.resolve(); // lets all that happens in this turn share the write
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch);
        for (const { done } of batch) done();
      } catch (cause) {
        suspect = true;
        const error = new Error('the outbox could not be written', { cause });
        log.error('outbox-write-failed', { code: codeOf(cause), count: batch.length });
        for (const { entry, done } of batch) {
          // Sent and settled marks stay true in memory, and reach the disk with the rewrite.
          if (entry.op !== 'save') apply(live, entry);
          done(error);
        }
      }
    }
    busy = false; // in the same turn as the look at what waits, so that nobody is left waiting
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    if (file === null) throw new Error('the outbox is not open');
    const after = new Map(live);
    for (const { entry } of batch) apply(after, entry);
    const standing = await file.standing();
    if (standing === 'moved') await file.reopen();
    if (standing !== 'ours' && (suspect || standing === 'moved')) await file.append(encodeAll(after), { sync: true });
    else if (suspect) await file.replace(encodeAll(after));
    // Emptying needs no second file: nothing that could be lost is left.
    else if (standing === 'ours' && after.size === 0) await file.cutTo(0);
    else if (standing === 'ours' && mostlySettled(file.bytes, after)) await file.replace(encodeAll(after));
    else {
      const sync = batch.some(({ entry }) => entry.op === 'save');
      await file.append(Buffer.concat(batch.map(({ entry }) => encode(entry))), { sync });
    }
    suspect = false;
    live.clear();
    for (const [key, record] of after) live.set(key, record);
  }

  return {
    async open() {
      file = await AppendFile.open(path);
      const bytes = await file.readAll();
      const { payloads, goodBytes } = readFrames(bytes);
      let unreadableBytes = 0;
      for (const payload of payloads) {
        const entry = decode(payload);
        if (entry === null) unreadableBytes += payload.length;
        else apply(live, entry);
      }
      const truncatedBytes = bytes.length - goodBytes + unreadableBytes;
      if (truncatedBytes > 0) {
        log.warn('outbox-truncated', { bytes: truncatedBytes });
        await keepCopy(path, log);
      }
      if (goodBytes < bytes.length) await file.cutTo(goodBytes);
      if (mostlySettled(file.bytes, live)) await file.replace(encodeAll(live));
      return { records: [...live.values()], truncatedBytes };
    },

    save(record) {
      if (closed) return Promise.reject(new Error('the outbox is closed'));
      return new Promise((resolve, reject) =>
        enqueue({ op: 'save', record }, (error) => (error ? reject(error) : resolve())),
      );
    },
    markSent(key) {
      if (!closed) enqueue({ op: 'sent', key }, () => undefined);
    },
    settle(key) {
      if (!closed) enqueue({ op: 'settle', key }, () => undefined);
    },
    async close() {
      closed = true;
      await lastFlush;
      const target = file;
      file = null;
      await target?.close();
    },
  };
}

function apply(records: Map<AskKey, OutboxRecord>, entry: OutboxEntry): void {
  if (entry.op === 'save') records.set(entry.record.key, entry.record);
  else if (entry.op === 'settle') records.delete(entry.key);
  else {
    const record = records.get(entry.key);
    if (record !== undefined) records.set(entry.key, { ...record, everSent: true });
  }
}

function mostlySettled(bytes: number, records: ReadonlyMap<AskKey, OutboxRecord>): boolean {
  if (bytes < WORTH_COMPACTING_BYTES) return false;
  let liveChars = 0;
  for (const record of records.values()) liveChars += record.wire.length + record.request.inputJson.length;
  return liveChars * 4 < bytes;
}

function encode(entry: OutboxEntry): Buffer {
  return frame(Buffer.from(JSON.stringify(entry)));
}

function encodeAll(records: ReadonlyMap<AskKey, OutboxRecord>): Buffer {
  return Buffer.concat([...records.values()].map((record) => encode({ op: 'save', record })));
}

function decode(payload: Buffer): OutboxEntry | null {
  try {
    const read = outboxEntry.safeParse(JSON.parse(payload.toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** What cannot be read is not thrown away: a person, or a newer version, may still want it. */
async function keepCopy(path: string, log: Logger): Promise<void> {
  try {
    await copyFile(path, `${path}.damaged`);
    await closeToOthers(`${path}.damaged`);
  } catch (error) {
    log.warn('outbox-copy-failed', { code: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
