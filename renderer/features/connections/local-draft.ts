import type { CallArgument } from '../../../shared/ipc/types.ts';
import { localConnectionSchema, type LocalSettings } from '../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { words } from '../../../shared/strings/window.ts';

/** What the form for this computer holds while it is filled in. */
export interface LocalDraft {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly configDir: string;
  readonly program: string;
  readonly port: string;
  /** One folder a line. */
  readonly askInAutoMode: string;
}

const fieldNames = ['name', 'configDir', 'program', 'port', 'askInAutoMode'] as const;
type FieldName = (typeof fieldNames)[number];
export type LocalErrors = Readonly<Partial<Record<FieldName, string>>>;

export function localDraftOf(settings: LocalSettings): LocalDraft {
  return {
    id: settings.id,
    name: settings.name,
    enabled: settings.enabled,
    configDir: settings.configDir ?? '',
    program: settings.program ?? '',
    port: String(settings.port),
    askInAutoMode: settings.askInAutoMode.join('\n'),
  };
}

export function checkLocalDraft(draft: LocalDraft): Result<CallArgument<'connection:save'>, LocalErrors> {
  const trimmed = (name: 'configDir' | 'program') => (draft[name].trim() === '' ? {} : { [name]: draft[name].trim() });
  const parsed = localConnectionSchema.safeParse({
    id: draft.id,
    kind: 'local',
    name: draft.name.trim(),
    enabled: draft.enabled,
    ...trimmed('configDir'),
    ...trimmed('program'),
    // Not a number is refused; left out, it would silently become the usual port.
    port: /^\d+$/.test(draft.port.trim()) ? Number(draft.port.trim()) : Number.NaN,
    askInAutoMode: draft.askInAutoMode
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  });
  if (parsed.success) return ok({ connection: parsed.data });
  const errors: { -readonly [K in keyof LocalErrors]: LocalErrors[K] } = {};
  for (const issue of parsed.error.issues) {
    const field = fieldNames.find((each) => each === issue.path[0]);
    if (field !== undefined) errors[field] = errorWords(field);
  }
  return err(errors);
}

const errorWords = (field: FieldName): string =>
  field === 'name' ? words.connections.errors.name : words.claudeCode.form.errors[field];
