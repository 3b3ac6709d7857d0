import { MINUTE_MS } from '../../shared/units.ts';
import type { InboxEffect } from '../domain/inbox.ts';
import { nextDeadlineMs } from '../domain/inbox-time.ts';
import { inboxContext, reduce, type AppEvent, type AppState } from '../domain/state.ts';
import type { Clock } from '../ports/clock.ts';

/** A timer stands still while the computer sleeps, and the clock on the wall can be set: what is due is looked at this often. */
const LOOK_EVERY_MS = 15 * MINUTE_MS;

/** The single writer: events in, in order; a new state and effects out. Nothing else changes the state. */
export interface Engine {
  readonly state: AppState;
  /** Safe to call from anywhere, also from inside an effect: events queue up and run one after the other. */
  dispatch(event: AppEvent): void;
  /** Called once after a burst of events, when the state differs. @returns stops listening. */
  onChange(listener: (state: AppState) => void): () => void;
  stop(): void;
}

export interface EngineParts {
  readonly clock: Clock;
  readonly initial: AppState;
  /** Does one effect. It must not throw and must not wait: what it learns comes back as an event. */
  readonly run: (effect: InboxEffect, state: AppState) => void;
}

export function createEngine({ clock, initial, run }: EngineParts): Engine {
  let state = initial;
  let told = initial;
  let working = false;
  let stopped = false;
  let cancelTell: (() => void) | null = null;
  let wake: { readonly atMs: number; readonly cancel: () => void } | null = null;
  const queue: AppEvent[] = [];
  const listeners = new Set<(state: AppState) => void>();

  function dispatch(event: AppEvent): void {
    if (stopped) return;
    queue.push(event);
    if (working) return;
    working = true;
    try {
      drain();
    } finally {
      working = false;
    }
    if (state !== told) cancelTell ??= clock.schedule(0, tell);
    setWake();
  }

  function drain(): void {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const step = reduce(state, event, clock.nowMs());
      state = step.state;
      for (const effect of step.effects) run(effect, state);
    }
  }

  function tell(): void {
    cancelTell = null;
    told = state;
    for (const listener of listeners) listener(state);
  }

  /** One timer for everything that is due by the clock. */
  function setWake(): void {
    const atMs = earliest(nextDeadlineMs(state.inbox, inboxContext(state, clock.nowMs())), state.pausedUntilMs);
    if (atMs === wake?.atMs) return;
    wake?.cancel();
    wake = null;
    if (atMs === null) return;
    const cancel = clock.schedule(Math.min(LOOK_EVERY_MS, Math.max(0, atMs - clock.nowMs())), () => {
      wake = null;
      dispatch({ tag: 'time-passed' });
    });
    wake = { atMs, cancel };
  }

  return {
    get state() {
      return state;
    },
    dispatch,
    onChange(listener) {
      const entry = (next: AppState) => listener(next);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    stop() {
      stopped = true;
      cancelTell?.();
      wake?.cancel();
      listeners.clear();
    },
  };
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
