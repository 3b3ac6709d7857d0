/** A list that grows, and that a test can wait on without sleeping. */
export interface Happenings<T> {
  readonly all: readonly T[];
  push(item: T): void;
  /**
   * The first item that fits, past or to come.
   *
   * @param from  index to look from; default the beginning
   */
  next(fits: (item: T) => boolean, from?: number): Promise<T>;
}

const LIMIT_MS = 30_000;

export function createHappenings<T>(what: string): Happenings<T> {
  const all: T[] = [];
  const waiting = new Set<(item: T, index: number) => void>();
  return {
    all,
    push(item) {
      const index = all.push(item) - 1;
      for (const look of waiting) look(item, index);
    },
    next(fits, from = 0) {
      const found = all.find((item, index) => index >= from && fits(item));
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(`${what}: nothing that fits within ${LIMIT_MS} ms; seen: ${JSON.stringify(all).slice(0, 4000)}`),
          );
        }, LIMIT_MS);
        const look = (item: T, index: number): void => {
          if (index < from || !fits(item)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(item);
        };
        waiting.add(look);
      });
    },
  };
}
