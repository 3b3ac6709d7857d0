import { spreadOf } from './statistics.ts';

/** One line of the table. */
export interface Figure {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** At most this; absent for figures that are only told. */
  readonly aim?: number;
  readonly low?: number;
  readonly high?: number;
  readonly note?: string;
}

/** Ours over theirs, round by round, so that a slow minute of the machine weighs on both. */
export function ratioFigure(
  of: Pick<Figure, 'group' | 'name' | 'aim' | 'note'>,
  ours: readonly number[],
  theirs: readonly number[],
): Figure {
  const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  const { median, low, high } = spreadOf(ratios);
  return { ...of, value: median, low, high, unit: 'x' };
}

export function plainFigure(
  of: Pick<Figure, 'group' | 'name' | 'unit' | 'aim' | 'note'>,
  values: readonly number[],
): Figure {
  const { median, low, high } = spreadOf(values);
  return { ...of, value: median, low, high };
}

/** Hands the figures to the process that makes the table, and ends this one. */
export function deliver(figures: readonly Figure[]): void {
  if (process.send === undefined) {
    console.log(JSON.stringify(figures, null, 2));
    process.exit(0);
  }
  process.send(figures, () => process.exit(0));
}

/** Counts first: a contestant that lost something has no time. */
export function mustEqual(what: string, actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`${what}: ${actual}, expected ${expected}`);
}
