import { readRawJson, type RawJson, type RawMember } from '../../../../shared/raw-json.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';

/** One member to set; `null` takes it away. Objects on the way to it are made where they are missing. */
export interface JsonEdit {
  readonly path: readonly [string, ...string[]];
  /** JSON text. */
  readonly raw: string | null;
}

/**
 * Changes members of an object that others write too. Whatever no edit names stays as it was written, known to us or not,
 * numbers and repeated members included.
 *
 * @param text  JSON text; `null` counts as an object without members
 */
export function editJson(text: string, edits: readonly JsonEdit[]): Result<string, { readonly code: 'malformed' }> {
  const read = readRawJson(text);
  if (!read.ok) return err({ code: 'malformed' });
  const root = read.value.raw === 'null' ? EMPTY : read.value;
  if (root.tag !== 'object') return err({ code: 'malformed' });
  return ok(edits.reduce((value, edit) => apply(value, edit.path, edit.raw), root).raw);
}

type RawObject = Extract<RawJson, { tag: 'object' }>;
const EMPTY: RawObject = { tag: 'object', raw: '{}', members: [] };

function apply(object: RawObject, [key, ...rest]: readonly string[], raw: string | null): RawObject {
  if (key === undefined) return object;
  // Of equal keys readers take the last, so it is the one that counts.
  const at = object.members.findLastIndex((member) => member.key === key);
  const [next] = rest;
  if (next !== undefined) {
    const found = object.members[at]?.value;
    if (raw === null && found?.tag !== 'object') return object;
    return put(object, at, key, apply(found?.tag === 'object' ? found : EMPTY, rest, raw));
  }
  if (raw === null) return render(object.members.filter((member) => member.key !== key));
  const value = readRawJson(raw);
  if (!value.ok) throw new Error('not the text of a JSON value');
  return put(object, at, key, value.value);
}

function put(object: RawObject, at: number, key: string, value: RawJson): RawObject {
  return render(at < 0 ? [...object.members, { key, value }] : object.members.with(at, { key, value }));
}

function render(members: readonly RawMember[]): RawObject {
  const raw = `{${members.map(({ key, value }) => `${JSON.stringify(key)}:${value.raw}`).join(',')}}`;
  return { tag: 'object', raw, members };
}
