/**
 * Text made safe to judge: nothing in it can hide. Characters that print as nothing, reorder what follows, or imitate
 * Latin letters become marked runs; long gaps become counted ones. Two different texts never look the same.
 */
import { characterClass, COMBINING, HIDDEN } from './character-class.ts';
import { WordReader } from './word-reader.ts';

export type VisibleRun =
  | { readonly tag: 'text'; readonly text: string }
  /** Characters that would not show as themselves. `label` is what to draw, for example `U+202E` or `U+200B×12 U+FEFF`. */
  | { readonly tag: 'hidden'; readonly label: string }
  /** Look-alike letters inside a word of another script. */
  | { readonly tag: 'confusable'; readonly text: string; readonly label: string }
  /** A run of spaces, tabs or line breaks too long to trust the eye with. */
  | { readonly tag: 'gap'; readonly of: 'space' | 'tab' | 'line'; readonly count: number };

export type VisibleText = readonly VisibleRun[];

const LINE = 0x0a;
const TAB = 0x09;
const SPACE = 0x20;
const LONG_SPACE = 4;
const BLANK_LINES = 3;
const INDENT_COLUMNS = 40;
const TAB_COLUMNS = 8;
const MARKS_IN_A_ROW = 4;

/**
 * Splits a text into runs that can be drawn as they are. Linear in the length of the text; neighbours of one kind are one
 * run, so the number of runs is that of changes, not of characters.
 */
export function makeVisible(text: string): VisibleText {
  const runs: VisibleRun[] = [];
  const words = new WordReader(text);
  const severalLines = text.includes('\n');
  let plainFrom = 0;
  let marks = 0;
  let bare = true; // nothing stands here that a combining mark could sit on
  let at = 0;

  const put = (from: number, to: number, odd: readonly VisibleRun[]) => {
    if (from > plainFrom) runs.push({ tag: 'text', text: text.slice(plainFrom, from) });
    for (const run of odd) runs.push(run);
    plainFrom = to;
    at = to;
  };

  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE || unit === TAB || unit === LINE) {
      const end = spaceEnd(text, at);
      if (isLongGap(text, at, end, severalLines)) put(at, end, gapRuns(text, at, end));
      else at = end;
      bare = true;
      continue;
    }
    if (unit > 0x20 && unit < 0x7f) {
      at++;
      bare = false;
      marks = 0;
      continue;
    }
    const kind = characterClass(text.codePointAt(at) ?? 0);
    marks = kind === COMBINING ? marks + 1 : 0;
    if (kind === HIDDEN || (kind === COMBINING && (bare || marks > MARKS_IN_A_ROW))) {
      const end = hiddenEnd(text, at);
      put(at, end, [{ tag: 'hidden', label: labelOf(text, at, end) }]);
      bare = true;
      marks = 0;
      continue;
    }
    bare = false;
    const size = unit >= 0xd800 && unit < 0xdc00 ? 2 : 1;
    if (words.deceives(at, kind)) {
      let end = at + size;
      while (end < text.length && words.deceives(end, characterClass(text.codePointAt(end) ?? 0)))
        end += sizeAt(text, end);
      put(at, end, [{ tag: 'confusable', text: text.slice(at, end), label: labelOf(text, at, end) }]);
    } else at += size;
  }
  put(text.length, text.length, []);
  return runs;
}

/** True if some character would not have shown as itself, an imitation would have passed, or a gap hid what follows. */
export function hidesSomething(runs: VisibleText): boolean {
  return runs.some((run) => run.tag !== 'text');
}

/**
 * One line for places that show only plain text (tray, notification): `⟨U+202E⟩` for a hidden or imitated character,
 * `⟨␣×212⟩` for a gap, ⏎ and ⇥ for breaks and tabs. The signs used for this are escaped themselves, so two different texts
 * never give the same line.
 */
export function flattenVisible(runs: VisibleText): string {
  let line = '';
  for (const run of runs) line += flattenRun(run);
  return line;
}

