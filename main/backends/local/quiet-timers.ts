import type { SessionId } from '../../../shared/ids.ts';
import type { Clock } from '../../ports/clock.ts';

/** Tells of sessions that were not heard of for a while. */
export class QuietTimers {
  readonly #clock: Clock;
  readonly #afterMs: number;
  readonly #onQuiet: (sessionId: SessionId) => void;
  readonly #cancels = new Map<SessionId, () => void>();

  constructor(clock: Clock, afterMs: number, onQuiet: (sessionId: SessionId) => void) {
    this.#clock = clock;
    this.#afterMs = afterMs;
    this.#onQuiet = onQuiet;
  }

  /** The time begins anew. */
  heard(sessionId: SessionId): void {
    this.forget(sessionId);
    const tell = () => {
      this.#cancels.delete(sessionId);
      this.#onQuiet(sessionId);
    };
    this.#cancels.set(sessionId, this.#clock.schedule(this.#afterMs, tell));
  }

  forget(sessionId: SessionId): void {
    this.#cancels.get(sessionId)?.();
    this.#cancels.delete(sessionId);
  }

  stop(): void {
    for (const sessionId of [...this.#cancels.keys()]) this.forget(sessionId);
  }
}
