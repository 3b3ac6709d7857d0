import type { ShareOutboxEntry } from './share-outbox-entry.ts';

/** More than reading a transcript again can bring. */
export const MAX_DELIVERED = 20_000;
/** What one remembered id costs in the file. */
const ID_BYTES = 48;

/** More than that does not wait for the service. */
export interface OutboxLimits {
  readonly bytes: number;
  readonly messages: number;
}
/** What has to be given up is given up in some amount, not message by message. */
const ROOM_AGAIN = 7 / 8;

/** What a share's outbox holds, without the contents: those stay in the file. */
export class ShareOutboxIndex {
  /** Bytes of each message that waits, in the order of their coming. */
  readonly waiting = new Map<string, number>();
  /** Oldest first. */
  readonly delivered = new Set<string>();
  heardSeq = 0;
  /** How many were given up. */
  leftOut = 0;
  #waitingBytes = 0;

  apply(entry: ShareOutboxEntry): void {
    switch (entry.op) {
      case 'add':
        return this.#add(entry.localId, entry.content.length);
      case 'done':
        for (const localId of entry.ids) this.#done(localId);
        return;
      case 'left':
        this.leftOut = entry.before + entry.ids.length;
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

  /** @returns the oldest that have to go so that there is room again; none while there is */
  overfull(limits: OutboxLimits, except: ReadonlySet<string>): readonly string[] {
    if (this.#waitingBytes <= limits.bytes && this.waiting.size <= limits.messages) return [];
    const ids: string[] = [];
    let bytes = this.#waitingBytes;
    for (const [localId, size] of this.waiting) {
      const count = this.waiting.size - ids.length;
      if (bytes <= limits.bytes * ROOM_AGAIN && count <= limits.messages * ROOM_AGAIN) break;
      if (except.has(localId)) continue;
      ids.push(localId);
      bytes -= size;
    }
    return ids;
  }

  clear(): void {
    this.waiting.clear();
    this.delivered.clear();
    this.heardSeq = 0;
    this.leftOut = 0;
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
