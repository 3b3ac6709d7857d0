/** JSON that was made to fit. */
export interface CutJson {
  readonly value: unknown;
  /** False: something was cut, and where it was the value says so. */
  readonly isWhole: boolean;
}

const LEAST_TEXT = 64;
const LEAST_ITEMS = 8;

/**
 * Makes a JSON value fit a byte limit: the longest texts are shortened first, then lists and objects.
 *
 * @param note  put where something is missing
 */
export function cutJson(value: unknown, maxBytes: number, note: string): CutJson {
  if (jsonBytes(value) <= maxBytes) return { value, isWhole: true };
  for (let limit = Math.floor(maxBytes / 2); limit >= LEAST_TEXT; limit = Math.floor(limit / 2)) {
    const cut = shorten(value, { text: limit, items: Infinity, note });
    if (jsonBytes(cut) <= maxBytes) return { value: cut, isWhole: false };
  }
  const least = shorten(value, { text: LEAST_TEXT, items: LEAST_ITEMS, note });
  return { value: jsonBytes(least) <= maxBytes ? least : { note }, isWhole: false };
}

/** @param maxChars  of the text itself; the note comes on top */
export function cutText(text: string, maxChars: number, note: string): string {
  if (text.length <= maxChars) return text;
  // Half of a pair at the end would be no character.
  const end = isHighSurrogate(text.charCodeAt(maxChars - 1)) ? maxChars - 1 : maxChars;
  return `${text.slice(0, end)}… ${note}`;
}

export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

interface Limits {
  readonly text: number;
  readonly items: number;
  readonly note: string;
}

function shorten(value: unknown, limits: Limits): unknown {
  if (typeof value === 'string') return cutText(value, limits.text, limits.note);
  if (Array.isArray(value)) {
    const kept = value.slice(0, limits.items).map((item) => shorten(item, limits));
    return value.length > kept.length ? [...kept, limits.note] : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const kept = members
    .slice(0, limits.items)
    .map(([key, member]) => [cutText(key, limits.text, ''), shorten(member, limits)]);
  return Object.fromEntries(members.length > kept.length ? [...kept, ['…', limits.note]] : kept);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd8_00 && code <= 0xdb_ff;
}
