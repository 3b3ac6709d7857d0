import { MIB } from '../../../../shared/units.ts';
import type { Logger } from '../../../ports/logger.ts';
import type { OutboxMessage, ShareOutbox } from '../../../ports/sharing.ts';
import { messageBytes } from './batch.ts';
import { KnownIds } from './known-ids.ts';

/** So much ciphertext is held in memory; what comes on top waits on the disk alone. */
const MAX_HELD_BYTES = 8 * MIB;
/** Far more than can be told again at once: the service knows the older ones by their ids as well. */
const REMEMBERED = 20_000;

/**
 * The messages of one share that the service does not have yet, oldest first: the first of them in memory, all of them on
 * the disk. Nothing is to be sent that is not on the disk.
 */
export class WaitingMessages {
  readonly #outbox: ShareOutbox;
  readonly #log: Logger;
  readonly #maxHeldBytes: number;
  readonly #known = new KnownIds(REMEMBERED);
  readonly #gone = new KnownIds(REMEMBERED);
  readonly #aside = new Set<string>();
  #held: OutboxMessage[] = [];
  #heldBytes = 0;
  #count = 0;
  #leftOut = 0;
  #wasDelivered = false;
  #heardSeq = 0;
  #hasMoreOnDisk = false;
  /** What is done with the disk is done one after the other. */
  #disk: Promise<void> = Promise.resolve();

  constructor(outbox: ShareOutbox, log: Logger, maxHeldBytes = MAX_HELD_BYTES) {
    this.#outbox = outbox;
    this.#log = log;
    this.#maxHeldBytes = maxHeldBytes;
  }

  /** What may be sent now, oldest first. */
  get held(): readonly OutboxMessage[] {
    return this.#held;
  }

  /** All that is not known to have arrived, what was set aside included. */
  get count(): number {
    return this.#count;
  }

  get asideCount(): number {
    return this.#aside.size;
  }

  /** So many never leave, because too much waited. */
  get leftOut(): number {
    return this.#leftOut;
  }

  get hasMoreOnDisk(): boolean {
    return this.#hasMoreOnDisk;
  }

  /** The service had something of it in an earlier run. */
  get wasDelivered(): boolean {
    return this.#wasDelivered;
  }

  get heardSeq(): number {
    return this.#heardSeq;
  }

  heard(seq: number): void {
    this.#heardSeq = Math.max(this.#heardSeq, seq);
    this.#outbox.heard(this.#heardSeq);
  }

  /** The share is over, and nothing of it waits. */
  async forget(): Promise<void> {
    await this.#onDisk(() => this.#outbox.forget());
  }

  knows(localId: string): boolean {
    return this.#known.has(localId);
  }

  /** What earlier runs left. */
  load(): Promise<void> {
    return this.#onDisk(async () => {
      const { waiting, delivered, heardSeq, leftOut } = await this.#outbox.load();
      for (const id of delivered) this.#known.add(id);
      for (const { localId } of waiting) this.#known.add(localId);
      this.#count = waiting.length;
      this.#wasDelivered = delivered.length > 0 || heardSeq > 0;
      this.#heardSeq = heardSeq;
      this.#leftOut = leftOut;
      this.#hold(waiting);
    });
  }

  /** Resolves when the new ones among them are on the disk, and in `held` as far as they fit. */
  add(messages: readonly OutboxMessage[]): Promise<void> {
    const fresh = messages.filter(({ localId }) => this.#known.add(localId));
    if (fresh.length === 0) return Promise.resolve();
    this.#count += fresh.length;
    return this.#onDisk(async () => {
      const isSaved = await this.#save(fresh);
      // What could not be written down is sent all the same, from memory.
      if (!isSaved || !this.#hasMoreOnDisk) return this.#hold(fresh, !isSaved);
      const leftOut = await this.#outbox.leaveOut(new Set(this.#held.map(({ localId }) => localId)));
      this.#count -= leftOut;
      this.#leftOut += leftOut;
    });
  }

  /** The next ones from the disk; to be called when `held` is empty. */
  refill(): Promise<void> {
    return this.#onDisk(async () => {
      const { waiting } = await this.#outbox.load();
      this.#hasMoreOnDisk = false;
      this.#hold(waiting.filter(({ localId }) => !this.#gone.has(localId) && !this.#aside.has(localId)));
    });
  }

  /** The service has them. */
  delivered(messages: readonly OutboxMessage[]): void {
    this.#drop(messages);
    this.#count -= messages.length;
    this.#outbox.delivered(messages.map(({ localId }) => localId));
  }

  /** Never to be sent: the service, or its other devices, have it already. */
  skip(localId: string): void {
    if (this.#known.add(localId)) this.#outbox.delivered([localId]);
  }

  /** Not to be sent again in this run. It stays on the disk. */
  setAside(message: OutboxMessage): void {
    this.#drop([message]);
    this.#aside.add(message.localId);
  }

  #drop(messages: readonly OutboxMessage[]): void {
    const ids = new Set(messages.map(({ localId }) => localId));
    for (const id of ids) this.#gone.add(id);
    this.#held = this.#held.filter(({ localId }) => !ids.has(localId));
    this.#heldBytes = this.#held.reduce((bytes, message) => bytes + messageBytes(message), 0);
  }

  #hold(messages: readonly OutboxMessage[], isForced = false): void {
    for (const message of messages) {
      if (!isForced && (this.#hasMoreOnDisk || this.#heldBytes >= this.#maxHeldBytes)) {
        this.#hasMoreOnDisk = true;
        return;
      }
      this.#held.push(message);
      this.#heldBytes += messageBytes(message);
    }
  }

  async #save(messages: readonly OutboxMessage[]): Promise<boolean> {
    try {
      await this.#outbox.add(messages);
      return true;
    } catch (error) {
      this.#log.error('share-not-saved', { count: messages.length, error: String(error) });
      return false;
    }
  }

  #onDisk(work: () => Promise<void>): Promise<void> {
    const done = this.#disk.then(work);
    this.#disk = done.catch((error: unknown) => this.#log.error('share-not-read', { error: String(error) }));
    return this.#disk;
  }
}
