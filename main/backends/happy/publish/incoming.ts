import type { Result } from '../../../../shared/result.ts';
import type { Logger } from '../../../ports/logger.ts';
import type { MessagePage } from '../server/message-pages.ts';
import type { MessageRow } from '../server/session-rows.ts';
import { readMessage, type HappyMessage } from '../wire/message.ts';
import { derivedUuid } from './derived-uuid.ts';
import { KnownIds } from './known-ids.ts';
import type { ApiFault } from './session-api.ts';

export type PersonMessage = Extract<HappyMessage, { tag: 'person' }> & {
  /** uuid, the same however often and under whatever name the message comes. */
  readonly messageId: string;
};

export interface IncomingOptions {
  readonly shareId: string;
  /** Everything up to this number was handed on by earlier runs. */
  readonly heardSeq: number;
  readonly page: (afterSeq: number) => Promise<Result<MessagePage, ApiFault>>;
  /** Null for what cannot be read. */
  readonly unseal: (sealed: string) => string | null;
  readonly isOwn: (localId: string) => boolean;
  /**
   * True for a message that was handed on before, in an earlier run too. Nothing in a message says where it belongs: the
   * service could tell an old one again under another name.
   */
  readonly wasHanded: (messageId: string) => boolean;
  readonly onHanded: (messageId: string) => void;
  /** One after the other. Must not throw. */
  readonly hand: (message: PersonMessage) => Promise<void>;
  readonly onHeard: (seq: number) => void;
  readonly onFault: (fault: ApiFault) => void;
  readonly log: Logger;
  readonly name: string;
}

const REMEMBERED = 2_000;
const MAX_QUEUED = 500;
/** Two writers may be given their numbers in one order and be stored in the other. */
const OVERLAP = 20;
/** How often it is written down how far own messages were passed over. */
const MARK_EVERY = 100;

/** What other devices wrote for the session, each message once and in the order of its number. */
export class Incoming {
  readonly #options: IncomingOptions;
  readonly #ids = new KnownIds(REMEMBERED);
  #queue: MessageRow[] = [];
  #lastSeq: number;
  #markedSeq: number;
  #isBehind = false;
  #hasCaughtUp = false;
  #isStopped = false;
  #running: Promise<void> | null = null;

  constructor(options: IncomingOptions) {
    this.#options = options;
    this.#lastSeq = options.heardSeq;
    this.#markedSeq = options.heardSeq;
  }

  /** Whatever came while nobody listened. */
  async catchUp(): Promise<void> {
    this.#isBehind = true;
    await this.#wake();
  }

  receive(message: MessageRow): void {
    if (this.#queue.length >= MAX_QUEUED) {
      // They are all kept by the service: read again rather than held.
      this.#queue = [];
      this.#isBehind = true;
    } else {
      this.#queue.push(message);
    }
    void this.#wake();
  }

  stop(): void {
    this.#isStopped = true;
    this.#mark();
  }

  async #wake(): Promise<void> {
    this.#running ??= this.#work();
    await this.#running;
  }

  async #work(): Promise<void> {
    try {
      while (!this.#isStopped) {
        if (this.#isBehind) {
          this.#isBehind = false;
          if (await this.#readMissed()) continue;
          // Told by `onFault`; read again with the next connection or message.
          this.#isBehind = true;
          return;
        }
        const next = this.#queue[0];
        if (next === undefined) return;
        if (next.seq > this.#lastSeq + 1 && !this.#ids.has(next.id)) {
          if (!(await this.#readMissed())) {
            this.#isBehind = true;
            return;
          }
        }
        this.#queue.shift();
        await this.#take(next);
      }
    } catch (error) {
      this.#options.log.error('share-incoming-bug', { session: this.#options.name, error: String(error) });
    } finally {
      this.#running = null;
    }
  }

  async #readMissed(): Promise<boolean> {
    let after = this.#hasCaughtUp ? Math.max(0, this.#lastSeq - OVERLAP) : this.#lastSeq;
    for (;;) {
      const page = await this.#options.page(after);
      if (this.#isStopped) return false;
      if (!page.ok) {
        this.#options.onFault(page.error);
        return false;
      }
      for (const message of page.value.rows) {
        await this.#take(message);
        after = Math.max(after, message.seq);
      }
      if (!page.value.hasMore) break;
    }
    this.#hasCaughtUp = true;
    return true;
  }

  async #take(message: MessageRow): Promise<void> {
    if (this.#isStopped || !this.#ids.add(message.id)) return;
    const person = this.#readPerson(message);
    if (person !== null) {
      await this.#options.hand(person);
      this.#options.onHanded(person.messageId);
    }
    this.#lastSeq = Math.max(this.#lastSeq, message.seq);
    if (person !== null || this.#lastSeq >= this.#markedSeq + MARK_EVERY) this.#mark();
  }

  #readPerson({ localId, content }: MessageRow): PersonMessage | null {
    const { shareId, isOwn, wasHanded, unseal, log, name } = this.#options;
    if ((localId !== undefined && localId !== null && isOwn(localId)) || content.t !== 'encrypted') return null;
    const plaintext = unseal(content.c);
    if (plaintext === null) {
      log.warn('share-message-unreadable', { session: name });
      return null;
    }
    const read = readMessage(plaintext);
    if (!read.ok || read.value.tag !== 'person') return null;
    const messageId = derivedUuid(shareId, content.c);
    if (wasHanded(messageId)) {
      log.warn('share-message-replayed', { session: name });
      return null;
    }
    return { ...read.value, messageId };
  }

  #mark(): void {
    if (this.#lastSeq <= this.#markedSeq) return;
    this.#markedSeq = this.#lastSeq;
    this.#options.onHeard(this.#lastSeq);
  }
}
