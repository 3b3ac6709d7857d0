import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MIB } from '../../../shared/units.ts';
import { seedBacklog, type PastSession } from '../../support/happy-backlog.ts';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { startHeadless } from '../../support/headless.ts';

type App = Awaited<ReturnType<typeof startHeadless>>;

const SESSIONS = 200;
const MESSAGES = 20_000;
/** Decrypted messages alone would be four times as much, and what the states hold as well. */
const MOST_HELD_BYTES = 24 * MIB;
const MOST_FOR_A_RECONNECT_BYTES = 4 * MIB;

const secret = randomBytes(32);
const profileDir = mkdtempSync(join(tmpdir(), 'gatehouse-backlog-'));
let server: HappyServer;
let past: readonly PastSession[];
let app: App;
let heldBefore = 0;

beforeAll(async () => {
  server = await startHappyServer();
  past = seedBacklog(server, secret, { sessions: SESSIONS, messages: MESSAGES });
  heldBefore = heldBytes();
  app = await startHeadless({
    profileDir,
    config: {
      connections: [
        {
          kind: 'happy',
          id: 'account',
          name: 'Account',
          serverUrl: server.baseUrl,
          credentials: { secretKey: secret.toString('base64url') },
        },
      ],
    },
  });
  await app.until(() => isListed(), 'the whole list');
});

afterAll(async () => {
  await app.stop();
  await server.stop();
  rmSync(profileDir, { recursive: true, force: true });
});

/** Lower than this no memory goes: what is counted is in use. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('memory cannot be collected on demand here');
  for (let round = 0; round < 3; round++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const asked = () => past.flatMap(({ openIds }) => openIds).toSorted();
const isListed = () =>
  app.view.sessions.length === SESSIONS &&
  app.view.inbox.length === asked().length &&
  app.view.sessions.every(({ link }) => link.tag === 'live');
const generation = (key: string) => {
  const link = app.view.sessions.find((session) => session.key === key)?.link;
  return link?.tag === 'live' ? link.generation : 0;
};
const readsOf = (id: string) =>
  server.seen.requests.all.filter(({ path }) => path.includes(`/sessions/${id}/messages`));
const allReads = () => server.seen.requests.all.filter(({ path }) => path.includes('/messages'));

/** The connection is lost without a word, and found again. */
async function reconnect(): Promise<void> {
  const before = new Map(app.view.sessions.map(({ key }) => [key, generation(key)]));
  server.cutSockets(({ scope }) => scope.tag === 'user-scoped');
  await app.until(
    () => isListed() && [...before].every(([key, was]) => generation(key) > was),
    'every session in a new generation',
  );
}

test('every session is listed by its title, and every ask of sessions that nobody looks at is shown', () => {
  const titles = app.view.sessions.map(({ title }) => title).toSorted();
  expect(titles).toEqual(past.map(({ title }) => title).toSorted());
  expect(app.view.inbox.map(({ requestId }) => requestId).toSorted()).toEqual(asked());
  expect(app.view.sessions.reduce((sum, { waitingCount }) => sum + waitingCount, 0)).toBe(asked().length);
  expect(app.view.sessions.filter(({ malformedFrames, unknownFrames }) => malformedFrames + unknownFrames > 0)).toEqual(
    [],
  );
});

test('no message of a hidden session is fetched, nor kept when it is announced', async () => {
  expect(allReads()).toEqual([]);
  const [session] = past;
  if (session === undefined) throw new Error('no sessions');
  const before = heldBytes();
  const content = 'A'.repeat(8_000);
  for (let sent = 0; sent < 500; sent++) server.hostile.putMessage(session.id, content);
  server.hostile.putBlob(session.id, 'agentState', null);
  await app.until(() => app.view.inbox.length === asked().length - session.openIds.length, 'the state behind them');
  // Not even tried to open: they would have been counted as unreadable.
  expect(app.view.sessions.find(({ sessionId }) => sessionId === session.id)).toMatchObject({ malformedFrames: 0 });
  expect(allReads()).toEqual([]);
  // The server keeps each of them, in this same process: 500 rows and their announcements, but not the text anew.
  expect(heldBytes() - before).toBeLessThan(MOST_FOR_A_RECONNECT_BYTES);
  past = past.map((each) => (each === session ? { ...each, openIds: [] } : each));
});

test('a session that is looked at gets its newest messages, and only it', async () => {
  const session = past.find(({ messages }, at) => at > 0 && messages > 200);
  const shown = app.view.sessions.find(({ sessionId }) => sessionId === session?.id);
  if (session === undefined || shown === undefined) throw new Error('no long session');
  const looked = server.seen.requests.later(({ path }) => path.includes('/messages'));
  await app.handlers['session:watch']({ key: shown.key });
  await looked;
  expect(readsOf(session.id)).toHaveLength(1);
  expect(allReads()).toHaveLength(1);
  await app.handlers['session:watch']({ key: null });
});

test('three lost connections duplicate nothing, ring nobody again, and cost no memory', async () => {
  const notices = app.surfaces.notices.length;
  const held = heldBytes();
  expect(held - heldBefore).toBeLessThan(MOST_HELD_BYTES);
  for (let round = 0; round < 3; round++) await reconnect();
  expect(new Set(app.view.sessions.map(({ key }) => key)).size).toBe(SESSIONS);
  expect(app.view.inbox.map(({ requestId }) => requestId).toSorted()).toEqual(asked());
  expect(app.surfaces.notices).toHaveLength(notices);
  expect(heldBytes() - held).toBeLessThan(MOST_FOR_A_RECONNECT_BYTES);
});
