const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 0x80;
const MAX_CODE = 0x10ffff;
const LABEL_PREFIX = /^xn--/i;

/**
 * The letters behind the `xn--` labels of a host name.
 *
 * @returns null where it has no such label, or one that cannot be read: then there is no other form to show
 * @source  RFC 3492
 */
export function lettersOfHost(host: string): string | null {
  const labels = host.split('.');
  if (!labels.some((label) => LABEL_PREFIX.test(label))) return null;
  const read = labels.map((label) => (LABEL_PREFIX.test(label) ? decode(label.slice(4).toLowerCase()) : label));
  return read.includes(null) ? null : read.join('.');
}

function decode(label: string): string | null {
  const end = label.lastIndexOf('-');
  const codes = [...label.slice(0, Math.max(end, 0))].map((letter) => letter.charCodeAt(0));
  if (codes.some((code) => code >= FIRST_CODE)) return null;
  let code = FIRST_CODE;
  let position = 0;
  let bias = FIRST_BIAS;
  let at = end < 0 ? 0 : end + 1;
  if (at >= label.length) return null;
  while (at < label.length) {
    const before = position;
    let weight = 1;
    for (let step = BASE; ; step += BASE) {
      const digit = digitOf(label.charCodeAt(at++));
      if (digit === null) return null;
      position += digit * weight;
      const threshold = Math.min(Math.max(step - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (weight > MAX_CODE * BASE) return null; // far beyond what any label can mean
    }
    const length = codes.length + 1;
    bias = adapted(position - before, length, before === 0);
    code += Math.floor(position / length);
    if (code > MAX_CODE || (code >= 0xd800 && code <= 0xdfff)) return null;
    position %= length;
    codes.splice(position++, 0, code);
  }
  return String.fromCodePoint(...codes);
}

/** @returns null past the end of the label too, where the code is NaN */
function digitOf(code: number): number | null {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : null;
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let bias = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; bias += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
