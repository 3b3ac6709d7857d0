import { useSyncExternalStore } from 'react';

/** One value that components can watch. */
export interface Cell<T> {
  readonly get: () => T;
  readonly set: (next: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const resets = new Set<() => void>();

export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of listeners) listener();
  };
  resets.add(() => set(initial));
  return {
    get: () => value,
    set,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** @param select must give the same reference for the same value, so pick, never build. */
export function useCell<T, S>(cell: Cell<T>, select: (value: T) => S): S {
  return useSyncExternalStore(cell.subscribe, () => select(cell.get()));
}

/** A new mirror of the app starts from nothing. */
export function resetCells(): void {
  for (const reset of resets) reset();
}
