/** The middle and the edges of a handful of measurements. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), low: Math.min(...values), high: Math.max(...values) };
}

/** @param share  0.5 = median, 0.99 = p99 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('no measurements');
  return value;
}

/** How much the yardstick itself moved between rounds; a run where it moved a lot says little. */
export function unrest(values: readonly number[]): number {
  const { median } = spreadOf(values);
  const middle = [quantile(values, 0.25), quantile(values, 0.75)] as const;
  return (middle[1] - middle[0]) / median;
}
