import type { Clock } from '../../../ports/clock.ts';

/** A pause that can be cut short. */
export interface Pause {
  readonly over: Promise<void>;
  end(): void;
}

export function pause(clock: Clock, delayMs: number): Pause {
  let resolve = (): void => undefined;
  const over = new Promise<void>((done) => (resolve = done));
  const cancel = clock.schedule(delayMs, resolve);
  return {
    over,
    end: () => {
      cancel();
      resolve();
    },
  };
}

/** @returns false if `work` was not over by then; it goes on all the same */
export async function within(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const limit = pause(clock, limitMs);
  const isOver = await Promise.race([work.then(() => true), limit.over.then(() => false)]);
  limit.end();
  return isOver;
}
