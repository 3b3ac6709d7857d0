import type { Clock } from '../../../main/ports/clock.ts';
import type { Outgoing } from './outgoing.ts';
import type { SessionRow } from './rows.ts';
import type { Store } from './store.ts';
import type { Timing } from './timing.ts';

const OLDEST_SIGN_MS = 600_000;

/** Who is there: signs of life, written late, and a sweep that gives up on the silent. */
export class Presence {
  readonly #store: Store;
  readonly #out: Outgoing;
  readonly #clock: Clock;
  readonly #timing: Timing;
  /** Heard and not written yet. */
  readonly #heard = new Map<string, number>();
  readonly #deafUntilMs = new Map<string, number>();
  #stops: (() => void)[] = [];

  constructor(store: Store, out: Outgoing, clock: Clock, timing: Timing) {
    this.#store = store;
    this.#out = out;
    this.#clock = clock;
    this.#timing = timing;
  }

  start(): void {
    this.#stops = [
      this.#every(this.#timing.presenceFlushEveryMs, () => this.flush()),
      this.#every(this.#timing.presenceSweepEveryMs, () => this.sweep()),
    ];
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** @returns `time` as the server takes it: the future is now; null when it is too old. */
  clamp(time: unknown): number | null {
    if (typeof time !== 'number' || !Number.isFinite(time)) return null;
    const nowMs = this.#clock.nowMs();
    return time < nowMs - OLDEST_SIGN_MS ? null : Math.min(time, nowMs);
  }

  alive(session: SessionRow, timeMs: number, isThinking: boolean): void {
    const deafUntilMs = this.#deafUntilMs.get(session.id);
    if (deafUntilMs !== undefined && this.#clock.nowMs() < deafUntilMs) return;
    this.#deafUntilMs.delete(session.id);
    if (!session.isActive || timeMs - session.activeAtMs > this.#timing.presenceWriteEveryMs)
      this.#heard.set(session.id, timeMs);
    this.#out.ephemeral(session.accountId, activity(session.id, true, timeMs, isThinking));
  }

  end(session: SessionRow, timeMs: number): void {
    this.#deafUntilMs.set(session.id, this.#clock.nowMs() + this.#timing.sessionEndDeafMs);
    this.#setInactive(session, timeMs);
  }

  archive(session: SessionRow): void {
    this.#setInactive(session, this.#clock.nowMs());
  }

  /** The same tag was created again: the process is back. */
  listenAgain(session: SessionRow): void {
    this.#deafUntilMs.delete(session.id);
  }

  flush(): void {
    for (const [id, timeMs] of this.#heard) {
      const row = this.#store.sessions.get(id);
      if (row === undefined) continue;
      row.isActive = true;
      row.activeAtMs = timeMs;
      row.updatedAtMs = this.#clock.nowMs();
    }
    this.#heard.clear();
  }

  sweep(): void {
    const oldestMs = this.#clock.nowMs() - this.#timing.presenceTimeoutMs;
    for (const session of this.#store.sessions.values()) {
      if (session.isActive && (this.#heard.get(session.id) ?? session.activeAtMs) <= oldestMs)
        this.#setInactive(session, session.activeAtMs);
    }
    for (const machine of this.#store.machines.values()) {
      if (!machine.isActive || machine.activeAtMs > oldestMs) continue;
      machine.isActive = false;
      this.#out.ephemeral(machine.accountId, {
        type: 'machine-activity',
        id: machine.id,
        active: false,
        activeAt: machine.activeAtMs,
      });
    }
  }

  #setInactive(session: SessionRow, activeAtMs: number): void {
    this.#heard.delete(session.id);
    session.isActive = false;
    session.activeAtMs = activeAtMs;
    session.updatedAtMs = this.#clock.nowMs();
    this.#out.ephemeral(session.accountId, activity(session.id, false, activeAtMs, false));
  }

  #every(periodMs: number, run: () => void): () => void {
    let cancel = () => {};
    const again = () => {
      cancel = this.#clock.schedule(periodMs, () => {
        run();
        again();
      });
    };
    again();
    return () => cancel();
  }
}

const activity = (id: string, active: boolean, activeAt: number, thinking: boolean) => ({
  type: 'activity',
  id,
  active,
  activeAt,
  thinking,
});
