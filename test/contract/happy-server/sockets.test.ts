import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { dial, happySocket } from '../../support/happy-wire.ts';
import { rawClient, type RawClient } from './raw-client.ts';

let server: HappyServer;
let client: RawClient;
beforeEach(async () => {
  server = await startHappyServer();
  client = rawClient(server);
});
afterEach(async () => {
  client.close();
  await server.stop();
});

const scoped = (sessionId: string) => client.connect({ clientType: 'session-scoped', sessionId });

test.each([
  [{ token: undefined }, 'Missing authentication token'],
  [{ token: 'x.y.z' }, 'Invalid authentication token'],
  [{ clientType: 'session-scoped' }, 'Session ID required for session-scoped clients'],
  [{ clientType: 'machine-scoped' }, 'Machine ID required for machine-scoped clients'],
])('a handshake with %j is refused in words', async (auth, message) => {
  await expect(client.connect(auth)).rejects.toThrow(message);
  expect(server.seen.refusals.all).toEqual([message]);
});

test('a server of 2025 lets everybody in, then says why not and hangs up', async () => {
  const old = await startHappyServer({ generation: 'archived' });
  const socket = happySocket({ baseUrl: old.baseUrl, token: '' }, () => ({ token: 'x.y.z' }));
  const said = new Promise<unknown>((resolve) => socket.once('error', resolve));
  const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
  await dial(socket);
  expect(await said).toEqual({ message: 'Invalid authentication token' });
  expect(await closed).toBe('io server disconnect');
  await old.stop();
});

test('apps see everything, a session only its own, another account nothing', async () => {
  const [one, two] = [client.session(), client.session()];
  const app = await client.connect();
  const agent = await scoped(one);
  const stranger = await rawClient(server, randomBytes(32)).connect();
  const send = (id: string) =>
    client.post(`/v3/sessions/${id}/messages`, { messages: [{ localId: 'a', content: 'QQ==' }] });
  await send(two);
  await send(one);
  await Promise.all([app.settle(), agent.settle(), stranger.settle()]);
  expect(app.updates.all.map(({ body }) => body['sid'])).toEqual([two, one]);
  expect(agent.updates.all.map(({ body }) => body['sid'])).toEqual([one]);
  expect(stranger.updates.all).toEqual([]);
  stranger.socket.disconnect();
});

test('a message sent over the socket is not echoed to its sender, one over HTTP is', async () => {
  const id = client.session();
  const agent = await scoped(id);
  const app = await client.connect();
  agent.socket.emit('message', { sid: id, message: 'QQ==', localId: 'a' });
  await agent.settle();
  await client.post(`/v3/sessions/${id}/messages`, { messages: [{ localId: 'b', content: 'Qg==' }] });
  await Promise.all([agent.settle(), app.settle()]);
  expect(agent.updates.all.map(({ body }) => body['message'])).toMatchObject([{ localId: 'b' }]);
  expect(app.updates.all.map(({ body }) => body['message'])).toMatchObject([
    { localId: 'a', seq: 1, content: { t: 'encrypted', c: 'QQ==' } },
    { localId: 'b', seq: 2 },
  ]);
});

test('a repeated socket message is dropped and leaves a gap in both counters', async () => {
  const id = client.session();
  const agent = await scoped(id);
  const app = await client.connect();
  for (const localId of ['a', 'a', 'b']) agent.socket.emit('message', { sid: id, message: 'QQ==', localId });
  await agent.settle();
  await app.settle();
  expect(server.session(id).messages.map(({ seq }) => seq)).toEqual([1, 3]);
  expect(app.updates.all.map(({ seq }) => seq)).toEqual([1, 3]);
});

test('a write with the right version counts one up and is told to everybody, the writer too', async () => {
  const id = client.session();
  const agent = await scoped(id);
  const app = await client.connect();
  const write = { sid: id, agentState: 'QQ==', expectedVersion: 0 };
  expect(await agent.ask('update-state', write)).toEqual({ result: 'success', version: 1, agentState: 'QQ==' });
  const told = { body: { t: 'update-session', id, agentState: { value: 'QQ==', version: 1 } } };
  expect(await agent.updates.next()).toMatchObject(told);
  expect(await app.updates.next()).toMatchObject(told);
});

