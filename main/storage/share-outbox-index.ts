import type { ShareOutboxEntry } from './share-outbox-entry.ts';

/** More than reading a transcript again can bring. */
export const MAX_DELIVERED = 20_000;
/** What one remembered id costs in the file. */
const ID_BYTES = 48;

/** What a share's outbox holds, without the contents: those stay in the file. */
export class ShareOutboxIndex {
  /** Bytes of each message that waits, in the order of their coming. */
  readonly waiting = new Map<string, number>();
  /** Oldest first. */
  readonly delivered = new Set<string>();
  heardSeq = 0;
  #waitingBytes = 0;

  apply(entry: ShareOutboxEntry): void {
    switch (entry.op) {
      case 'add':
        return this.#add(entry.localId, entry.content.length);
      case 'done':
        for (const localId of entry.ids) this.#done(localId);
        return;
      case 'heard':
        this.heardSeq = Math.max(this.heardSeq, entry.seq);
    }
  }

  /** What the file would take if nothing else were in it. */
  get liveBytes(): number {
    return this.#waitingBytes + this.delivered.size * ID_BYTES;
  }

  clear(): void {
    this.waiting.clear();
    this.delivered.clear();
    this.heardSeq = 0;
    this.#waitingBytes = 0;
  }

  /** What is known to have arrived does not wait again; of two with one id the first counts, as at the service. */
  #add(localId: string, bytes: number): void {
    if (this.delivered.has(localId) || this.waiting.has(localId)) return;
    this.waiting.set(localId, bytes);
    this.#waitingBytes += bytes;
  }

  #done(localId: string): void {
    this.#waitingBytes -= this.waiting.get(localId) ?? 0;
    this.waiting.delete(localId);
    this.delivered.delete(localId); // so that it moves to the end
    this.delivered.add(localId);
    const [oldest] = this.delivered;
    if (this.delivered.size > MAX_DELIVERED && oldest !== undefined) this.delivered.delete(oldest);
  }
}
