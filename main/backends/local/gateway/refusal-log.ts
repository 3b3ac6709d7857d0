import { MINUTE_MS, SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Logger } from '../../../ports/logger.ts';
import type { Refusal } from './admission.ts';

const LOG_EVERY_MS = MINUTE_MS;
/** Refusals that still get an answer, at once and after that per second; the rest are hung up on. */
const BURST = 20;

/** Keeps those who are turned away from costing much: a line a minute, and an answer only at a bearable pace. */
export class RefusalLog {
  readonly #clock: Clock;
  readonly #log: Logger;
  #left = BURST;
  #filledAtMs: number;
  #loggedAtMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
    this.#filledAtMs = clock.monotonicMs();
  }

  /** @returns whether this one is worth an answer */
  note(refusal: Refusal): boolean {
    const nowMs = this.#clock.monotonicMs();
    this.#count++;
    if (nowMs - this.#loggedAtMs >= LOG_EVERY_MS) {
      this.#log.warn('gateway refused a request', { code: refusal.code, status: refusal.status, count: this.#count });
      this.#loggedAtMs = nowMs;
      this.#count = 0;
    }
    this.#left = Math.min(BURST, this.#left + (nowMs - this.#filledAtMs) / SECOND_MS);
    this.#filledAtMs = nowMs;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
