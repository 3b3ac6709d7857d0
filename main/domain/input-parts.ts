import type { InputPart } from '../../shared/model/app-view.ts';
import type { RawJson, RawMember } from '../../shared/raw-json.ts';
import { readRawJson } from '../../shared/raw-json.ts';
import { makeVisible } from '../../shared/visible-text.ts';
import { codexBashParts, codexPatchParts } from './codex-parts.ts';
import { hostOf } from './url-host.ts';

/** Where the asking session runs: what a command's relative paths mean depends on it. */
export interface AskPlace {
  readonly cwd?: string;
  readonly host?: string;
}

/** Members of well-known tools that have a drawing of their own; whatever is not named here becomes a field. */
const PATH_MEMBERS: Readonly<Record<string, string>> = {
  Read: 'file_path',
  Write: 'file_path',
  Edit: 'file_path',
  MultiEdit: 'file_path',
  NotebookEdit: 'notebook_path',
  Glob: 'path',
  Grep: 'path',
  LS: 'path',
};

/**
 * Draws a whole tool input: each member becomes exactly one part (an edit's before and after are one, and a command and its
 * folder), in the order it was written. Nothing is left out, whatever its name, type or number of repetitions.
 *
 * @param input  the outermost value; anything but an object is one field of raw JSON
 */
export function inputParts(toolName: string, input: RawJson, place: AskPlace): readonly InputPart[] {
  if (input.tag !== 'object') return [rawField('input', input.raw)];
  // Which of two equal keys a tool would take is a guess: show both as they are.
  if (repeatsKey(input.members)) return input.members.map(field);
  const ofCodex = codexParts(toolName, input.members, place);
  if (ofCodex !== null) return ofCodex;
  const diff = toolName === 'Edit' ? diffOf(input.members) : null;
  const parts: InputPart[] = [];
  for (const member of input.members) {
    if (diff !== null && isDiffMember(member)) {
      if (member.key === 'old_string') parts.push(diff);
    } else parts.push(...partsOfMember(toolName, member, place));
  }
  return parts;
}

function codexParts(toolName: string, members: readonly RawMember[], place: AskPlace): readonly InputPart[] | null {
  if (toolName === 'CodexBash') return codexBashParts(members, place, field);
  return toolName === 'CodexPatch' ? codexPatchParts(members, field) : null;
}

/** True if an object anywhere in the value has two members of one name. */
export function hasRepeatedKey(value: RawJson): boolean {
  if (value.tag === 'array') return value.items.some(hasRepeatedKey);
  if (value.tag !== 'object') return false;
  return repeatsKey(value.members) || value.members.some((member) => hasRepeatedKey(member.value));
}

export function rawField(name: string, raw: string): InputPart {
  return { tag: 'field', name: makeVisible(name), text: makeVisible(raw) };
}

function partsOfMember(toolName: string, member: RawMember, place: AskPlace): readonly InputPart[] {
  const { key, value } = member;
  if (value.tag === 'string') {
    const text = makeVisible(value.value);
    if (key === 'command' && (toolName === 'Bash' || toolName === 'PowerShell'))
      return [{ tag: 'command', text, ...place }];
    if (key === 'url' && toolName === 'WebFetch') return [{ tag: 'url', text, host: hostOf(value.value).host }];
    if (Object.hasOwn(PATH_MEMBERS, toolName) && PATH_MEMBERS[toolName] === key) return [{ tag: 'path', text }];
    if (key === 'content' && toolName === 'Write') return [{ tag: 'new-file', content: text }];
  }
  if (key === 'edits' && toolName === 'MultiEdit') return editsOf(value) ?? [field(member)];
  return [field(member)];
}

function field(member: RawMember): InputPart {
  return rawField(member.key, fieldText(member.value));
}

/** A text is shown without quotes, unless it would then look like another kind of value (`"true"`, `"5"`, `"{}"`). */
function fieldText(value: RawJson): string {
  return value.tag === 'string' && !readRawJson(value.value).ok ? value.value : value.raw;
}

/** All edits as diffs, or null if any of them has more or other members than an edit has. */
function editsOf(value: RawJson): readonly InputPart[] | null {
  if (value.tag !== 'array' || value.items.length === 0) return null;
  const diffs: InputPart[] = [];
  for (const item of value.items) {
    if (item.tag !== 'object' || repeatsKey(item.members) || !item.members.every(isDiffMember)) return null;
    const diff = diffOf(item.members);
    if (diff === null) return null;
    diffs.push(diff);
  }
  return diffs;
}

function diffOf(members: readonly RawMember[]): InputPart | null {
  const find = (key: string) => members.find((member) => member.key === key)?.value;
  const before = find('old_string');
  const after = find('new_string');
  const replaceAll = find('replace_all');
  if (before?.tag !== 'string' || after?.tag !== 'string') return null;
  return {
    tag: 'diff',
    before: makeVisible(before.value),
    after: makeVisible(after.value),
    replaceAll: replaceAll?.raw === 'true',
  };
}

function isDiffMember({ key, value }: RawMember): boolean {
  if (key === 'replace_all') return value.raw === 'true' || value.raw === 'false';
  return (key === 'old_string' || key === 'new_string') && value.tag === 'string';
}

function repeatsKey(members: readonly RawMember[]): boolean {
  return new Set(members.map((member) => member.key)).size !== members.length;
}
