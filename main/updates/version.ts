const FORM = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** Three numbers. What is not finished is never published to everybody, so there is no word behind them. */
export function isVersion(text: string): boolean {
  return FORM.test(text);
}

/**
 * @returns less than 0 where `a` is older than `b`
 * @throws  RangeError when one of them is no version
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The one that is not older. */
export function newest(a: string, b: string): string {
  return compareVersions(a, b) >= 0 ? a : b;
}

function numbersOf(text: string): number[] {
  const parts = FORM.exec(text);
  if (parts === null) throw new RangeError(`not a version: ${text}`);
  return parts.slice(1).map(Number);
}
