/** @typedef {(x: number, y: number) => boolean} Shape  inside or not, on a grid of 16 */

/**
 * The gatehouse as shapes. Straight edges are moved to the nearest pixel of the wanted size first, so that small icons
 * stay crisp.
 *
 * @param {number} size  in pixels
 */
export function shapesFor(size) {
  const unit = size / 16;
  const snap = (/** @type {number} */ value) => Math.round(value * unit) / unit;
  /** @type {(x0: number, y0: number, x1: number, y1: number) => Shape} */
  const rect = (x0, y0, x1, y1) => {
    const [left, top, right, bottom] = [snap(x0), snap(y0), snap(x1), snap(y1)];
    return (x, y) => x >= left && x < right && y >= top && y < bottom;
  };
  /** @type {(cx: number, cy: number, r: number) => Shape} */
  const circle = (cx, cy, r) => (x, y) => (x - cx) ** 2 + (y - cy) ** 2 < r * r;
  /** @type {(...parts: Shape[]) => Shape} */
  const any =
    (...parts) =>
    (x, y) =>
      parts.some((part) => part(x, y));
  /** @type {(whole: Shape, ...holes: Shape[]) => Shape} */
  const without =
    (whole, ...holes) =>
    (x, y) =>
      whole(x, y) && !holes.some((hole) => hole(x, y));
  /** @type {(a: Shape, b: Shape) => Shape} */
  const both = (a, b) => (x, y) => a(x, y) && b(x, y);

  const walls = any(rect(1, 5, 15, 15), rect(1, 2, 4, 5), rect(6, 2, 10, 5), rect(12, 2, 15, 5));
  const half = (snap(11) - snap(5)) / 2;
  const middle = (snap(11) + snap(5)) / 2;
  const spring = snap(7) + half;
  const opening = any(
    both(circle(middle, spring, half), (_x, y) => y <= spring),
    rect(5, 7 + half, 11, 15),
  );
  const bars = any(rect(6, 6, 7, 15), rect(9, 6, 10, 15), rect(5, 10, 11, 11));
  const exclamation = any(rect(7, 8, 9, 12), rect(7, 13, 9, 15));
  /** @type {(inset: number, radius: number) => Shape} */
  const roundedSquare = (inset, radius) => (x, y) => {
    const dx = Math.max(Math.abs(x - 8) - (8 - inset - radius), 0);
    const dy = Math.max(Math.abs(y - 8) - (8 - inset - radius), 0);
    return dx * dx + dy * dy < radius * radius;
  };
  return { walls, opening, bars, exclamation, circle, any, without, both, rect, roundedSquare };
}

/**
 * Digits of three by five cells, one string a row.
 *
 * @type {Readonly<Record<number, readonly string[]>>}
 */
const DIGITS = {
  2: ['##.', '..#', '.#.', '#..', '###'],
  3: ['##.', '..#', '.#.', '..#', '##.'],
  4: ['#.#', '#.#', '###', '..#', '..#'],
  5: ['###', '#..', '##.', '..#', '##.'],
  6: ['.##', '#..', '###', '#.#', '###'],
  7: ['###', '..#', '.#.', '.#.', '.#.'],
  8: ['###', '#.#', '###', '#.#', '###'],
  9: ['###', '#.#', '###', '..#', '##.'],
};

/**
 * A digit around a point, each cell a whole number of pixels where it can be.
 *
 * @type {(size: number, digit: number, centreX: number, centreY: number) => Shape}
 */
export const digitShape = (size, digit, centreX, centreY) => {
  const unit = size / 16;
  const cell = Math.ceil(unit) / unit;
  const left = Math.round((centreX - cell * 1.5) * unit) / unit;
  const top = Math.round((centreY - cell * 2.5) * unit) / unit;
  const rows = DIGITS[digit] ?? [];
  return (x, y) => rows[Math.floor((y - top) / cell)]?.[Math.floor((x - left) / cell)] === '#';
};
