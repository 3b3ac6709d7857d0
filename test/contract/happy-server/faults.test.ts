import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { rawClient, type RawClient } from './raw-client.ts';

let server: HappyServer;
let client: RawClient;
let sid: string;
let app: Awaited<ReturnType<RawClient['connect']>>;
beforeEach(async () => {
  server = await startHappyServer();
  client = rawClient(server);
  sid = client.session();
  app = await client.connect();
});
afterEach(async () => {
  client.close();
  await server.stop();
});

const write = (agentState: string, expectedVersion: number, waitMs?: number) =>
  app.ask('update-state', { sid, agentState, expectedVersion }, waitMs);
const path = () => `/v3/sessions/${sid}/messages`;
const body = { messages: [{ localId: 'a', content: 'QQ==' }] };

test('an ack that never comes: the write is done all the same', async () => {
  server.breakAck('update-state', { tag: 'never' });
  await expect(write('QQ==', 0, 100)).rejects.toThrow('timed out');
  expect(await write('Qg==', 0)).toEqual({ result: 'version-mismatch', version: 1, agentState: 'QQ==' });
});

test('an event that is lost does nothing', async () => {
  server.breakAck('update-state', { tag: 'lost' });
  await expect(write('QQ==', 0, 100)).rejects.toThrow('timed out');
  expect(server.session(sid).agentState.version).toBe(0);
});

test('a late ack comes when the test says so', async () => {
  let release: (value?: unknown) => void = () => {};
  server.breakAck('update-state', { tag: 'late', until: new Promise((resolve) => (release = resolve)) });
  const told = write('QQ==', 0);
  await app.updates.next();
  expect(server.session(sid).agentState.version).toBe(1);
  release();
  expect(await told).toMatchObject({ result: 'success' });
});

test('an ack can come twice, below the library that would not send it', async () => {
  const packets: unknown[] = [];
  app.socket.io.engine.on('packet', ({ data }: { readonly data?: unknown }) => packets.push(data));
  server.breakAck('update-state', { tag: 'twice' });
  expect(await write('QQ==', 0)).toMatchObject({ result: 'success' });
  await app.settle();
  expect(packets.filter((data) => typeof data === 'string' && data.includes('success'))).toHaveLength(2);
});

test('versions can mismatch for ever', async () => {
  server.breakAck('update-state', { tag: 'mismatch' }, Infinity);
  for (let round = 0; round < 3; round++)
    expect(await write('QQ==', 0)).toEqual({ result: 'version-mismatch', version: 0, agentState: null });
  server.clearFaults();
  expect(await write('QQ==', 0)).toMatchObject({ result: 'success' });
});

test('an ack can say anything, for one method of a call too', async () => {
  server.breakAck('update-state', { tag: 'say', reply: { result: 'error' } });
  expect(await write('QQ==', 0)).toEqual({ result: 'error' });
  server.breakAck('rpc-call:permission', { tag: 'say', reply: { ok: true, result: 'QQ==' } });
  expect(await app.ask('rpc-call', { method: `${sid}:permission`, params: '' })).toEqual({ ok: true, result: 'QQ==' });
});

test('requests fail with a status, lose their reply after the work, or reset before it', async () => {
  server.breakNext('sendMessages', { tag: 'status', status: 429, headers: { 'retry-after': '1' } });
  server.breakNext('sendMessages', { tag: 'lose-reply' });
  server.breakNext('sendMessages', { tag: 'reset' });
  expect((await client.post(path(), body)).status).toBe(429);
  await expect(client.post(path(), body)).rejects.toThrow('fetch failed');
  expect(server.session(sid).messages).toHaveLength(1);
  await expect(client.post(path(), body)).rejects.toThrow('fetch failed');
  expect((await client.post(path(), body)).body).toMatchObject({ messages: [{ seq: 1 }] });
});

test('updates come twice, or not at all with their number used up', async () => {
  server.hostile.duplicateUpdates(1);
  await client.post(path(), body);
  server.hostile.withholdUpdates(1);
  await write('QQ==', 0);
  await write('Qg==', 1);
  await app.settle();
  expect(app.updates.all.map(({ seq }) => seq)).toEqual([1, 1, 3]);
});

test('numbers jump and start again', async () => {
  server.hostile.skipSeq(client.accountId, 5);
  await write('QQ==', 0);
  server.hostile.resetSeq(client.accountId);
  await write('Qg==', 1);
  server.hostile.skipMessageSeq(sid, 3);
  await client.post(path(), body);
  await app.settle();
  expect(app.updates.all.map(({ seq }) => seq)).toEqual([6, 1, 2]);
  expect(server.session(sid).messages[0]?.seq).toBe(4);
});

test('old ciphertext comes again as a new version, or in another session, or cut short', async () => {
  const other = client.session();
  await write('QUFBQQ==', 0);
  await write('QkJCQg==', 1);
  server.hostile.replayBlob(sid, 'agentState', 1);
  server.hostile.spliceBlob(sid, other, 'agentState');
  server.hostile.truncateBlob(sid, 'agentState', 5);
  await app.settle();
  expect(app.updates.all.slice(2).map(({ body: told }) => [told['id'], told['agentState']])).toEqual([
    [sid, { value: 'QUFBQQ==', version: 3 }],
    [other, { value: 'QUFBQQ==', version: 1 }],
    [sid, { value: 'QUFBQ', version: 4 }],
  ]);
});

test('kinds nobody knows and packets nobody can read', async () => {
  server.hostile.update(client.accountId, { t: 'teleport' });
  server.hostile.sendAsIs(client.accountId, { nonsense: true });
  expect(await app.updates.count(2)).toMatchObject([{ body: { t: 'teleport' } }, { nonsense: true }]);
  server.hostile.sendMalformed(client.accountId);
  expect(await app.closed).toBe('parse error');
});

test('the server hangs up by its own will, or the connection is cut', async () => {
  const second = await client.connect();
  server.disconnectSockets((peer) => peer.socket.id === app.socket.id);
  expect(await app.closed).toBe('io server disconnect');
  server.cutSockets();
  expect(await second.closed).toMatch(/^transport/);
});

test('a restart keeps port, rows and tokens; in between nobody answers', async () => {
  await write('QQ==', 0);
  await server.close();
  expect(await app.closed).toMatch(/^transport/);
  await expect(client.get('/health')).rejects.toThrow('fetch failed');
  await server.open();
  expect((await client.get('/v1/sessions')).body).toMatchObject({ sessions: [{ id: sid, agentState: 'QQ==' }] });
  const again = await client.connect();
  await client.post(path(), body);
  expect(await again.updates.next()).toMatchObject({ seq: 2 });
});

test('a refused token keeps open sockets and admits no new one', async () => {
  server.refuseToken();
  expect(await app.settle()).toEqual({});
  await expect(client.connect()).rejects.toThrow('Invalid authentication token');
  server.acceptTokens();
  await client.connect();
});

test('what came is kept in order: requests with their client, events with who said them', async () => {
  await client.post(path(), body);
  expect(await server.seen.requests.find(({ route }) => route === 'sendMessages')).toMatchObject({
    path: path(),
    body: JSON.stringify(body),
    accountId: client.accountId,
  });
  app.socket.emit('app-state', { state: 'background' });
  expect(await server.seen.events.find(({ event }) => event === 'app-state')).toMatchObject({
    scope: { tag: 'user-scoped' },
    payload: { state: 'background' },
    wantsAck: false,
  });
});
