import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts';
import type { Random } from '../ports/random.ts';

const BASE_MS = 500;
const CAP_MS = 30 * SECOND_MS;
const ASKED_CAP_MS = 5 * MINUTE_MS;

/**
 * How long a link waits before it tries again: full jitter under a doubling roof, so that the first tries are fast and
 * no two links stay in step.
 *
 * @param attempt  the first retry is 1
 */
export function backOffMs(attempt: number, random: Random): number {
  return random.fraction() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt - 1, 16));
}

/** A pause the far side asked for: never less than that, except that nobody can ask for more than five minutes. */
export function askedDelayMs(afterMs: number, random: Random): number {
  return Math.min(Math.max(0, afterMs), ASKED_CAP_MS) * (1 + 0.1 * random.fraction());
}
