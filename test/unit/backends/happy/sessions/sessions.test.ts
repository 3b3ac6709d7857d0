import { afterEach, describe, expect, test } from 'vitest';
import { writeSecret } from '../../../../../main/backends/happy/account/secret-text.ts';
import { accountKeys } from '../../../../../main/backends/happy/crypto/account-keys.ts';
import { payloadKeyOf, sealPayload } from '../../../../../main/backends/happy/crypto/payload-key.ts';
import { systemRandomBytes } from '../../../../../main/backends/happy/crypto/random-bytes.ts';
import { createHappySocket } from '../../../../../main/backends/happy/server/happy-socket.ts';
import { capabilitiesOf } from '../../../../../main/backends/happy/capabilities.ts';
import { Rest } from '../../../../../main/backends/happy/server/rest.ts';
import { SeenCiphertexts } from '../../../../../main/backends/happy/sessions/seen-ciphertexts.ts';
import type { SessionRow } from '../../../../../main/backends/happy/server/session-rows.ts';
import { Sessions } from '../../../../../main/backends/happy/sessions/sessions.ts';
import { SignIn } from '../../../../../main/backends/happy/server/sign-in.ts';
import type { BackendEvent } from '../../../../../main/domain/backend-event.ts';
import { createLinkKit } from '../../../../../main/net/link-kit.ts';
import { systemRandom } from '../../../../../main/net/system-random.ts';
import { connectionId } from '../../../../../shared/ids.ts';
import { happyConnectionSchema } from '../../../../../shared/model/settings.ts';
import { ok } from '../../../../../shared/result.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';
import { recordingLog } from '../../../../support/recording-log.ts';

const secret = Buffer.alloc(32, 7);
const key = payloadKeyOf(accountKeys(secret), null);
if (!key.ok) throw new Error(key.error.code);
const sealed = (value: unknown) => sealPayload(key.value, JSON.stringify(value), systemRandomBytes);

const METADATA = { path: '/work', host: 'h', flavor: 'claude', version: '1.2.5' };
const asking = (...ids: string[]) =>
  sealed({ requests: Object.fromEntries(ids.map((id) => [id, { tool: 'Bash', arguments: {}, createdAt: 1 }])) });
const completed = (id: string) =>
  sealed({ requests: {}, completedRequests: { [id]: { tool: 'Bash', arguments: {}, status: 'approved' } } });

const row = (over: Partial<SessionRow> = {}): SessionRow => ({
  id: 's1',
  active: true,
  activeAt: 1,
  createdAt: 1,
  updatedAt: 1,
  metadata: sealed(METADATA),
  metadataVersion: 1,
  agentState: null,
  agentStateVersion: 0,
  dataEncryptionKey: null,
  ...over,
});
const list = (...rows: SessionRow[]) => ({ rows, unreadable: 0, isOldServer: false });

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The sessions of an account whose server is this test. */
async function desk() {
  const clock = createHandClock();
  const events: BackendEvent[] = [];
  const log = recordingLog();
  const kit = createLinkKit({ clock, random: systemRandom, log, environment: {} });
  const settings = happyConnectionSchema.parse({
    id: 'home',
    kind: 'happy',
    name: 'Home',
    serverUrl: 'http://127.0.0.1:9',
    credentials: { stored: true },
  });
  const { serverUrl } = settings;
  const credentials = { token: () => Promise.resolve(ok(writeSecret(secret))) };
  const request = () =>
    Promise.resolve(
      ok({ status: 200, headers: {}, retryAfterMs: null, body: Buffer.from('{"success":true,"token":"t"}') }),
    );
  const onChange = () => undefined;
  const signIn = new SignIn({ serverUrl, credentials, request, randomBytes: systemRandomBytes, onChange });
  await signIn.token();
  const none = () => undefined;
  const sessions = new Sessions(
    {
      settings,
      tools: {
        connectionId: connectionId('home'),
        emit: (event) => events.push(event),
        credentials,
        transcripts: { append: none, live: none },
        clock,
        random: systemRandom,
        log,
      },
      kit,
      signIn,
      rest: new Rest({ serverUrl, request, signIn }),
      socket: createHappySocket({
        ...{ kit, clock, name: 'home', serverUrl, tokens: signIn, onState: none, onOpen: none, onEvent: none },
        scope: { clientType: 'user-scoped', appState: () => 'background' },
      }),
      randomBytes: systemRandomBytes,
      seenValues: new SeenCiphertexts(),
      seenMessages: new SeenCiphertexts(),
    },
    { general: capabilitiesOf(settings), isAwaited: () => false, isWanted: () => false, onAlive: none },
    () => false,
  );
  closing.push(() => (sessions.stop(), kit.close()));
  return {
    sessions,
    read(...rows: SessionRow[]) {
      const listed = sessions.endList(list(...rows));
      sessions.setLink({ tag: 'live', generation: 0 });
      for (const session of listed) session.synchronised();
    },
    asked: () => events.flatMap((event) => (event.tag === 'asked' ? [String(event.request.requestId)] : [])),
    seen: () => events.flatMap((event) => (event.tag === 'answer-seen' ? [String(event.requestId)] : [])),
  };
}

