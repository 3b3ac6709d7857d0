import { connectionId, sessionId, sessionKey, type SessionKey } from '../../shared/ids.ts';
import type { ConnectionView, SessionView } from '../../shared/model/app-view.ts';
import { NO_CAPABILITIES, type Capabilities } from '../../shared/model/connection.ts';
import { MINUTE_MS } from '../../shared/units.ts';

/** What a remote account can do; it starts and ends nothing. */
const everything: Capabilities = {
  ...NO_CAPABILITIES,
  answer: true,
  sendMessage: true,
  interrupt: true,
  setMode: true,
  setModel: true,
  rename: true,
  archive: true,
  markRead: true,
  history: true,
};

const work = connectionId('work');
const lab = connectionId('lab');
const practice = connectionId('practice');

export function sampleConnections(nowMs: number): readonly ConnectionView[] {
  const fixed = { kind: 'ccr', practice: false, managed: false, viewerOnly: false, takesShares: false } as const;
  const shared = { ...fixed, capabilities: everything };
  return [
    { ...shared, connectionId: work, name: 'Work', state: { tag: 'live' }, sessionCount: 4, managed: true },
    {
      ...shared,
      connectionId: lab,
      name: 'Lab server',
      state: { tag: 'retrying', retryAtMs: nowMs + 14_000, cause: { code: 'server-error', status: 503 } },
      sessionCount: 1,
    },
    {
      ...shared,
      connectionId: connectionId('home'),
      name: 'Home account',
      state: { tag: 'sign-in-needed', why: 'refused' },
      sessionCount: 0,
    },
    { ...shared, connectionId: practice, name: 'Practice', state: { tag: 'live' }, sessionCount: 1, practice: true },
  ];
}

export const keys = {
  payments: sessionKey(work, sessionId('session_payments')),
  docs: sessionKey(work, sessionId('session_docs')),
  schema: sessionKey(work, sessionId('session_schema')),
  notes: sessionKey(work, sessionId('session_notes')),
  nightly: sessionKey(lab, sessionId('session_nightly')),
  trial: sessionKey(practice, sessionId('session_trial')),
} as const;

export function sampleSessions(nowMs: number): readonly SessionView[] {
  const make = (key: SessionKey, title: string, more: Partial<SessionView>): SessionView => ({
    key,
    connectionId: work,
    sessionId: sessionId(key.split('/')[1] ?? ''),
    connectionName: 'Work',
    practice: false,
    title,
    group: 'idle',
    activity: { tag: 'idle' },
    provenance: { tag: 'live' },
    link: { tag: 'live', generation: 2 },
    waitingCount: 0,
    model: 'claude-opus-5',
    permissionMode: 'default',
    lastHeardAtMs: nowMs - 4_000,
    unread: false,
    malformedFrames: 0,
    unknownFrames: 0,
    capabilities: everything,
    mayShare: false,
    ...more,
  });
  const needsYou = { group: 'needs-you', activity: { tag: 'needs-you' } } as const;
  return [
    make(keys.payments, 'Payments API', {
      ...needsYou,
      waitingCount: 3,
      cwd: '~/src/payments',
      host: 'build-box',
      malformedFrames: 1,
      unknownFrames: 2,
    }),
    make(keys.docs, 'Docs site', { ...needsYou, waitingCount: 4, cwd: '~/src/docs' }),
    make(keys.schema, 'Migrate schema', {
      group: 'working',
      activity: { tag: 'working', detail: 'Running tests' },
      cwd: '~/src/ledger',
    }),
    make(keys.trial, 'Practice: fix the greeting', {
      group: 'working',
      activity: { tag: 'working' },
      connectionId: practice,
      connectionName: 'Practice',
      practice: true,
    }),
    make(keys.notes, 'Release notes', { unread: true }),
    make(keys.nightly, 'Nightly', {
      group: 'not-heard',
      activity: { tag: 'working' },
      provenance: { tag: 'offline', lastHeardAtMs: nowMs - 18 * MINUTE_MS },
      link: { tag: 'waiting', retryAtMs: nowMs + 14_000, cause: { code: 'server-error', status: 503 } },
      connectionId: lab,
      connectionName: 'Lab server',
    }),
  ];
}
