import { rm, stat } from 'node:fs/promises';
import { KIB, MIB } from '../../shared/units.ts';
import type { Logger } from '../ports/logger.ts';
import type { OutboxMessage, ShareOutbox } from '../ports/sharing.ts';
import { AppendFile } from './append-file.ts';
import { readFrames } from './frames.ts';
import { addEntries, decodeEntry, encodeEntry, type ShareOutboxEntry } from './share-outbox-entry.ts';
import { ShareOutboxIndex, type OutboxLimits } from './share-outbox-index.ts';

/** Delivered messages are rewritten away once the file has this much, most of it delivered. */
const WORTH_COMPACTING_BYTES = 256 * KIB;
const IDS_PER_ENTRY = 1_000;
/** A long day of work, while nobody can be reached. Fewer messages than ids are remembered. */
const LIMITS: OutboxLimits = { bytes: 32 * MIB, messages: 15_000 };

interface Waiting {
  readonly entries: readonly ShareOutboxEntry[];
  readonly done: (error?: Error) => void;
}

/** A share's outbox, and its end with the run. */
export interface ShareOutboxFile extends ShareOutbox {
  close(): Promise<void>;
}

/**
 * What waits to reach an account, on disk. Adds that come while the disk is busy share the next fdatasync; marks are not
 * waited for, because a message that is sent twice under its id is one message. Contents are kept in the file alone.
 */
export function createShareOutbox(options: {
  readonly path: string;
  readonly log: Logger;
  readonly limits?: OutboxLimits;
}): ShareOutboxFile {
  const { path, log, limits = LIMITS } = options;
  const index = new ShareOutboxIndex();
  let file: AppendFile | null = null;
  let waiting: Waiting[] = [];
  let isOver = false;
  /** The file lacks marks that could not be written. */
  let isBehind = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One task after the other, whatever becomes of them. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = last.then(task);
    last = done.catch(() => undefined);
    return done;
  }

  function enqueue(entries: readonly ShareOutboxEntry[]): Promise<void> {
    if (isOver) return Promise.reject(new Error('the outbox of this share is closed'));
    return new Promise((resolve, reject) => {
      waiting.push({ entries, done: (error) => (error === undefined ? resolve() : reject(error)) });
      if (waiting.length === 1) void inTurn(flush);
    });
  }

  function mark(entry: ShareOutboxEntry): void {
    if (!isOver) enqueue([entry]).catch(() => undefined); // told in the log, and written later
  }

  async function opened(): Promise<AppendFile> {
    if (file !== null) return file;
    const next = await AppendFile.open(path);
    const bytes = await next.readAll();
    const { payloads, goodBytes } = readFrames(bytes);
    for (const payload of payloads) {
      const entry = decodeEntry(payload);
      if (entry !== null) index.apply(entry);
    }
    if (goodBytes < bytes.length) {
      log.warn('share-outbox-truncated', { bytes: bytes.length - goodBytes });
      await next.cutTo(goodBytes);
    }
    file = next;
    return next;
  }

  async function flush(): Promise<void> {
    await Promise.resolve(); // lets all that happens in this turn share the write
    const batch = waiting;
    waiting = [];
    const entries = batch.flatMap((one) => one.entries);
    try {
      await write(entries);
      for (const { done } of batch) done();
    } catch (cause) {
      log.error('share-outbox-write-failed', { code: codeOf(cause), count: entries.length });
      for (const entry of entries) {
        if (entry.op === 'add') continue;
        index.apply(entry);
        isBehind = true;
      }
      for (const { done } of batch) done(new Error('the outbox of a share could not be written', { cause }));
    }
  }

  async function write(entries: readonly ShareOutboxEntry[]): Promise<void> {
    const target = await opened();
    if (isBehind || isWorthCompacting(target) || !(await isWhole(target))) await rewrite(target);
    const sync = entries.some(({ op }) => op === 'add');
    await target.append(Buffer.concat(entries.map(encodeEntry)), { sync });
    for (const entry of entries) index.apply(entry);
  }

  /** After a write that could not be taken back, or with the file gone, there is something else under the name. */
  async function isWhole(target: AppendFile): Promise<boolean> {
    const found = await stat(path).catch(() => null);
    return found !== null && found.size === target.bytes;
  }

  function isWorthCompacting({ bytes }: AppendFile): boolean {
    return bytes > WORTH_COMPACTING_BYTES && index.liveBytes * 2 < bytes;
  }

  async function rewrite(target: AppendFile): Promise<void> {
    const messages = await messagesOf(target);
    const ids = [...index.delivered];
    const entries: ShareOutboxEntry[] = [
      { op: 'heard', seq: index.heardSeq },
      { op: 'left', ids: [], before: index.leftOut },
    ];
    for (let at = 0; at < ids.length; at += IDS_PER_ENTRY)
      entries.push({ op: 'done', ids: ids.slice(at, at + IDS_PER_ENTRY) });
    await target.replace(Buffer.concat([...entries, ...addEntries(messages)].map(encodeEntry)));
    isBehind = false;
  }

  /** What waits, read from the file. */
  async function messagesOf(target: AppendFile): Promise<OutboxMessage[]> {
    const found = new Map<string, OutboxMessage>();
    for (const payload of readFrames(await target.readAll()).payloads) {
      const entry = decodeEntry(payload);
      if (entry?.op !== 'add' || !index.waiting.has(entry.localId) || found.has(entry.localId)) continue;
      found.set(entry.localId, { localId: entry.localId, content: entry.content });
    }
    return [...found.values()];
  }

  async function closeFile(): Promise<void> {
    const target = file;
    file = null;
    await target?.close();
  }

  return {
    load: () =>
      inTurn(async () => {
        if (isOver) throw new Error('the outbox of this share is closed');
        const messages = await messagesOf(await opened());
        const { delivered, heardSeq, leftOut } = index;
        return { waiting: messages, delivered: [...delivered], heardSeq, leftOut };
      }),
    add: (messages) => (messages.length === 0 ? Promise.resolve() : enqueue(addEntries(messages))),
    delivered(localIds) {
      if (localIds.length > 0) mark({ op: 'done', ids: [...localIds] });
    },
    async leaveOut(except) {
      const ids = index.overfull(limits, except);
      if (ids.length === 0) return 0;
      log.warn('share-messages-left-out', { count: ids.length });
      // What could not be written is written later, and true all the same.
      await enqueue([{ op: 'left', ids: [...ids], before: index.leftOut }]).catch(() => undefined);
      return ids.length;
    },
    heard(seq) {
      mark({ op: 'heard', seq });
    },
    forget() {
      isOver = true;
      return inTurn(async () => {
        await closeFile();
        index.clear();
        await rm(path, { force: true });
      });
    },
    close() {
      isOver = true;
      return inTurn(closeFile);
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
