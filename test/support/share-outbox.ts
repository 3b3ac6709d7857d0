import type { OutboxMessage, ShareOutbox } from '../../main/ports/sharing.ts';

/** The disk of one share, which outlives whoever writes to it. */
export class DiskOutbox implements ShareOutbox {
  waiting: OutboxMessage[] = [];
  readonly done: string[] = [];
  heardSeq = 0;
  leftOut = 0;
  /** How many are given up the next time. */
  overfull = 0;
  loads = 0;
  isForgotten = false;
  /** Set to make the disk refuse. */
  fault: Error | null = null;

  async load(): Promise<Awaited<ReturnType<ShareOutbox['load']>>> {
    await Promise.resolve();
    this.loads += 1;
    return { waiting: [...this.waiting], delivered: [...this.done], heardSeq: this.heardSeq, leftOut: this.leftOut };
  }

  async add(messages: readonly OutboxMessage[]): Promise<void> {
    await Promise.resolve();
    if (this.fault !== null) throw this.fault;
    this.waiting.push(...messages);
  }

  async leaveOut(except: ReadonlySet<string>): Promise<number> {
    await Promise.resolve();
    const ids = this.waiting.filter(({ localId }) => !except.has(localId)).slice(0, this.overfull);
    this.overfull = 0;
    this.leftOut += ids.length;
    this.delivered(ids.map(({ localId }) => localId));
    return ids.length;
  }

  delivered(localIds: readonly string[]): void {
    this.done.push(...localIds);
    this.waiting = this.waiting.filter(({ localId }) => !localIds.includes(localId));
  }

  heard(seq: number): void {
    this.heardSeq = seq;
  }

  async forget(): Promise<void> {
    await Promise.resolve();
    this.isForgotten = true;
    this.waiting = [];
  }
}
