import type { CallArgument } from '../../../shared/ipc/types.ts';
import { ccrConnectionSchema, type CcrSettings } from '../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { words } from '../../../shared/strings/window.ts';
import { readSessionIds } from './session-ids.ts';

/** What the form holds while it is filled in. */
export interface ConnectionDraft {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly transport: CcrSettings['transport'];
  readonly organizationUuid: string;
  readonly sessions: string;
  readonly enabled: boolean;
  readonly viewerOnly: boolean;
  readonly credentials: 'stored' | 'file';
  readonly token: string;
  readonly filePath: string;
}

export type DraftErrors = Readonly<
  Partial<Record<'name' | 'baseUrl' | 'organizationUuid' | 'sessions' | 'credentials' | 'token' | 'other', string>>
>;

export function emptyDraft(id: string): ConnectionDraft {
  return {
    id,
    name: '',
    baseUrl: 'https://api.anthropic.com',
    transport: 'auto',
    organizationUuid: '',
    sessions: '',
    enabled: true,
    viewerOnly: false,
    credentials: 'stored',
    token: '',
    filePath: '~/.claude/.credentials.json',
  };
}

export function draftOf(settings: CcrSettings): ConnectionDraft {
  const file = 'claudeCredentialsFile' in settings.credentials ? settings.credentials.claudeCredentialsFile : undefined;
  const empty = emptyDraft(settings.id);
  return {
    ...empty,
    name: settings.name,
    baseUrl: settings.baseUrl,
    transport: settings.transport,
    organizationUuid: settings.organizationUuid ?? '',
    sessions: (settings.sessions ?? []).join('\n'),
    enabled: settings.enabled,
    viewerOnly: settings.viewerOnly,
    credentials: file === undefined ? 'stored' : 'file',
    filePath: file ?? empty.filePath,
  };
}

/** A token is needed for a new connection; an old one may keep the token it has. */
export function checkDraft(
  draft: ConnectionDraft,
  isNew: boolean,
): Result<CallArgument<'connection:test'>, DraftErrors> {
  const token = draft.token.trim();
  const parsed = ccrConnectionSchema.safeParse({
    id: draft.id,
    kind: 'ccr',
    name: draft.name.trim(),
    enabled: draft.enabled,
    baseUrl: draft.baseUrl.trim(),
    transport: draft.transport,
    ...(draft.organizationUuid.trim() === '' ? {} : { organizationUuid: draft.organizationUuid.trim() }),
    ...readSessionIds(draft.sessions),
    viewerOnly: draft.viewerOnly,
    credentials: draft.credentials === 'file' ? { claudeCredentialsFile: draft.filePath.trim() } : { stored: true },
  });
  const errors: { -readonly [K in keyof DraftErrors]: DraftErrors[K] } = {};
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldNames.find((each) => each === issue.path[0]) ?? 'other';
    errors[field] = words.connections.errors[field];
  }
  if (isNew && draft.credentials === 'stored' && token === '') errors.token = words.connections.errors.token;
  if (!parsed.success || Object.keys(errors).length > 0) return err(errors);
  return ok({
    connection: parsed.data,
    ...(draft.credentials === 'stored' && token !== '' ? { accessToken: token } : {}),
  });
}

const fieldNames = ['name', 'baseUrl', 'organizationUuid', 'sessions', 'credentials'] as const;
