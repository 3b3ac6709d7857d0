import type { LinkCause } from '../../../../shared/model/session.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Logger } from '../../../ports/logger.ts';
import type { OutboxMessage } from '../../../ports/sharing.ts';
import type { Random } from '../../../ports/random.ts';
import { MAX_BATCH, nextBatch } from './batch.ts';
import { LaterTries } from './later-tries.ts';
import { within } from './wait.ts';
import type { WaitingMessages } from './waiting-messages.ts';

/** What became of one batch. */
export type PostOutcome =
  | { readonly tag: 'stored' }
  /** Nobody knows: the same bytes are sent again. */
  | { readonly tag: 'again'; readonly cause: LinkCause; readonly afterMs?: number }
  /** The service read it and does not want it. */
  | { readonly tag: 'refused'; readonly status: number }
  /** Nothing more can be sent in this run; whoever posted has said why. */
  | { readonly tag: 'over' };

export interface DeliveryOptions {
  readonly waiting: WaitingMessages;
  readonly post: (batch: readonly OutboxMessage[]) => Promise<PostOutcome>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** For the log. */
  readonly name: string;
  readonly onProgress: () => void;
  /** Nothing gets through, or it does again (null). */
  readonly onTrouble: (trouble: { readonly cause: LinkCause; readonly retryAtMs: number } | null) => void;
  /** The service takes none of what it is given. */
  readonly onAllRefused: () => void;
}

/** So many refused messages in a row, and none taken between them, are no accident. */
const MAX_REFUSED_IN_A_ROW = 20;

/**
 * Sends what waits, one batch after the other and each until it is known to be stored, so that the order is kept. A batch
 * that is refused is halved until the one message is found that the service does not take: that one is set aside.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #tries: LaterTries;
  #isOpen = false;
  #isWanted = false;
  #running: Promise<void> | null = null;
  #narrow = MAX_BATCH;
  #refusedInARow = 0;
  #deliveredCount = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#tries = new LaterTries(options.clock, options.random);
  }

  /** How many messages were stored since the start. */
  get deliveredCount(): number {
    return this.#deliveredCount;
  }

  /** There is a place to send to. */
  open(): void {
    this.#isOpen = true;
    this.hurry();
  }

  close(): void {
    this.#isOpen = false;
    this.#tries.hurry();
  }

  /** There is something new to send. A pause that the service asked for is kept. */
  wake(): void {
    if (!this.#isOpen) return;
    this.#isWanted = true;
    this.#running ??= this.#work();
  }

  /** The network is back, or there is no time to lose. */
  hurry(): void {
    this.wake();
    this.#tries.hurry();
  }

  /** Sends what can be sent within the limit. */
  async drain(limitMs: number): Promise<void> {
    this.hurry();
    if (this.#running !== null) await within(this.#options.clock, limitMs, this.#running);
  }

  async #work(): Promise<void> {
    try {
      while (this.#isWanted && this.#isOpen) {
        this.#isWanted = false;
        await this.#run();
      }
    } catch (error) {
      this.#options.log.error('share-delivery-bug', { session: this.#options.name, error: String(error) });
    } finally {
      this.#running = null;
    }
  }

  async #run(): Promise<void> {
    const { waiting } = this.#options;
    this.#tries.reset();
    let batch: readonly OutboxMessage[] = [];
    while (this.#isOpen) {
      if (batch.length === 0) {
        if (waiting.held.length === 0 && waiting.hasMoreOnDisk) await waiting.refill();
        batch = nextBatch(waiting.held, this.#narrow);
        if (batch.length === 0 && !waiting.hasMoreOnDisk) return;
        if (batch.length === 0) {
          await new Promise<void>((due) => void this.#tries.again(due));
          continue;
        }
      }
      const outcome = await this.#options.post(batch);
      if (outcome.tag === 'over') return;
      if (outcome.tag === 'again') {
        await this.#backOff(outcome);
        continue;
      }
      this.#tries.reset();
      this.#options.onTrouble(null);
      if (outcome.tag === 'stored') this.#stored(batch);
      else this.#refused(batch, outcome.status);
      batch = [];
      this.#options.onProgress();
    }
  }

  #stored(batch: readonly OutboxMessage[]): void {
    this.#options.waiting.delivered(batch);
    this.#deliveredCount += batch.length;
    this.#refusedInARow = 0;
    this.#narrow = Math.min(MAX_BATCH, this.#narrow * 2);
  }

  #refused(batch: readonly OutboxMessage[], status: number): void {
    const [only, second] = batch;
    if (only === undefined || second !== undefined) {
      this.#narrow = Math.max(1, Math.floor(batch.length / 2));
      return;
    }
    this.#options.waiting.setAside(only);
    this.#options.log.warn('share-message-refused', {
      session: this.#options.name,
      status,
      bytes: only.content.length,
      count: this.#options.waiting.asideCount,
    });
    this.#refusedInARow += 1;
    if (this.#refusedInARow < MAX_REFUSED_IN_A_ROW) return;
    this.close();
    this.#options.onAllRefused();
  }

  async #backOff({ cause, afterMs }: Extract<PostOutcome, { tag: 'again' }>): Promise<void> {
    await new Promise<void>((due) => {
      const retryAtMs = this.#tries.again(due, afterMs);
      this.#options.onTrouble({ cause, retryAtMs });
    });
  }
}
