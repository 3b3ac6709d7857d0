import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { authRequest, boxPair, contentPair, openBox } from '../../support/happy-crypto.ts';
import { connectHappyPhone } from '../../support/happy-phone/index.ts';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';
import { callHappy } from '../../support/happy-wire.ts';
import { rawClient } from './raw-client.ts';

let server: HappyServer;
beforeEach(async () => {
  server = await startHappyServer();
});
afterEach(() => server.stop());

const call = (path: string, body?: unknown, token = '') => callHappy({ baseUrl: server.baseUrl, token }, path, body);
const text = (value: unknown, name: string): string =>
  typeof value === 'object' && value !== null && name in value ? String(Reflect.get(value, name)) : '';

test('a signed challenge gets a token; the same secret is the same account, an unknown one makes a new one', async () => {
  const secret = randomBytes(32);
  const first = await call('/v1/auth', authRequest(secret));
  const again = await call('/v1/auth', authRequest(secret));
  const other = await call('/v1/auth', authRequest(randomBytes(32)));
  expect(first).toMatchObject({ status: 200, body: { success: true } });
  const idOf = async (signedIn: { readonly body: unknown }) =>
    text((await call('/v1/account/profile', undefined, text(signedIn.body, 'token'))).body, 'id');
  expect(await idOf(again)).toBe(await idOf(first));
  expect(await idOf(other)).not.toBe(await idOf(first));
});

test('a signature over something else is refused', async () => {
  const body = { ...authRequest(randomBytes(32)), challenge: randomBytes(32).toString('base64') };
  expect(await call('/v1/auth', body)).toEqual({ status: 401, body: { error: 'Invalid signature' } });
});

test('a token missing and a token unknown are told apart', async () => {
  expect(await call('/v1/sessions')).toEqual({ status: 401, body: { error: 'Missing authorization header' } });
  expect(await call('/v1/sessions', undefined, 'x.y.z')).toEqual({ status: 401, body: { error: 'Invalid token' } });
});

test('a refused token stays refused until it is taken back', async () => {
  const client = rawClient(server);
  server.refuseToken(client.token);
  expect((await client.get('/v1/sessions')).status).toBe(401);
  server.acceptTokens();
  expect((await client.get('/v1/sessions')).status).toBe(200);
});

test('unknown paths and wrong bodies are answered in the shapes of the server', async () => {
  const client = rawClient(server);
  expect(await call('/v9/nothing')).toEqual({
    status: 404,
    body: { error: 'Not found', path: '/v9/nothing', method: 'GET' },
  });
  expect(await client.post('/v1/sessions', { tag: 7 })).toMatchObject({
    status: 400,
    body: { error: 'Error', statusCode: 400, message: expect.any(String) },
  });
  expect(await call('/')).toEqual({ status: 200, body: 'Welcome to Happy Server!' });
  expect(await call('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('a device that shows its key gets the secret, and a fresh token with every poll', async () => {
  const secret = randomBytes(32);
  const device = boxPair();
  const publicKey = device.publicKey.toString('base64');
  expect(await call('/v1/auth/account/request', { publicKey })).toEqual({ status: 200, body: { state: 'requested' } });
  const phone = await connectHappyPhone({ baseUrl: server.baseUrl, secret });
  await phone.approveDevice(`happy:///account?${device.publicKey.toString('base64url')}`);
  const { body } = await call('/v1/auth/account/request', { publicKey });
  const again = await call('/v1/auth/account/request', { publicKey });
  expect(body).toMatchObject({ state: 'authorized' });
  expect(text(again.body, 'token')).not.toBe(text(body, 'token'));
  expect(openBox(Buffer.from(text(body, 'response'), 'base64'), device.secretKey)).toEqual(secret);
  phone.close();
});

test.each([true, false])('a terminal (V2: %s) is let in with what it understands', async (supportsV2) => {
  const secret = randomBytes(32);
  const terminal = boxPair();
  const publicKey = terminal.publicKey.toString('base64');
  const status = () => call(`/v1/auth/request/status?publicKey=${encodeURIComponent(publicKey)}`);
  expect((await status()).body).toMatchObject({ status: 'not_found' });
  await call('/v1/auth/request', { publicKey, supportsV2 });
  expect((await status()).body).toEqual({ status: 'pending', supportsV2 });
  const phone = await connectHappyPhone({ baseUrl: server.baseUrl, secret });
  await phone.approveTerminal(`happy://terminal?${terminal.publicKey.toString('base64url')}`);
  expect((await status()).body).toMatchObject({ status: 'authorized' });
  const { body } = await call('/v1/auth/request', { publicKey, supportsV2 });
  const plain = openBox(Buffer.from(text(body, 'response'), 'base64'), terminal.secretKey);
  const content = Buffer.concat([Buffer.from([0]), contentPair(secret).publicKey]);
  expect(plain).toEqual(supportsV2 ? content : secret);
  phone.close();
});

test('an approval nobody asked for is not found, a second one changes nothing, a short key is refused', async () => {
  const client = rawClient(server);
  const publicKey = boxPair().publicKey.toString('base64');
  const answer = (response: string) => client.post('/v1/auth/account/response', { publicKey, response });
  expect((await answer('QQ==')).status).toBe(404);
  await call('/v1/auth/account/request', { publicKey });
  expect(await answer('QQ==')).toEqual({ status: 200, body: { success: true } });
  expect(await answer('Qg==')).toEqual({ status: 200, body: { success: true } });
  expect((await call('/v1/auth/account/request', { publicKey })).body).toMatchObject({ response: 'QQ==' });
  expect(await call('/v1/auth/request', { publicKey: 'QQ==' })).toEqual({
    status: 401,
    body: { error: 'Invalid public key' },
  });
});

test('settings are written by version; a lost race is a 200 that says so', async () => {
  const client = rawClient(server);
  expect((await client.get('/v1/account/settings')).body).toEqual({ settings: null, settingsVersion: 0 });
  const write = (settings: string, expectedVersion: number) =>
    client.post('/v1/account/settings', { settings, expectedVersion });
  expect(await write('QQ==', 0)).toEqual({ status: 200, body: { success: true, version: 1 } });
  expect(await write('Qg==', 0)).toEqual({
    status: 200,
    body: { success: false, error: 'version-mismatch', currentVersion: 1, currentSettings: 'QQ==' },
  });
});
