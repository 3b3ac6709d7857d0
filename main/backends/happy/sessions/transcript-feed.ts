import { sessionKey, type SessionId } from '../../../../shared/ids.ts';
import type { TranscriptItem } from '../../../../shared/model/transcript.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { CommandError } from '../../../ports/command.ts';
import type { Context } from '../context.ts';
import { openPayload, type PayloadKey } from '../crypto/payload-key.ts';
import { NEWEST, readMessagePage } from '../server/message-pages.ts';
import type { RestFault } from '../server/rest.ts';
import type { MessageRow } from '../server/session-rows.ts';
import { historyItems, keepMessage, readKept, sortKept, type KeptMessage } from '../translate/kept-message.ts';
import { readMessage } from '../wire/message.ts';

export interface FeedOwner {
  readonly key: () => PayloadKey | null;
  /** Somebody looks, or an answer is awaited. What nobody wants stays on the server, and sealed. */
  readonly isWanted: () => boolean;
  readonly onSkipped: (malformed: number, unknown: number) => void;
  readonly onItems: (items: readonly TranscriptItem[]) => void;
}

/** How far back a log was read. */
interface Beginning {
  readonly seq: number;
  readonly isStart: boolean;
}
const UNKNOWN: Beginning = { seq: NEWEST, isStart: false };

/** Pages read in one go; what is left comes with the next message. */
const MAX_PAGES = 50;
/** A page of history may hold nothing that is shown; only then is the next one read at once. */
const MAX_EMPTY_PAGES = 5;
const MAX_KNOWN_IDS = 4_000;

/** One session's log: what is new of it goes to the transcripts, each message once, and older pages on demand. */
export class TranscriptFeed {
  readonly #context: Context;
  readonly #sessionId: SessionId;
  readonly #owner: FeedOwner;
  readonly #known = new Set<string>();
  /** The highest number taken in; null = nobody has looked yet. Numbers have gaps. */
  #last: number | null = null;
  /** How far back the transcripts were given it, and how far back it was read since for whoever looks. */
  #given: Beginning = UNKNOWN;
  #shown: Beginning = UNKNOWN;
  #reading: Promise<void> | null = null;
  #isStale = false;
  #isStopped = false;

  constructor(context: Context, sessionId: SessionId, owner: FeedOwner) {
    this.#context = context;
    this.#sessionId = sessionId;
    this.#owner = owner;
  }

  get isWanted(): boolean {
    return !this.#isStopped && this.#owner.isWanted();
  }

  /** Brings what is held up to date, if it is wanted. Harmless at any time. */
  catchUp(): Promise<void> {
    if (!this.isWanted) return Promise.resolve();
    this.#isStale = true;
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  /** A message as it is announced. */
  take(row: MessageRow): void {
    if (!this.isWanted) return;
    const last = this.#last;
    if (last !== null && this.#reading === null && row.seq === last + 1) return this.#append([row]);
    // A number that was passed already: two writers at once, or a log that was begun anew. Known ones are dropped by id.
    if (last !== null && this.#reading === null && row.seq <= last) {
      this.#last = Math.min(last, row.seq);
      return this.#append([row]);
    }
    void this.catchUp();
  }

  get mayHaveOlder(): boolean {
    return !this.#shown.isStart;
  }

  /** @param isCut  the transcripts do not hold all that they were given */
  rewind(isCut: boolean): void {
    this.#shown = isCut ? UNKNOWN : this.#given;
  }

  async older(): Promise<Result<readonly TranscriptItem[], CommandError>> {
    await this.catchUp();
    for (let page = 0; page < MAX_EMPTY_PAGES && this.mayHaveOlder; page++) {
      const before = this.#shown.seq;
      const read = await readMessagePage(this.#context.rest, this.#sessionId, { before });
      if (!read.ok) return err(historyError(read.error));
      const { rows, unreadable, hasMore } = read.value;
      this.#shown = { seq: rows[0]?.seq ?? before, isStart: !hasMore };
      if (unreadable > 0) this.#owner.onSkipped(unreadable, 0);
      const items = historyItems(this.#open(rows));
      if (items.length > 0) return ok(items);
    }
    return ok([]);
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #read(): Promise<void> {
    for (let pages = 0; this.#isStale && pages < MAX_PAGES; pages++) {
      this.#isStale = false;
      const of = this.#last === null ? { before: NEWEST } : { after: this.#last };
      const read = await readMessagePage(this.#context.rest, this.#sessionId, of);
      if (this.#isStopped) return;
      if (!read.ok) {
        const { log, connectionId } = this.#context.tools;
        log.warn('messages-not-read', { connection: connectionId, session: this.#sessionId, code: read.error.tag });
        return;
      }
      const { rows, unreadable, hasMore } = read.value;
      if (unreadable > 0) this.#owner.onSkipped(unreadable, 0);
      if ('before' in of) {
        this.#given = { seq: rows[0]?.seq ?? NEWEST, isStart: !hasMore };
        this.#shown = this.#given;
        this.#last = rows.at(-1)?.seq ?? 0;
      } else if (hasMore) this.#isStale = true;
      this.#append(rows);
    }
  }

  #append(rows: readonly MessageRow[]): void {
    for (const row of rows) this.#last = Math.max(this.#last ?? 0, row.seq);
    const { transcripts, connectionId } = this.#context.tools;
    const key = sessionKey(connectionId, this.#sessionId);
    const fresh = rows.filter(({ id }) => !this.#known.has(id));
    for (const kept of sortKept(this.#open(fresh))) {
      const frame = keepMessage(kept);
      transcripts.append(key, frame);
      this.#owner.onItems(readKept(frame));
    }
  }

  /** Those that can be read; the rest is counted, once. */
  #open(rows: readonly MessageRow[]): readonly KeptMessage[] {
    const key = this.#owner.key();
    let malformed = 0;
    let unknown = 0;
    const kept = rows.flatMap((row): KeptMessage[] => {
      const isNew = !this.#known.has(row.id);
      this.#remember(row.id);
      const { seenMessages } = this.#context;
      const here = `${this.#sessionId}/${row.id}`;
      const opened = key === null || !seenMessages.isAt(here, row.content.c) ? null : openPayload(key, row.content.c);
      if (opened?.ok === true) seenMessages.note(here, row.content.c);
      const plaintext = opened?.ok === true ? opened.value.toString('utf8') : null;
      const message = plaintext === null ? null : readMessage(plaintext);
      if (plaintext === null || message?.ok !== true) {
        if (isNew) malformed++;
        return [];
      }
      if (isNew && message.value.tag === 'unknown') unknown++;
      return [{ id: row.id, createdAtMs: row.createdAt, plaintext }];
    });
    if (malformed + unknown > 0) this.#owner.onSkipped(malformed, unknown);
    return kept;
  }

  #remember(id: string): void {
    this.#known.add(id);
    const [oldest] = this.#known;
    if (this.#known.size > MAX_KNOWN_IDS && oldest !== undefined) this.#known.delete(oldest);
  }
}

function historyError(fault: RestFault): CommandError {
  if (fault.tag === 'status') {
    return { code: fault.status === 404 ? 'no-such-session' : 'refused', detail: String(fault.status) };
  }
  return { code: fault.tag === 'no-such-route' ? 'not-supported' : 'offline' };
}