test('a write with a stale version gets the current one and what it holds', async () => {
  const id = client.session();
  const app = await client.connect();
  await app.ask('update-metadata', { sid: id, metadata: 'QQ==', expectedVersion: 0 });
  const late = { sid: id, metadata: 'Wg==', expectedVersion: 0 };
  expect(await app.ask('update-metadata', late)).toEqual({ result: 'version-mismatch', version: 1, metadata: 'QQ==' });
});

test('metadata of an unknown session is never acked, its state gets an error', async () => {
  const app = await client.connect();
  const state = { sid: 'nobody', agentState: null, expectedVersion: 0 };
  expect(await app.ask('update-state', state)).toEqual({ result: 'error' });
  const metadata = { sid: 'nobody', metadata: 'QQ==', expectedVersion: 0 };
  await expect(app.ask('update-metadata', metadata, 100)).rejects.toThrow('timed out');
});

test('state may be taken back to null, metadata may not', async () => {
  const id = client.session();
  const app = await client.connect();
  expect(await app.ask('update-state', { sid: id, agentState: null, expectedVersion: 0 })).toMatchObject({
    version: 1,
  });
  expect(await app.ask('update-metadata', { sid: id, metadata: null, expectedVersion: 0 })).toEqual({
    result: 'error',
  });
});

test('more than a megabyte in one event costs the connection', async () => {
  const id = client.session();
  const agent = await scoped(id);
  agent.socket.emit('update-state', { sid: id, agentState: 'A'.repeat(1_100_000), expectedVersion: 0 });
  expect(await agent.closed).toBe('transport close');
  expect(server.session(id).agentState.version).toBe(0);
});

test('usage is one row per session and key, told to apps and summed on demand', async () => {
  const id = client.session();
  const app = await client.connect();
  const report = (total: number) =>
    app.ask('usage-report', { key: 'k', sessionId: id, tokens: { total }, cost: { total: total / 100 } });
  const first = await report(10);
  expect(first).toMatchObject({ success: true });
  expect(await report(30)).toMatchObject({ reportId: Reflect.get(Object(first), 'reportId') });
  expect(await app.ephemerals.next()).toMatchObject({ type: 'usage', id, key: 'k', tokens: { total: 10 } });
  const { body } = await client.post('/v1/usage/query', { sessionId: id });
  expect(body).toMatchObject({ groupBy: 'day', totalReports: 1, usage: [{ tokens: { total: 30 }, reportCount: 1 }] });
  expect(await app.ask('usage-report', { sessionId: id })).toMatchObject({ success: false });
});

test('a push event reaches sockets, and phones only while nobody looks at an app', async () => {
  const id = client.session();
  const app = await client.connect({ appState: 'background' });
  const push = () =>
    client.post(`/v1/sessions/${id}/push-event`, { kind: 'permission', title: 'project', body: 'Bash' });
  expect((await push()).body).toEqual({ success: true, result: 'no_tokens' });
  expect(await app.ephemerals.next()).toMatchObject({ type: 'session-event', sessionId: id, kind: 'permission' });
  await client.post('/v1/push-tokens', { token: 'phone' });
  expect((await push()).body).toMatchObject({ result: 'sent' });
  app.socket.emit('app-state', { state: 'active' });
  await app.settle();
  expect((await push()).body).toMatchObject({ result: 'suppressed' });
  expect(server.seen.pushes.all.map(({ result }) => result)).toEqual(['no_tokens', 'sent', 'suppressed']);
});

test("a machine's blobs are written by version, with words when it is not there", async () => {
  await client.post('/v1/machines', { id: 'm1', metadata: 'QQ==' });
  const app = await client.connect();
  const daemon = await client.connect({ clientType: 'machine-scoped', machineId: 'm1' });
  expect(await app.ephemerals.next()).toMatchObject({ type: 'machine-activity', id: 'm1', active: true });
  const write = { machineId: 'm1', daemonState: 'Qg==', expectedVersion: 0 };
  expect(await daemon.ask('machine-update-state', write)).toMatchObject({ result: 'success', version: 1 });
  expect(await app.updates.next()).toMatchObject({ body: { t: 'update-machine', machineId: 'm1' } });
  expect(await daemon.ask('machine-update-state', { ...write, machineId: 'm2' })).toEqual({
    result: 'error',
    message: 'Machine not found',
  });
});
