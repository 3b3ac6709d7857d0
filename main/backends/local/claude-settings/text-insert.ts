import type { ArrayNode, ObjectNode } from './text-tree.ts';
import { skipBlank } from './text-tree.ts';
import { indentAt, rendered, type TextStyle } from './text-style.ts';

/** Text put in at a position of the old text. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A stretch of the new text that was not in the old one. */
export interface Cut {
  readonly at: number;
  readonly length: number;
}

/** A member to add has a name, an item none. */
export interface Addition {
  readonly key?: string;
  readonly value: unknown;
}

/** Adds at the end of an object or array, laid out as its neighbours are. Comments and a trailing comma stay. */
export function appendTo(
  text: string,
  node: ObjectNode | ArrayNode,
  additions: readonly Addition[],
  style: TextStyle,
): readonly Insertion[] {
  const children = node.tag === 'object' ? node.members : node.items;
  const last = children.at(-1);
  const from = last?.end ?? node.start + 1;
  const gap = text.slice(from, node.end - 1);
  const kept = gap.trimEnd();
  const inLines = isInLines(text, node, children[0]?.start, kept);
  const indent = inLines ? childIndent(text, node, last?.start, style) : null;
  const separator = indent === null ? (style.spaced ? ' ' : '') : style.eol + indent;
  const added = additions.map(({ key, value }) => named(key, rendered(value, style, indent), style, inLines));

  if (last === undefined) {
    const opening = indent === null ? '' : separator;
    const closing =
      indent === null || gap.slice(kept.length).includes('\n') ? '' : style.eol + indentAt(text, node.end - 1);
    return [{ at: from + kept.length, text: `${opening}${added.join(`,${separator}`)}${closing}` }];
  }
  const more = separator + added.join(`,${separator}`);
  if (text.charAt(skipBlank(text, from)) === ',') return [{ at: from + kept.length, text: more }];
  if (kept === '') return [{ at: from, text: `,${more}` }];
  return [
    { at: from, text: ',' },
    { at: from + kept.length, text: more },
  ];
}

function isInLines(text: string, node: ObjectNode | ArrayNode, firstStart: number | undefined, kept: string): boolean {
  if (/\/\/[^\r\n]*$/.test(kept)) return true; // what follows would be part of the comment
  if (firstStart !== undefined) return text.slice(node.start, firstStart).includes('\n');
  const isWholeText = text.replaceAll(/[\s\uFEFF]/g, '') === '{}';
  return isWholeText || text.trim().includes('\n');
}

function childIndent(
  text: string,
  node: ObjectNode | ArrayNode,
  lastStart: number | undefined,
  style: TextStyle,
): string {
  if (lastStart !== undefined) {
    const indent = indentAt(text, lastStart);
    if (text.slice(0, lastStart).endsWith(`\n${indent}`)) return indent;
  }
  return indentAt(text, node.start) + style.unit;
}

function named(key: string | undefined, value: string, style: TextStyle, inLines: boolean): string {
  if (key === undefined) return value;
  return `${JSON.stringify(key)}:${inLines || style.spaced ? ' ' : ''}${value}`;
}

/** @param insertions  several at one place keep their order */
export function applyInsertions(
  text: string,
  insertions: readonly Insertion[],
): { readonly text: string; readonly cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  let result = '';
  let done = 0;
  for (const { at, text: more } of insertions.toSorted((a, b) => a.at - b.at)) {
    result += text.slice(done, at);
    cuts.push({ at: result.length, length: more.length });
    result += more;
    done = at;
  }
  return { text: result + text.slice(done), cuts };
}

export function cutOut(text: string, cuts: readonly Cut[]): string {
  let result = '';
  let done = 0;
  for (const { at, length } of cuts) {
    result += text.slice(done, at);
    done = at + length;
  }
  return result + text.slice(done);
}