function flattenRun(run: VisibleRun): string {
  if (run.tag === 'text') return run.text.replace(/[\n\t⟨⟩⏎⇥␣]/g, (char) => MARKERS[char] ?? `⟨${codeLabel(char)}⟩`);
  if (run.tag === 'gap') return `⟨${GAP_SIGNS[run.of]}×${run.count}⟩`;
  return `⟨${run.label}⟩`;
}

/**
 * Cuts a line that {@link flattenVisible} made, and says by how much. Never cuts inside a marker or a surrogate pair.
 *
 * @param maxChars  of the result, mark included
 */
export function shortLine(line: string, maxChars: number): string {
  if (line.length <= maxChars) return line;
  let end = Math.max(0, maxChars - `… +${line.length} chars`.length);
  const markerAt = line.lastIndexOf('⟨', end - 1);
  if (markerAt !== -1 && line.indexOf('⟩', markerAt) >= end) end = markerAt;
  else if (/[\ud800-\udbff]/.test(line.charAt(end - 1))) end--;
  return `${line.slice(0, end)}… +${line.length - end} chars`;
}

const MARKERS: Readonly<Record<string, string>> = { '\n': '⏎', '\t': '⇥' };
const GAP_SIGNS = { space: '␣', tab: '⇥', line: '⏎' } as const;

function codeLabel(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `U+200B×3 U+FEFF`: every character of the stretch, in order. */
function labelOf(text: string, from: number, to: number): string {
  const labels: string[] = [];
  for (let at = from; at < to;) {
    const code = text.codePointAt(at);
    let count = 0;
    for (; at < to && text.codePointAt(at) === code; at += sizeAt(text, at)) count++;
    labels.push(codeLabel(String.fromCodePoint(code ?? 0)) + (count > 1 ? `×${count}` : ''));
  }
  return labels.join(' ');
}

function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function hiddenEnd(text: string, from: number): number {
  let at = from + sizeAt(text, from);
  for (; at < text.length; at += sizeAt(text, at)) {
    const unit = text.charCodeAt(at);
    const kind = unit === LINE || unit === TAB ? 0 : characterClass(text.codePointAt(at) ?? 0);
    // A mark after something hidden, or one mark too many, has nothing to sit on either.
    if (kind !== HIDDEN && kind !== COMBINING) break;
  }
  return at;
}

function spaceEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== SPACE && unit !== TAB && unit !== LINE) break;
  }
  return at;
}

/** Ordinary indentation, single tabs and paragraphs stay as they are; everything longer is counted. */
function isLongGap(text: string, from: number, end: number, severalLines: boolean): boolean {
  if (end - from === 1) return false;
  let lines = from === 0 ? 1 : 0; // the start of the text counts as a line break
  let columns = 0;
  let spaces = 0;
  let tabs = 0;
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LINE) {
      if (isWide(spaces, tabs)) return true; // trailing, or a blank line that is not empty
      lines++;
      columns = spaces = tabs = 0;
    } else if (unit === TAB) {
      tabs++;
      columns += TAB_COLUMNS;
    } else {
      spaces++;
      columns++;
    }
  }
  if (lines > BLANK_LINES) return true;
  return lines > 0 && severalLines ? columns > INDENT_COLUMNS : isWide(spaces, tabs);
}

function isWide(spaces: number, tabs: number): boolean {
  return tabs > 0 ? spaces + tabs > 1 : spaces >= LONG_SPACE;
}

function gapRuns(text: string, from: number, end: number): VisibleRun[] {
  const runs: VisibleRun[] = [];
  for (let at = from; at < end;) {
    const unit = text.charCodeAt(at);
    let next = at;
    while (next < end && text.charCodeAt(next) === unit) next++;
    runs.push({ tag: 'gap', of: unit === LINE ? 'line' : unit === TAB ? 'tab' : 'space', count: next - at });
    at = next;
  }
  return runs;
}
