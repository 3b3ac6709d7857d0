import { backOffMs } from '../../../net/back-off.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';

/** Tries once more after a failure, later each time. */
export class LaterTries {
  readonly #clock: Clock;
  readonly #random: Random;
  #failures = 0;
  #cancel = (): void => undefined;
  #isStopped = false;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** It failed. A try that waits already is put off for this one. */
  again(task: () => void): void {
    if (this.#isStopped) return;
    this.#failures += 1;
    this.#cancel();
    this.#cancel = this.#clock.schedule(backOffMs(this.#failures, this.#random), task);
  }

  /** Begins to count anew. */
  reset(): void {
    this.#failures = 0;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }
}
