import type { Clock } from '../../main/ports/clock.ts';

/** A clock that moves only when told to: timers run in order of their time. */
export interface HandClock extends Clock {
  /** Lets time pass and runs what becomes due, also what that schedules in turn. */
  advance(ms: number): void;
  /** Timers that wait. */
  pending(): number;
}

export function createHandClock(startMs = 1_700_000_000_000): HandClock {
  let now = 0;
  let order = 0;
  const timers = new Map<number, { readonly atMs: number; readonly run: () => void }>();

  function nextDue(untilMs: number): number | null {
    let due: number | null = null;
    for (const [id, { atMs }] of timers) {
      if (atMs <= untilMs && (due === null || atMs < (timers.get(due)?.atMs ?? Infinity))) due = id;
    }
    return due;
  }

  return {
    nowMs: () => startMs + now,
    monotonicMs: () => now,
    schedule(delayMs, run) {
      const id = order++;
      timers.set(id, { atMs: now + delayMs, run });
      return () => void timers.delete(id);
    },
    advance(ms) {
      const untilMs = now + ms;
      for (let id = nextDue(untilMs); id !== null; id = nextDue(untilMs)) {
        const timer = timers.get(id);
        timers.delete(id);
        if (timer === undefined) continue;
        now = Math.max(now, timer.atMs);
        timer.run();
      }
      now = untilMs;
    },
    pending: () => timers.size,
  };
}
