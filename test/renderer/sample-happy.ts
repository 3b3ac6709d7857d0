import { connectionId, sessionId, sessionKey } from '../../shared/ids.ts';
import type { AppView, ConnectionView, SessionView } from '../../shared/model/app-view.ts';
import { NO_CAPABILITIES, type Capabilities } from '../../shared/model/connection.ts';
import type { AccountOffer, LinkOffer, TerminalAccount } from '../../shared/model/happy-account.ts';
import { happyConnectionSchema } from '../../shared/model/settings.ts';
import type { ShareState, SharingView } from '../../shared/model/sharing.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts';
import { localKeys, localView } from './sample-local.ts';

export const phone = connectionId('happy');
const club = connectionId('club');
export const FINGERPRINT = '3f2a 91bc 07de 44a8';

const key = (name: string) => sessionKey(phone, sessionId(name));
export const happyKeys = {
  terminal: key('cm_terminal'),
  remote: key('cm_remote'),
  away: key('cm_away'),
  foreign: key('cm_foreign'),
} as const;

/** What an account can do with a session whose agent is there. */
const withAgent: Capabilities = {
  ...NO_CAPABILITIES,
  answer: true,
  sendMessage: true,
  interrupt: true,
  setMode: true,
  archive: true,
  history: true,
  end: true,
  handOver: true,
};

export const happyConnection: ConnectionView = {
  connectionId: phone,
  kind: 'happy',
  name: 'Happy',
  practice: false,
  managed: false,
  viewerOnly: false,
  state: { tag: 'live' },
  sessionCount: 4,
  capabilities: withAgent,
  account: { fingerprint: FINGERPRINT },
  takesShares: true,
};

const { account: _unknown, ...signedOut } = happyConnection;
export const clubConnection: ConnectionView = {
  ...signedOut,
  connectionId: club,
  name: 'Club server',
  state: { tag: 'sign-in-needed', why: 'no-token' },
  sessionCount: 0,
};

export const happySettings = happyConnectionSchema.parse({
  id: phone,
  kind: 'happy',
  name: 'Happy',
  credentials: { stored: true },
});
const clubSettings = happyConnectionSchema.parse({
  id: club,
  kind: 'happy',
  name: 'Club server',
  serverUrl: 'https://happy.club.example',
  credentials: { stored: true },
  fingerprint: '88c1 02fe 5d37 b96a',
});

function happySessions(nowMs: number): readonly SessionView[] {
  const make = (title: string, sessionKeyOf: SessionView['key'], more: Partial<SessionView>): SessionView => ({
    key: sessionKeyOf,
    connectionId: phone,
    sessionId: sessionId(sessionKeyOf.split('/')[1] ?? ''),
    connectionName: 'Happy',
    practice: false,
    title,
    group: 'idle',
    activity: { tag: 'idle' },
    provenance: { tag: 'live' },
    link: { tag: 'live', generation: 1 },
    waitingCount: 0,
    cwd: '/home/ada/src/atlas',
    host: 'workbench',
    agent: 'Claude',
    control: 'remote',
    permissionMode: 'default',
    lastHeardAtMs: nowMs - 3_000,
    unread: false,
    malformedFrames: 0,
    unknownFrames: 0,
    capabilities: withAgent,
    mayShare: false,
    ...more,
  });
  return [
    make('Draw the coast lines faster', happyKeys.remote, { group: 'working', activity: { tag: 'working' } }),
    make('Clean up the tile cache', happyKeys.terminal, {
      activity: { tag: 'unknown' },
      control: 'terminal',
      silence: 'terminal-has-control',
      host: 'laptop',
    }),
    make('Port the importer', happyKeys.away, {
      group: 'not-heard',
      provenance: { tag: 'offline', lastHeardAtMs: nowMs - 12 * MINUTE_MS },
      link: { tag: 'away' },
      agent: 'Codex',
      host: 'attic',
      lastHeardAtMs: nowMs - 12 * MINUTE_MS,
      capabilities: { ...NO_CAPABILITIES, history: true },
    }),
    make('cm_foreign', happyKeys.foreign, {
      activity: { tag: 'unknown' },
      silence: 'wrong-key',
      capabilities: NO_CAPABILITIES,
    }),
  ];
}

/** Two accounts beside this computer, one of them signed out. */
export function happyView(nowMs: number, over: Partial<AppView> = {}): AppView {
  const local = localView(nowMs);
  const [here, ...others] = local.connections;
  if (!here) throw new Error('sample connections are missing');
  return {
    ...local,
    connections: [here, happyConnection, clubConnection, ...others.slice(0, 1)],
    sessions: [...happySessions(nowMs), ...local.sessions.filter((each) => each.connectionId === here.connectionId)],
    settings: { ...local.settings, connections: [...local.settings.connections, happySettings, clubSettings] },
    ...over,
  };
}

export function sharingOf(state: ShareState, over: Partial<SharingView> = {}): SharingView {
  return { connectionId: phone, state, unsent: 0, refused: 0, leftOut: 0, files: false, ...over };
}

/** The same, while a session of this computer is shared; and a second account could take it. */
export function sharedView(nowMs: number, sharing: SharingView = sharingOf({ tag: 'live' })): AppView {
  const view = happyView(nowMs);
  return {
    ...view,
    sessions: view.sessions.map((each) => (each.key === localKeys.notes ? { ...each, sharing } : each)),
  };
}

export const waitingShare = (nowMs: number): SharingView =>
  sharingOf(
    { tag: 'waiting', retryAtMs: nowMs + 9 * SECOND_MS, cause: { code: 'unreachable' } },
    { unsent: 12, files: true },
  );

export const sampleLink = (nowMs: number): LinkOffer => ({
  linkId: 'link-1',
  uri: 'happy:///account?q1tPMTYHnhTz9jUMkqJ7tLxkHn3sZ0bVvWcRr8yXa2E',
  expiresAtMs: nowMs + 2 * MINUTE_MS,
});

export function sampleOffer(over: Partial<AccountOffer> = {}): AccountOffer {
  return {
    accountId: 'offer-1',
    serverUrl: 'https://api.cluster-fluster.com',
    fingerprint: FINGERPRINT,
    sessions: 14,
    computers: 3,
    isNew: false,
    ...over,
  };
}

export const emptyOffer = sampleOffer({ fingerprint: 'c0de 1b2f 99a4 7e30', sessions: 0, computers: 0 });
export const newOffer = { ...emptyOffer, isNew: true };

export const readableTerminal = {
  tag: 'readable',
  happyHome: '/home/ada/.happy',
  serverUrl: 'https://api.cluster-fluster.com',
} as const satisfies TerminalAccount;