test('a list with a row that cannot be read takes no session away', async () => {
  const { sessions, read } = await desk();
  read(row({ id: 's1' }), row({ id: 's2' }));
  sessions.endList({ rows: [row({ id: 's1' })], unreadable: 1, isOldServer: false });
  expect(sessions.all().map(({ sessionId }) => sessionId)).toEqual(['s1', 's2']);
  sessions.endList(list(row({ id: 's1' })));
  expect(sessions.all().map(({ sessionId }) => sessionId)).toEqual(['s1']);
});

describe('An ask', () => {
  test('that is told while the first list is on its way, and that the list does not know yet, is shown', async () => {
    const { sessions, read, asked } = await desk();
    sessions.beginList();
    sessions.change({ id: 's1', metadata: null, agentState: { value: asking('a'), version: 1 } });
    read(row());
    expect(asked()).toEqual(['a']);
  });

  test('that comes before it can be read who runs the session is shown once it can', async () => {
    const { sessions, read, asked } = await desk();
    sessions.beginList();
    read(row({ metadata: 'AAAA', agentState: asking('a'), agentStateVersion: 1 }));
    expect(asked()).toEqual([]);
    sessions.change({ id: 's1', metadata: { value: sealed(METADATA), version: 2 }, agentState: null });
    expect(asked()).toEqual(['a']);
  });

  test('that was answered is told as answered, also when the session is gone by then', async () => {
    const { sessions, read, asked, seen } = await desk();
    sessions.beginList();
    read(row({ agentState: asking('a'), agentStateVersion: 1 }));
    expect(asked()).toEqual(['a']);
    const session = sessions.find('s1');
    const [id] = session?.asks.openIds ?? [];
    if (session === null || id === undefined) throw new Error('no ask');
    session.asks.answering(id, 'approved');
    session.takeActivity({ tag: 'activity', id: 's1', active: false, activeAtMs: 2, thinking: false });
    sessions.change({ id: 's1', metadata: null, agentState: { value: completed('a'), version: 2 } });
    expect(seen()).toEqual(['a']);
  });

  test('is not taken back by old news, though the server said much that nobody can read in between', async () => {
    const { sessions, read, asked } = await desk();
    const old = sealed({ requests: {} });
    sessions.beginList();
    read(row({ agentState: old, agentStateVersion: 1 }));
    sessions.change({ id: 's1', metadata: null, agentState: { value: asking('a'), version: 2 } });
    for (let version = 3; version < 20_010; version++) {
      const noise = `${version}`.padEnd(40, 'A');
      sessions.change({ id: 's1', metadata: null, agentState: { value: noise, version } });
    }
    sessions.change({ id: 's1', metadata: null, agentState: { value: old, version: 30_000 } });
    expect(asked()).toEqual(['a']);
    expect(sessions.find('s1')?.asks.openIds).toEqual(['a']);
  });
});
