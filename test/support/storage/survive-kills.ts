import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { WriterProcess } from './writer-process.ts';

/** What a writer does with its store, and how to look into what it left. */
interface Kept<T> {
  readonly writer: WriterProcess;
  readonly path: string;
  /** How the writer takes some of it away again. */
  readonly mode: string;
  /** What it says once the store has promised to keep a number. */
  readonly promise: string;
  /** What it says before it takes one away. */
  readonly takingAway: string;
  /** What the store has after a start, by number. */
  readonly read: (path: string) => Promise<ReadonlyMap<number, T>>;
  /** What was written under a number. */
  readonly written: (number: number) => T;
}

/**
 * Writes and kills again and again on one file: after each kill the store starts, and has what it promised, as it was.
 *
 * @param rounds  their numbers say where in its work the writer is killed
 * @returns how many promises there were
 */
export async function surviveKills<T>(
  kept: Kept<T>,
  rounds: { readonly from: number; readonly to: number },
): Promise<number> {
  const promised = new Set<number>();
  const perhapsGone = new Set<number>();
  let first = 0;
  for (let round = rounds.from; round <= rounds.to; round++) {
    const lines = await kept.writer.runAndKill(kept.path, first, kept.mode, 1 + ((round * 7) % 23));
    for (const { word, number } of lines) {
      if (word === kept.promise) promised.add(number);
      if (word === kept.takingAway) perhapsGone.add(number);
      expect(word).not.toBe('refused');
      first = Math.max(first, number + 1);
    }
    first++; // one more may have been kept without a word
    const there = await kept.read(kept.path);
    const lost = [...promised].filter((number) => !there.has(number) && !perhapsGone.has(number));
    // Not one `expect` each: there are hundreds of them.
    const changed = [...there].filter(([number, one]) => !isDeepStrictEqual(one, kept.written(number)));
    expect({ lost, changed }, `after round ${round}`).toEqual({ lost: [], changed: [] });
  }
  return promised.size;
}
