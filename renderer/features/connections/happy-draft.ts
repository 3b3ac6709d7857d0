import { happyConnectionSchema, type HappySettings } from '../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { words } from '../../../shared/strings/window.ts';
import { readSessionIds } from './session-ids.ts';

/** What can be changed about an account that was joined before. */
export interface HappyDraft {
  readonly name: string;
  readonly serverUrl: string;
  readonly sessions: string;
  readonly enabled: boolean;
  readonly viewerOnly: boolean;
  /** Only where the key of the `happy` command is used. */
  readonly happyHome: string | undefined;
}

export type HappyErrors = Readonly<
  Partial<Record<'name' | 'serverUrl' | 'sessions' | 'credentials' | 'other', string>>
>;

export function happyDraftOf(settings: HappySettings): HappyDraft {
  return {
    name: settings.name,
    serverUrl: settings.serverUrl,
    sessions: (settings.sessions ?? []).join('\n'),
    enabled: settings.enabled,
    viewerOnly: settings.viewerOnly,
    happyHome: 'happyHome' in settings.credentials ? settings.credentials.happyHome : undefined,
  };
}

export function checkHappyDraft(
  existing: HappySettings,
  draft: HappyDraft,
): Result<{ readonly connection: HappySettings }, HappyErrors> {
  const parsed = happyConnectionSchema.safeParse({
    id: existing.id,
    kind: existing.kind,
    name: draft.name.trim(),
    enabled: draft.enabled,
    serverUrl: draft.serverUrl.trim(),
    ...readSessionIds(draft.sessions),
    viewerOnly: draft.viewerOnly,
    fingerprint: existing.fingerprint,
    credentials: draft.happyHome === undefined ? existing.credentials : { happyHome: draft.happyHome.trim() },
  });
  if (parsed.success) return ok({ connection: parsed.data });
  const errors: { -readonly [K in keyof HappyErrors]: HappyErrors[K] } = {};
  for (const issue of parsed.error.issues) {
    const field = fieldNames.find((each) => each === issue.path[0]) ?? 'other';
    errors[field] = errorWords()[field];
  }
  return err(errors);
}

const fieldNames = ['name', 'serverUrl', 'sessions', 'credentials'] as const;

const errorWords = (): Required<HappyErrors> => ({
  name: words.connections.errors.name,
  serverUrl: words.happy.serverError,
  sessions: words.connections.errors.sessions,
  credentials: words.happy.folderError,
  other: words.connections.errors.other,
});
