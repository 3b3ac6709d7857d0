import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';

/** @returns a question: may one more call be answered in this second? */
export function createCallLimit(perSecond: number, clock: Pick<Clock, 'monotonicMs'>): () => boolean {
  let secondStartMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    const nowMs = clock.monotonicMs();
    if (nowMs - secondStartMs >= SECOND_MS) {
      secondStartMs = nowMs;
      count = 0;
    }
    return ++count <= perSecond;
  };
}
