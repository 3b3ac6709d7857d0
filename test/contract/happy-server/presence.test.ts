import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { createHandClock, type HandClock } from '../../support/hand-clock.ts';
import { rawClient, type RawClient } from './raw-client.ts';

const MINUTE_MS = 60_000;
let clock: HandClock;
let server: HappyServer;
let client: RawClient;
let sid: string;
let app: Awaited<ReturnType<RawClient['connect']>>;
beforeEach(async () => {
  clock = createHandClock();
  server = await startHappyServer({ clock });
  client = rawClient(server);
  sid = client.session();
  app = await client.connect();
});
afterEach(async () => {
  client.close();
  await server.stop();
});

async function say(event: 'session-alive' | 'session-end', time: number, thinking = false): Promise<void> {
  app.socket.emit(event, { sid, time, thinking });
  await app.settle();
}

test('a sign of life is told to apps at once and written to the row late', async () => {
  clock.advance(31_000);
  const before = server.session(sid).updatedAtMs;
  await say('session-alive', clock.nowMs(), true);
  expect(app.ephemerals.all).toEqual([
    { type: 'activity', id: sid, active: true, activeAt: clock.nowMs(), thinking: true },
  ]);
  expect(server.session(sid).updatedAtMs).toBe(before);
  clock.advance(5_000);
  expect(server.session(sid).updatedAtMs).toBeGreaterThan(before);
});

test('a time in the future counts as now, one older than ten minutes is dropped', async () => {
  clock.advance(MINUTE_MS);
  await say('session-alive', clock.nowMs() + 5_000);
  expect(app.ephemerals.all).toMatchObject([{ activeAt: clock.nowMs() }]);
  await say('session-alive', clock.nowMs() - 10 * MINUTE_MS - 1);
  expect(app.ephemerals.all).toHaveLength(1);
});

test('ten minutes of silence make a session inactive, at the next look of every minute', async () => {
  clock.advance(9 * MINUTE_MS);
  expect(server.session(sid).isActive).toBe(true);
  clock.advance(2 * MINUTE_MS);
  await app.settle();
  expect(server.session(sid).isActive).toBe(false);
  expect(app.ephemerals.all).toMatchObject([{ type: 'activity', id: sid, active: false, thinking: false }]);
  await say('session-alive', clock.nowMs());
  clock.advance(5_000);
  expect(server.session(sid).isActive).toBe(true);
});

test('an ended session is inactive at once and not heard for 60 seconds', async () => {
  await say('session-end', clock.nowMs());
  expect(app.ephemerals.all).toMatchObject([{ active: false }]);
  await say('session-alive', clock.nowMs());
  clock.advance(59_999);
  await say('session-alive', clock.nowMs());
  expect(app.ephemerals.all).toHaveLength(1);
  clock.advance(1);
  await say('session-alive', clock.nowMs());
  expect(app.ephemerals.all).toMatchObject([{ active: false }, { active: true }]);
});

test('creating the same tag again lifts the deafness', async () => {
  await say('session-end', clock.nowMs());
  await client.post('/v1/sessions', { tag: server.session(sid).tag, metadata: 'QQ==' });
  await say('session-alive', clock.nowMs());
  expect(app.ephemerals.all).toMatchObject([{ active: false }, { active: true }]);
});

test('archiving makes inactive and leaves the metadata alone', async () => {
  expect(await client.post(`/v1/sessions/${sid}/archive`)).toEqual({ status: 200, body: { success: true } });
  await app.settle();
  expect(app.ephemerals.all).toMatchObject([{ active: false }]);
  expect(server.session(sid).metadata.version).toBe(0);
});
