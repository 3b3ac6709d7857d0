import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { breakOff } from '../../support/happy-wire.ts';
import { createHandClock, type HandClock } from '../../support/hand-clock.ts';
import { rawClient, type RawClient } from './raw-client.ts';

const METHOD = 's1:permission';
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

type Connected = Awaited<ReturnType<RawClient['connect']>>;

async function serve(by: Connected, answer: ((params: unknown) => unknown) | null): Promise<void> {
  by.socket.on('rpc-request', ({ params }: { readonly params: unknown }, ack: (result: unknown) => void) => {
    if (answer !== null) ack(answer(params));
  });
  by.socket.emit('rpc-register', { method: METHOD });
  expect((await by.events.find(({ event }) => event === 'rpc-registered')).payload).toEqual({ method: METHOD });
}

const call = (by: Connected) => by.ask('rpc-call', { method: METHOD, params: 'QQ==' });
const arrived = () => server.seen.calls.later();

test('a call reaches who registered the method, and its result comes back unread', async () => {
  const [agent, app] = [await client.connect(), await client.connect()];
  await serve(agent, (params) => `${String(params)}!`);
  expect(await call(app)).toEqual({ ok: true, result: 'QQ==!' });
});

test('a method nobody registered fails after 15 seconds, not before', async () => {
  const app = await client.connect();
  const seen = arrived();
  const told = call(app);
  let isTold = false;
  void told.then(() => (isTold = true));
  await seen;
  clock.advance(14_999);
  await app.settle();
  expect(isTold).toBe(false);
  clock.advance(1);
  expect(await told).toEqual({ ok: false, error: 'RPC method not available' });
});

test('a method that comes back within those 15 seconds is called', async () => {
  const [agent, app] = [await client.connect(), await client.connect()];
  const seen = arrived();
  const told = call(app);
  await seen;
  await serve(agent, () => 'Qg==');
  expect(await told).toEqual({ ok: true, result: 'Qg==' });
});

test('a target that dies in the middle fails the call after 4 seconds, and a retry succeeds once it is back', async () => {
  const [agent, app] = [await client.connect(), await client.connect()];
  await serve(agent, null);
  const asked = new Promise((resolve) => agent.socket.once('rpc-request', resolve));
  const told = call(app);
  await asked;
  const gone = server.seen.disconnections.later();
  breakOff(agent.socket);
  await gone;
  clock.advance(4_000);
  expect(await told).toEqual({ ok: false, error: 'RPC target disconnected' });
  const again = await client.connect();
  await serve(again, () => 'Qg==');
  expect(await call(app)).toEqual({ ok: true, result: 'Qg==' });
});

test('a target that never acks times out after 30 seconds', async () => {
  const [agent, app] = [await client.connect(), await client.connect()];
  await serve(agent, null);
  const asked = new Promise((resolve) => agent.socket.once('rpc-request', resolve));
  const told = call(app);
  await asked;
  clock.advance(30_000);
  expect(await told).toEqual({ ok: false, error: 'operation has timed out' });
});

test('a socket cannot call itself, and a call needs a method', async () => {
  const agent = await client.connect();
  await serve(agent, () => 'Qg==');
  expect(await call(agent)).toEqual({ ok: false, error: 'Cannot call RPC on the same socket' });
  expect(await agent.ask('rpc-call', { params: 'QQ==' })).toEqual({
    ok: false,
    error: 'Invalid parameters: method is required',
  });
  agent.socket.emit('rpc-register', {});
  expect(await agent.events.find(({ event }) => event === 'rpc-error')).toMatchObject({
    payload: { type: 'register' },
  });
});

test('methods belong to the account: the same name of another is another method', async () => {
  const stranger = rawClient(server, randomBytes(32));
  await serve(await stranger.connect(), () => 'Wg==');
  const app = await client.connect();
  const seen = arrived();
  const told = call(app);
  await seen;
  clock.advance(15_000);
  expect(await told).toMatchObject({ ok: false });
  stranger.close();
});

test('a method taken back is not there any more', async () => {
  const [agent, app] = [await client.connect(), await client.connect()];
  await serve(agent, () => 'Qg==');
  agent.socket.emit('rpc-unregister', { method: METHOD });
  await agent.events.find(({ event }) => event === 'rpc-unregistered');
  const seen = arrived();
  const told = call(app);
  await seen;
  clock.advance(15_000);
  expect(await told).toMatchObject({ error: 'RPC method not available' });
});

test('a server of 2025 fails a call at once', async () => {
  const old = await startHappyServer({ clock, generation: 'archived' });
  const oldClient = rawClient(old);
  expect(await call(await oldClient.connect())).toEqual({ ok: false, error: 'RPC method not available' });
  oldClient.close();
  await old.stop();
});
