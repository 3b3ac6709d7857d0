import { useSyncExternalStore } from 'react';
import { SECOND_MS } from '../../shared/units.ts';

/** One timer for every age on the screen; none while nobody looks at one. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, SECOND_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Epoch milliseconds, cut to `stepMs` so that a component redraws no more often than it shows a change. */
export function useNow(stepMs: number = SECOND_MS): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs);
}
