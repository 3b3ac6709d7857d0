/**
 * JSON read without losing what the sender wrote. `JSON.parse` rounds 9007199254740993, turns 1e400 into Infinity and
 * drops all but the last of two equal keys; a person must see, and an unedited allow must echo, the original text.
 */
import { err, ok, type Result } from './result.ts';

export type RawJson =
  | { readonly tag: 'object'; readonly raw: string; readonly members: readonly RawMember[] }
  | { readonly tag: 'array'; readonly raw: string; readonly items: readonly RawJson[] }
  | { readonly tag: 'string'; readonly raw: string; readonly value: string }
  | { readonly tag: 'number'; readonly raw: string }
  | { readonly tag: 'literal'; readonly raw: 'true' | 'false' | 'null' };

export interface RawMember {
  readonly key: string;
  readonly value: RawJson;
}

export type RawJsonError = { readonly code: 'not-json' | 'too-deep' };

/** Nesting that no real tool input reaches; beyond it a reader may run out of stack. */
const MAX_DEPTH = 100;

/**
 * Reads a whole JSON text, keeping every member in order, duplicates included, and every number as written.
 *
 * @returns `not-json` where `JSON.parse` would refuse the text, `too-deep` beyond {@link MAX_DEPTH} levels.
 */
export function readRawJson(text: string): Result<RawJson, RawJsonError> {
  if (jsonDepthExceeds(text, MAX_DEPTH)) return err({ code: 'too-deep' });
  try {
    JSON.parse(text); // the one judge of what is JSON; below it the text is known to be well formed
  } catch {
    return err({ code: 'not-json' });
  }
  return ok(readValue(text, skipSpace(text, 0)).value);
}

/** True if brackets nest deeper than `limit`. Never recurses, so it is safe on hostile text before anything else reads it. */
export function jsonDepthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = skipString(text, at) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > limit) return true;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  return false;
}

/**
 * Cuts the original text of one value out of a JSON text, following keys and array positions. Of two equal keys the
 * last one is taken, as `JSON.parse` does.
 *
 * @param text  must have passed `JSON.parse`
 * @returns     undefined where the path leads nowhere
 */
export function cutRaw(text: string, path: readonly (string | number)[]): string | undefined {
  let start = skipSpace(text, 0);
  for (const step of path) {
    const next = typeof step === 'number' ? itemStart(text, start, step) : memberStart(text, start, step);
    if (next === undefined) return undefined;
    start = next;
  }
  return text.slice(start, skipValue(text, start));
}

/**
 * Cuts the original text of every item of one array, in one pass over the text.
 *
 * @param text  must have passed `JSON.parse`
 * @returns     undefined where the path leads to no array
 */
export function cutItems(text: string, path: readonly (string | number)[]): readonly string[] | undefined {
  const array = cutRaw(text, path);
  if (array?.charCodeAt(0) !== OPEN_BRACKET) return undefined;
  const items: string[] = [];
  let at = skipSpace(array, 1);
  while (at < array.length && array.charCodeAt(at) !== CLOSE_BRACKET) {
    const end = skipValue(array, at);
    items.push(array.slice(at, end));
    at = skipSpace(array, end);
    if (array.charCodeAt(at) === COMMA) at = skipSpace(array, at + 1);
  }
  return items;
}

/**
 * Cuts the original text of every member of one object, in one pass over the text. Of two equal keys the last one is
 * taken, as `JSON.parse` does.
 *
 * @param text  must have passed `JSON.parse`
 * @returns     undefined where the path leads to no object
 */
export function cutMembers(text: string, path: readonly (string | number)[]): ReadonlyMap<string, string> | undefined {
  const object = cutRaw(text, path);
  if (object?.charCodeAt(0) !== OPEN_BRACE) return undefined;
  const members = new Map<string, string>();
  let at = skipSpace(object, 1);
  while (object.charCodeAt(at) === QUOTE) {
    const keyEnd = skipString(object, at);
    const valueAt = skipSpace(object, skipSpace(object, keyEnd) + 1); // over the colon
    const end = skipValue(object, valueAt);
    members.set(decodeString(object.slice(at, keyEnd)), object.slice(valueAt, end));
    at = skipSpace(object, end);
    if (object.charCodeAt(at) === COMMA) at = skipSpace(object, at + 1);
  }
  return members;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}

/** @returns the position behind the closing quote (or the end of an unterminated text). */
function skipString(text: string, quoteAt: number): number {
  let at = quoteAt + 1;
  for (;;) {
    const quote = text.indexOf('"', at); // many times faster than a look at each character
    if (quote === -1) return text.length;
    let before = quote - 1;
    while (before > quoteAt && text.charCodeAt(before) === BACKSLASH) before--;
    if ((quote - before) % 2 === 1) return quote + 1; // an even number of backslashes escapes only themselves
    at = quote + 1;
  }
}

function skipValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return skipString(text, start);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) {
    let depth = 0;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = skipString(text, at) - 1;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return at + 1;
    }
    return text.length;
  }
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at++;
  return at;
}

function memberStart(text: string, objectAt: number, key: string): number | undefined {
  if (text.charCodeAt(objectAt) !== OPEN_BRACE) return undefined;
  let found: number | undefined;
  let at = skipSpace(text, objectAt + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = skipString(text, at);
    const valueAt = skipSpace(text, skipSpace(text, keyEnd) + 1); // over the colon
    if (decodeString(text.slice(at, keyEnd)) === key) found = valueAt;
    at = skipSpace(text, skipValue(text, valueAt));
    if (text.charCodeAt(at) !== COMMA) break;
    at = skipSpace(text, at + 1);
  }
  return found;
}

function itemStart(text: string, arrayAt: number, index: number): number | undefined {
  if (text.charCodeAt(arrayAt) !== OPEN_BRACKET) return undefined;
  let at = skipSpace(text, arrayAt + 1);
  for (let item = 0; at < text.length && text.charCodeAt(at) !== CLOSE_BRACKET; item++) {
    if (item === index) return at;
    at = skipSpace(text, skipValue(text, at));
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return undefined;
}

function decodeString(raw: string): string {
  return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
}

interface Read {
  readonly value: RawJson;
  readonly end: number;
}

function readValue(text: string, start: number): Read {
  const first = text.charCodeAt(start);
  if (first === OPEN_BRACE) return readObject(text, start);
  if (first === OPEN_BRACKET) return readArray(text, start);
  const end = skipValue(text, start);
  const raw = text.slice(start, end);
  if (first === QUOTE) return { value: { tag: 'string', raw, value: decodeString(raw) }, end };
  if (raw === 'true' || raw === 'false' || raw === 'null') return { value: { tag: 'literal', raw }, end };
  return { value: { tag: 'number', raw }, end };
}

function readObject(text: string, start: number): Read {
  const members: RawMember[] = [];
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = skipString(text, at);
    const read = readValue(text, skipSpace(text, skipSpace(text, keyEnd) + 1));
    members.push({ key: decodeString(text.slice(at, keyEnd)), value: read.value });
    at = skipSpace(text, read.end);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return { value: { tag: 'object', raw: text.slice(start, at + 1), members }, end: at + 1 };
}

function readArray(text: string, start: number): Read {
  const items: RawJson[] = [];
  let at = skipSpace(text, start + 1);
  while (at < text.length && text.charCodeAt(at) !== CLOSE_BRACKET) {
    const read = readValue(text, at);
    items.push(read.value);
    at = skipSpace(text, read.end);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return { value: { tag: 'array', raw: text.slice(start, at + 1), items }, end: at + 1 };
}
