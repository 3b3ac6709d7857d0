import type { SessionEvent } from '../../shared/model/transcript.ts';
import { connectionId, sessionId, sessionKey } from '../../shared/ids.ts';
import type { AppView, ConnectionView, SessionView } from '../../shared/model/app-view.ts';
import { NO_CAPABILITIES, type Capabilities } from '../../shared/model/connection.ts';
import { localConnectionSchema } from '../../shared/model/settings.ts';
import { sampleAsk, type SampleAsk } from './sample-asks.ts';
import { sampleClaude } from './sample-claude.ts';
import { fullView } from './samples.ts';

const here = connectionId('this-computer');

const key = (name: string) => sessionKey(here, sessionId(name));
export const localKeys = {
  login: key('login'),
  parser: key('parser'),
  notes: key('notes'),
  build: key('build'),
  clean: key('clean'),
} as const;

/** A session in somebody's terminal: it can be watched, answered and found. */
const inTerminal: Capabilities = { ...NO_CAPABILITIES, answer: true, reveal: true };
/** A session that Gatehouse started. */
const started: Capabilities = {
  ...NO_CAPABILITIES,
  answer: true,
  sendMessage: true,
  interrupt: true,
  setMode: true,
  setModel: true,
  end: true,
};

/** The end of its conversation. */
export const crash = {
  tag: 'crashed',
  how: 'exit code 1',
  lines: `Error: getaddrinfo ENOTFOUND api.anthropic.com
    at GetAddrInfoReqWrap.onlookup (node:dns:120:26)
API Error: Connection error. Retrying in 4 seconds (attempt 10/10)`,
} as const satisfies SessionEvent;

function localSessions(nowMs: number): readonly SessionView[] {
  const make = (title: string, sessionKeyOf: SessionView['key'], more: Partial<SessionView>): SessionView => ({
    key: sessionKeyOf,
    connectionId: here,
    sessionId: sessionId(sessionKeyOf.split('/')[1] ?? ''),
    connectionName: 'This computer',
    practice: false,
    title,
    group: 'idle',
    activity: { tag: 'idle' },
    provenance: { tag: 'live' },
    link: { tag: 'live', generation: 1 },
    waitingCount: 0,
    cwd: '/home/ada/src/shop',
    model: 'claude-opus-5',
    permissionMode: 'default',
    lastHeardAtMs: nowMs - 2_000,
    unread: false,
    malformedFrames: 0,
    unknownFrames: 0,
    capabilities: inTerminal,
    mayShare: true,
    ...more,
  });
  return [
    make('Make the login page keyboard-friendly', localKeys.login, {
      group: 'needs-you',
      activity: { tag: 'needs-you' },
      waitingCount: 1,
    }),
    make('Rename the ledger tables', localKeys.parser, {
      group: 'needs-you',
      activity: { tag: 'needs-you', detail: 'input' },
      cwd: '/home/ada/src/ledger',
    }),
    make('Draft the release notes', localKeys.notes, {
      group: 'working',
      activity: { tag: 'working', detail: 'Reading the changelog' },
      capabilities: started,
    }),
    make('Tidy the build scripts', localKeys.clean, {
      permissionMode: 'bypassPermissions',
      silence: 'bypass-mode',
      cwd: '/home/ada/src/build-tools',
    }),
    make('Why is the nightly build slow?', localKeys.build, {
      group: 'ended',
      activity: { tag: 'ended', reason: 'crashed: exit code 1' },
      provenance: { tag: 'ended' },
      link: { tag: 'unwatched' },
      cwd: '/home/ada/src/build-tools',
      capabilities: { ...started, sendMessage: false, interrupt: false, end: false, resume: true, reveal: true },
    }),
  ];
}

const localConnection: ConnectionView = {
  connectionId: here,
  kind: 'local',
  name: 'This computer',
  practice: false,
  managed: false,
  viewerOnly: false,
  state: { tag: 'live' },
  sessionCount: 5,
  capabilities: { ...started, start: true, resume: true, reveal: true },
  takesShares: false,
};

export function localAsks(nowMs: number): readonly SampleAsk[] {
  const [login] = localSessions(nowMs);
  if (!login) throw new Error('sample sessions are missing');
  return [
    sampleAsk({
      id: 'req_local',
      session: login,
      nowMs,
      ageMs: 4_000,
      short: 'npm run test:keyboard',
      request: { toolName: 'Bash', input: { command: 'npm run test:keyboard' } },
    }),
  ];
}

/** Claude Code on this computer is connected, beside the remote accounts. */
export function localView(nowMs: number, over: Partial<AppView> = {}): AppView {
  const full = fullView(nowMs);
  return {
    ...full,
    connections: [localConnection, ...full.connections],
    sessions: [...localSessions(nowMs), ...full.sessions],
    inbox: localAsks(nowMs).map((ask) => ask.view),
    receipts: [],
    settings: {
      ...full.settings,
      connections: [
        localConnectionSchema.parse({ id: here, kind: 'local', name: 'This computer' }),
        ...full.settings.connections,
      ],
    },
    claudeCode: sampleClaude({ hooks: { tag: 'connected', style: 'http' } }),
    ...over,
  };
}

/** Hooks that somebody changed, and files that keep them from working. */
export function hinderedView(nowMs: number): AppView {
  return localView(nowMs, {
    claudeCode: sampleClaude({
      hooks: { tag: 'damaged', events: ['PermissionRequest', 'Stop'] },
      obstacles: [
        { code: 'url-not-allowed', path: '/home/ada/.claude/settings.json' },
        { code: 'settings-ignored', path: '/home/ada/.claude/settings.json', detail: 'line 3, column 21' },
      ],
    }),
  });
}
