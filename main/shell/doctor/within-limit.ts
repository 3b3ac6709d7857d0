import type { Clock } from '../../ports/clock.ts';

/** One part of the look: what it finds, or `otherwise` when it fails or takes longer than this. */
export function withinLimit<T>(
  clock: Pick<Clock, 'schedule'>,
  limitMs: number,
  work: Promise<T>,
  otherwise: T,
): Promise<T> {
  return new Promise((resolve) => {
    const cancel = clock.schedule(limitMs, () => resolve(otherwise));
    work.then(
      (value) => {
        cancel();
        resolve(value);
      },
      () => {
        cancel();
        resolve(otherwise);
      },
    );
  });
}
