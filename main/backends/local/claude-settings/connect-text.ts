import { createHash } from 'node:crypto';
import * as z from 'zod';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { HookEntry } from './hook-list.ts';
import { ourHook } from './our-hook.ts';
import { appendTo, applyInsertions, cutOut, type Insertion } from './text-insert.ts';
import { placeOf } from './text-place.ts';
import { removeChild } from './text-remove.ts';
import { rendered, styleOf } from './text-style.ts';
import { memberOf, readTree, type ObjectNode, type TextNode } from './text-tree.ts';

/** What is remembered of a connected file, to leave it as it would be without us. */
export const undoSchema = z.strictObject({
  /** Of the text as we left it: while it fits, the cuts lead back byte for byte. */
  afterHash: z.string(),
  cuts: z.array(z.strictObject({ at: z.int().min(0), length: z.int().min(0) })),
  /** There was no file. */
  madeFile: z.boolean(),
  /** There was no member `hooks`. */
  madeHooks: z.boolean(),
  /** Events that had no list. */
  madeEvents: z.array(z.string()),
  style: z.enum(['http', 'command']),
  /** Events that we wrote a hook for, with the seconds that each may wait. */
  events: z.array(z.strictObject({ event: z.string(), timeout: z.number().positive() })),
});
export type Undo = z.infer<typeof undoSchema>;

export interface TextError {
  /** Where, and what was expected. */
  readonly detail: string;
}

export const textHash = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

/**
 * Adds our hooks to a settings text; those of ours that stand in it go first.
 *
 * @param before  null = there is no file
 * @param undo    of the last connect, if it is known
 * @param ports   where our gateway listens or listened
 */
export function connectText(
  before: string | null,
  hooks: readonly HookEntry[],
  undo: Undo | null,
  ports: ReadonlySet<number>,
): Result<{ readonly after: string; readonly undo: Undo }, TextError> {
  const without = disconnectText(before ?? '', undo, ports);
  if (!without.ok) return without;
  const base = without.value.text;
  const inserted = insertionsInto(base, hooks);
  if (!inserted.ok) return inserted;
  const { text: after, cuts } = applyInsertions(base, inserted.value.insertions);
  return ok({
    after,
    undo: {
      afterHash: textHash(after),
      cuts: [...cuts],
      madeFile: before === null || without.value.fileIsOurs,
      madeHooks: inserted.value.madeHooks,
      madeEvents: inserted.value.madeEvents,
      style: hooks[0]?.handler.type ?? 'http',
      events: hooks.map(({ event, handler }) => ({ event, timeout: handler.timeout })),
    },
  });
}

interface Plan {
  readonly insertions: readonly Insertion[];
  readonly madeHooks: boolean;
  readonly madeEvents: string[];
}

function insertionsInto(text: string, hooks: readonly HookEntry[]): Result<Plan, TextError> {
  const read = readTree(text);
  if (!read.ok) return mistake(text, read.error.at, read.error.expected);
  const style = styleOf(text);
  const lists = Object.fromEntries(hooks.map(({ event, handler }) => [event, [{ hooks: [handler] }]]));
  const madeEvents = Object.keys(lists);
  const { root } = read.value;
  if (root === null) {
    const at = text.startsWith('\uFEFF') ? 1 : 0;
    const end = text.slice(at).includes('\n') ? '' : style.eol;
    return ok({
      insertions: [{ at, text: rendered({ hooks: lists }, style, '') + end }],
      madeHooks: true,
      madeEvents,
    });
  }
  if (root.tag !== 'object') return mistake(text, root.start, 'settings in { }');
  const member = memberOf(root, 'hooks');
  if (member === undefined) {
    return ok({
      insertions: appendTo(text, root, [{ key: 'hooks', value: lists }], style),
      madeHooks: true,
      madeEvents,
    });
  }
  const container = member.value;
  if (container.tag !== 'object') return mistake(text, container.start, '"hooks" with { }');

  const insertions: Insertion[] = [];
  const missing: { key: string; value: unknown }[] = [];
  for (const [event, value] of Object.entries(lists)) {
    const list = memberOf(container, event)?.value;
    if (list === undefined) missing.push({ key: event, value });
    else if (list.tag !== 'array') return mistake(text, list.start, `"${event}" with [ ]`);
    else insertions.push(...appendTo(text, list, [{ value: value[0] }], style));
  }
  if (missing.length > 0) insertions.push(...appendTo(text, container, missing, style));
  return ok({ insertions, madeHooks: false, madeEvents: missing.map(({ key }) => key) });
}

/**
 * The text as it would be without us: byte for byte the original if nobody else wrote, otherwise the present one
 * without our hooks and without what we had made for them. Without `undo` a container that our hooks leave empty goes.
 *
 * @returns fileIsOurs  nothing is left of a file that we had made
 */
export function disconnectText(
  now: string,
  undo: Undo | null,
  ports: ReadonlySet<number>,
): Result<{ readonly text: string; readonly fileIsOurs: boolean }, TextError> {
  if (undo !== null && undo.afterHash === textHash(now)) {
    return ok({ text: cutOut(now, undo.cuts), fileIsOurs: undo.madeFile });
  }
  let text = now;
  for (;;) {
    const read = readTree(text);
    if (!read.ok) return mistake(text, read.error.at, read.error.expected);
    const { root } = read.value;
    if (root?.tag !== 'object') return ok({ text, fileIsOurs: undo?.madeFile === true && root === null });
    const next = withoutOne(text, root, undo, ports);
    if (next !== null) text = next;
    else return ok({ text, fileIsOurs: undo?.madeFile === true && text.replaceAll(/[\s\uFEFF]/g, '') === '{}' });
  }
}

/** Takes out one handler of ours, and whatever was made only for it. Null = there is nothing left to take out. */
function withoutOne(text: string, root: ObjectNode, undo: Undo | null, ports: ReadonlySet<number>): string | null {
  for (const [hooksAt, { key, value: container }] of root.members.entries()) {
    if (key !== 'hooks' || container.tag !== 'object') continue;
    const removeHooks = () => removeChild(text, root, hooksAt);
    const isLastEvent = container.members.length === 1 && (undo?.madeHooks ?? true);
    for (const [eventAt, { key: event, value: list }] of container.members.entries()) {
      if (list.tag !== 'array') continue;
      const madeEvent = undo?.madeEvents.includes(event);
      const removeEvent = () => (isLastEvent ? removeHooks() : removeChild(text, container, eventAt));
      if (list.items.length === 0 && madeEvent === true) return removeEvent();
      const found = findOurs(list.items, ports);
      if (found === null) continue;
      if (!found.isWholeGroup) return removeChild(text, found.handlers, found.handlerAt);
      return list.items.length === 1 && (madeEvent ?? true) ? removeEvent() : removeChild(text, list, found.groupAt);
    }
    if (container.members.length === 0 && undo?.madeHooks === true) return removeHooks();
  }
  return null;
}

function findOurs(groups: readonly TextNode[], ports: ReadonlySet<number>) {
  for (const [groupAt, group] of groups.entries()) {
    if (group.tag !== 'object') continue;
    const handlers = memberOf(group, 'hooks')?.value;
    if (handlers?.tag !== 'array') continue;
    const handlerAt = handlers.items.findIndex((item) => ourHook(item, ports) !== null);
    if (handlerAt >= 0) return { groupAt, handlers, handlerAt, isWholeGroup: handlers.items.length === 1 };
  }
  return null;
}

function mistake(text: string, at: number, expected: string): Result<never, TextError> {
  return err({ detail: `${placeOf(text, at)}: expected ${expected}` });
}
