import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';

const EVERY_MS = 2 * SECOND_MS;

/** Shows that sessions are there. One timer for all of them, and none while there are none. */
export interface KeepAlive {
  /** @returns stops it; harmless when called twice */
  add(beat: () => void): () => void;
}

export function createKeepAlive(clock: Clock): KeepAlive {
  const beats = new Set<{ readonly beat: () => void }>();
  let cancel: (() => void) | null = null;

  function tick(): void {
    cancel = clock.schedule(EVERY_MS, tick);
    for (const { beat } of beats) beat();
  }

  return {
    add: (beat) => {
      const entry = { beat };
      beats.add(entry);
      cancel ??= clock.schedule(EVERY_MS, tick);
      return () => {
        beats.delete(entry);
        if (beats.size > 0) return;
        cancel?.();
        cancel = null;
      };
    },
  };
}
