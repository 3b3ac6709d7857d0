import type { InputPart } from '../../shared/model/app-view.ts';
import type { RawJson, RawMember } from '../../shared/raw-json.ts';
import { hidesSomething, makeVisible } from '../../shared/visible-text.ts';
import { memberOf, textOf } from './ask-form.ts';

/** A word that a shell takes as it stands. */
const BARE_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * The command of a CodexBash input as one line: a text, or a list of words, quoted so that each can be told from the next.
 *
 * @returns undefined where it is neither
 */
export function codexCommand(command: RawJson | undefined): string | undefined {
  if (command?.tag === 'string') return command.value;
  if (command?.tag !== 'array' || command.items.length === 0) return undefined;
  const words: string[] = [];
  for (const item of command.items) {
    if (item.tag !== 'string') return undefined;
    words.push(item.value);
  }
  const [only] = words;
  // A whole line, put into a list by the program that runs Codex.
  return words.length === 1 ? only : words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return BARE_WORD.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** @returns null where the input is not of the form the tool is known for */
export function codexBashParts(
  members: readonly RawMember[],
  place: { readonly cwd?: string; readonly host?: string },
  field: (member: RawMember) => InputPart,
): readonly InputPart[] | null {
  const find = (key: string) => members.find((member) => member.key === key)?.value;
  const command = codexCommand(find('command'));
  if (command === undefined) return null;
  const cwd = textOf(find('cwd'));
  // Beside the command it has no room for what must be pointed out.
  const isPlain = cwd !== undefined && !hidesSomething(makeVisible(cwd));
  return members.flatMap((member): readonly InputPart[] => {
    if (member.key === 'cwd' && isPlain) return [];
    if (member.key !== 'command') return [field(member)];
    const { cwd: placeCwd, ...host } = place;
    const where = isPlain ? { cwd } : find('cwd') === undefined && placeCwd !== undefined ? { cwd: placeCwd } : {};
    return [{ tag: 'command', text: makeVisible(command), ...where, ...host }];
  });
}

/** The paths that a CodexPatch input changes, in its order; undefined where it is not of that form. */
export function codexPatchPaths(input: RawJson): readonly string[] | undefined {
  const changes = memberOf(input, 'changes');
  return changes?.tag === 'object' && changes.members.length > 0 ? changes.members.map(({ key }) => key) : undefined;
}

/** Each changed file as its path and what becomes of it. @returns null where the input is not of that form */
export function codexPatchParts(
  members: readonly RawMember[],
  field: (member: RawMember) => InputPart,
): readonly InputPart[] | null {
  const changes = members.find(({ key }) => key === 'changes')?.value;
  if (changes?.tag !== 'object' || changes.members.length === 0) return null;
  return members.flatMap((member) => {
    if (member.key !== 'changes') return [field(member)];
    return changes.members.flatMap(({ key: path, value }): readonly InputPart[] => [
      { tag: 'path', text: makeVisible(path) },
      ...(value.tag === 'object'
        ? value.members.map((change) => changePart(change, field))
        : [field({ key: 'change', value })]),
    ]);
  });
}

/** A new file and a change of a whole text are drawn as such; a patch is read best as the text it is. */
function changePart(change: RawMember, field: (member: RawMember) => InputPart): InputPart {
  const { key, value } = change;
  if (value.tag !== 'object') return field(change);
  const only = (...keys: readonly string[]) =>
    value.members.length === keys.length && keys.every((each) => textOf(memberOf(value, each)) !== undefined);
  const text = (name: string) => makeVisible(textOf(memberOf(value, name)) ?? '');
  if (key === 'add' && only('content')) return { tag: 'new-file', content: text('content') };
  if (key === 'modify' && only('old_content', 'new_content'))
    return { tag: 'diff', before: text('old_content'), after: text('new_content'), replaceAll: false };
  return field(change);
}
