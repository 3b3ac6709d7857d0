import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { createHandClock, type HandClock } from '../../support/hand-clock.ts';
import { rawClient, type RawClient } from './raw-client.ts';

const row = z.looseObject({ id: z.string(), updatedAt: z.number() });
const listed = z.looseObject({
  sessions: z.array(row),
  nextCursor: z.string().nullish(),
  hasNext: z.boolean().optional(),
});
const log = z.looseObject({
  messages: z.array(z.looseObject({ id: z.string(), seq: z.number() })),
  hasMore: z.boolean().optional(),
});

let clock: HandClock;
let server: HappyServer;
let client: RawClient;
beforeEach(async () => {
  clock = createHandClock();
  server = await startHappyServer({ clock });
  client = rawClient(server);
});
afterEach(async () => {
  client.close();
  await server.stop();
});

const list = async (path: string) => listed.parse((await client.get(path)).body);
const messages = async (path: string) => log.parse((await client.get(path)).body);
const create = (body: Record<string, unknown>) => client.post('/v1/sessions', body);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `bWVzc2FnZQ==${index}`);

test('a new session starts active with version 0 and no state, whatever state it came with', async () => {
  const { body } = await create({ tag: 'a', metadata: 'QQ==', agentState: 'Qg==', dataEncryptionKey: 'Qw==' });
  expect(body).toMatchObject({
    session: {
      seq: 0,
      active: true,
      metadata: 'QQ==',
      metadataVersion: 0,
      agentState: null,
      agentStateVersion: 0,
      dataEncryptionKey: 'Qw==',
      lastMessage: null,
    },
  });
  expect(body).not.toHaveProperty('session.tag');
});

test('the same tag gives the row there is, with its own key and metadata', async () => {
  const first = await create({ tag: 'a', metadata: 'QQ==', dataEncryptionKey: 'Qw==' });
  expect(await create({ tag: 'a', metadata: 'Wg==', dataEncryptionKey: 'Wg==' })).toEqual(first);
});

test('the old list shows the 150 sessions that changed last and no more', async () => {
  const ids: string[] = [];
  for (let number = 0; number < 153; number++) {
    ids.push(client.session());
    clock.advance(1);
  }
  const { sessions } = await list('/v1/sessions');
  expect(sessions.map(({ id }) => id)).toEqual(ids.slice(3).reverse());
});

test('the paged list walks all sessions by id, newest first', async () => {
  const ids = Array.from({ length: 5 }, () => client.session());
  const first = await list('/v2/sessions?limit=3');
  expect(first).toMatchObject({ hasNext: true, nextCursor: `cursor_v1_${ids[2]}` });
  const second = await list(`/v2/sessions?limit=3&cursor=${first.nextCursor}`);
  expect(second).toMatchObject({ hasNext: false, nextCursor: null });
  expect([...first.sessions, ...second.sessions].map(({ id }) => id)).toEqual(ids.reverse());
  expect((await client.get('/v2/sessions?cursor=7')).status).toBe(400);
  expect((await client.get('/v2/sessions?limit=201')).status).toBe(400);
});

test('the paged list can be asked for what changed since', async () => {
  client.session();
  clock.advance(10);
  const since = clock.nowMs();
  clock.advance(10);
  const changed = client.session();
  expect((await list(`/v2/sessions?changedSince=${since}`)).sessions.map(({ id }) => id)).toEqual([changed]);
});

test('the active list leaves out the archived and those not seen for 15 minutes', async () => {
  client.session();
  clock.advance(9 * 60_000);
  const archived = client.session();
  await client.post(`/v1/sessions/${archived}/archive`);
  clock.advance(7 * 60_000);
  const fresh = client.session();
  expect((await list('/v2/sessions/active')).sessions.map(({ id }) => id)).toEqual([fresh]);
});

test("somebody else's session is not found, in every route", async () => {
  const theirs = rawClient(server).session();
  const notFound = { status: 404, body: { error: 'Session not found' } };
  expect(await client.get(`/v3/sessions/${theirs}/messages`)).toEqual(notFound);
  expect(await client.post(`/v1/sessions/${theirs}/archive`)).toEqual(notFound);
  expect(await client.delete(`/v1/sessions/${theirs}`)).toEqual(notFound);
});

