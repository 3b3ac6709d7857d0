import { askedDelayMs, backOffMs } from '../../../net/back-off.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';

/** Tries once more after a failure, later each time. */
export class LaterTries {
  readonly #clock: Clock;
  readonly #random: Random;
  #failures = 0;
  #waiting: { readonly cancel: () => void; readonly task: () => void } | null = null;
  #isStopped = false;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /**
   * It failed. A try that waits already is put off for this one.
   *
   * @param afterMs  what the far side asked for, at least
   * @returns when it is tried, by the clock on the wall
   */
  again(task: () => void, afterMs?: number): number {
    this.#failures += 1;
    const askedMs = afterMs === undefined ? 0 : askedDelayMs(afterMs, this.#random);
    const delayMs = Math.max(backOffMs(this.#failures, this.#random), askedMs);
    this.#waiting?.cancel();
    if (!this.#isStopped) this.#waiting = { cancel: this.#clock.schedule(delayMs, () => this.hurry()), task };
    return this.#clock.nowMs() + delayMs;
  }

  /** What waits is tried now. */
  hurry(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.cancel();
    waiting?.task();
  }

  /** Begins to count anew. */
  reset(): void {
    this.#failures = 0;
  }

  stop(): void {
    this.#isStopped = true;
    this.#waiting?.cancel();
    this.#waiting = null;
  }
}
