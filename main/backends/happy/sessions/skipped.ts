import { SECOND_MS } from '../../../../shared/units.ts';
import type { SessionEvent } from '../../../domain/backend-event.ts';
import type { Clock } from '../../../ports/clock.ts';

/** Counts what could not be read of one session, and says so at most once a second. */
export class Skipped {
  readonly #clock: Clock;
  readonly #emit: (event: SessionEvent) => void;
  #malformed = 0;
  #unknown = 0;
  #cancel: (() => void) | null = null;
  #hasNews = false;

  constructor(clock: Clock, emit: (event: SessionEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  add(malformed: number, unknown: number): void {
    this.#malformed += malformed;
    this.#unknown += unknown;
    this.#hasNews = true;
    if (this.#cancel === null) this.#tell();
  }

  stop(): void {
    this.#cancel?.();
  }

  #tell(): void {
    this.#hasNews = false;
    this.#emit({ tag: 'frames-skipped', malformed: this.#malformed, unknown: this.#unknown });
    this.#cancel = this.#clock.schedule(SECOND_MS, () => {
      this.#cancel = null;
      if (this.#hasNews) this.#tell();
    });
  }
}