test('a deleted session is gone from lists and told to apps', async () => {
  const app = await client.connect();
  const id = client.session();
  expect(await client.delete(`/v1/sessions/${id}`)).toEqual({ status: 200, body: { success: true } });
  expect((await list('/v1/sessions')).sessions).toEqual([]);
  expect(await app.updates.next()).toMatchObject({ body: { t: 'delete-session', sid: id } });
});

test('messages are read forward in order and backward newest first, never both', async () => {
  const id = client.session(numbered(5));
  const forward = await messages(`/v3/sessions/${id}/messages?after_seq=1&limit=3`);
  expect(forward.messages.map(({ seq }) => seq)).toEqual([2, 3, 4]);
  expect(forward.hasMore).toBe(true);
  const backward = await messages(`/v3/sessions/${id}/messages?before_seq=2147483647&limit=2`);
  expect(backward.messages.map(({ seq }) => seq)).toEqual([5, 4]);
  const both = await client.get(`/v3/sessions/${id}/messages?after_seq=0&before_seq=9`);
  expect(both).toMatchObject({ status: 400, body: { error: 'Error', statusCode: 400 } });
});

test('a repeated local id returns the stored row, also inside one batch, where the first wins', async () => {
  const id = client.session();
  const send = (...given: readonly [string, string][]) =>
    client.post(`/v3/sessions/${id}/messages`, {
      messages: given.map(([localId, content]) => ({ localId, content })),
    });
  const first = log.parse((await send(['a', 'QQ=='], ['b', 'Qg=='], ['a', 'Wg=='])).body);
  expect(first.messages).toHaveLength(2);
  const again = log.parse((await send(['c', 'Qw=='], ['a', 'QQ=='])).body);
  expect(again.messages.map(({ seq }) => seq)).toEqual([1, 3]);
  expect(again.messages[0]?.id).toBe(first.messages[0]?.id);
  expect(server.session(id).messages.map(({ content }) => content)).toEqual(['QQ==', 'Qg==', 'Qw==']);
});

test('a batch with one bad message stores none', async () => {
  const id = client.session();
  const messages = [
    { localId: 'a', content: 'QQ==' },
    { localId: '', content: 'Qg==' },
  ];
  expect((await client.post(`/v3/sessions/${id}/messages`, { messages })).status).toBe(400);
  expect((await client.post(`/v3/sessions/${id}/messages`, { messages: [] })).status).toBe(400);
  expect(server.session(id).messages).toEqual([]);
});

test('the old route shows the newest 150, newest first', async () => {
  const id = client.session(numbered(152));
  const { messages: shown } = await messages(`/v1/sessions/${id}/messages`);
  expect(shown).toHaveLength(150);
  expect(shown[0]?.seq).toBe(152);
});

test('machines start at metadata version 1, inactive, and are made once', async () => {
  const made = await client.post('/v1/machines', { id: 'm1', metadata: 'QQ==' });
  expect(made.body).toMatchObject({
    machine: { id: 'm1', metadataVersion: 1, daemonState: null, daemonStateVersion: 0, active: false },
  });
  expect(await client.post('/v1/machines', { id: 'm1', metadata: 'Wg==' })).toEqual(made);
  expect((await client.get('/v1/machines')).body).toMatchObject([{ id: 'm1', metadata: 'QQ==' }]);
  await client.delete('/v1/machines/m1');
  expect((await client.get('/v1/machines/m1')).status).toBe(404);
});

test('a server of 2025 knows no v3, and v1 still serves', async () => {
  const old = await startHappyServer({ generation: 'archived' });
  const oldClient = rawClient(old);
  const id = oldClient.session(numbered(2));
  expect(await oldClient.get(`/v3/sessions/${id}/messages`)).toMatchObject({
    status: 404,
    body: { error: 'Not found' },
  });
  expect((await oldClient.get(`/v1/sessions/${id}/messages`)).status).toBe(200);
  await old.stop();
});
