import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccessToken } from '../../../main/backends/happy/account/access-token.ts';
import { fingerprint } from '../../../main/backends/happy/account/fingerprint.ts';
import { writeRecoveryKey, writeSecret } from '../../../main/backends/happy/account/secret-text.ts';
import { accountKeys, anonymousId } from '../../../main/backends/happy/crypto/account-keys.ts';
import { err, ok } from '../../../shared/result.ts';
import { accountRig } from './account-rig.ts';

let rig: Awaited<ReturnType<typeof accountRig>>;
beforeEach(async () => (rig = await accountRig()));
afterEach(() => rig.end());

const secret = randomBytes(32);
const requestsTo = (route: string) => rig.server.seen.requests.all.filter((request) => request.route === route);
const tokenOf = (account: Buffer) =>
  createAccessToken({ serverUrl: rig.url, keys: accountKeys(account), request: rig.request, randomBytes });
/** An account with something in it. */
function fill(sessions: number): void {
  const { accountId } = rig.server.signIn(secret);
  for (let at = 0; at < sessions; at++) {
    rig.server.seedSession(accountId, { tag: `tag ${at}`, metadata: 'AAAA', dataEncryptionKey: null });
  }
}

test('a typed key leads to its account and shows how much is there, beyond one page', async () => {
  fill(237);
  const read = await rig.accounts.readKey(rig.url, writeRecoveryKey(secret).toLowerCase());
  if (!read.ok) throw new Error(read.error.code);
  const { accountId, ...account } = read.value;
  expect(account).toEqual({
    serverUrl: rig.url,
    fingerprint: fingerprint(anonymousId(secret)),
    sessions: 237,
    computers: 0,
    isNew: false,
  });
  expect(rig.accounts.offered(accountId)?.key).toBe(writeSecret(secret));
  rig.accounts.forget(accountId);
  expect(rig.accounts.offered(accountId)).toBeNull();
});

test('a mistyped key is either no key or the key of an account that is seen to be empty', async () => {
  fill(1);
  expect(await rig.accounts.readKey(rig.url, 'correct horse')).toEqual(err({ code: 'not-a-key' }));
  expect(rig.server.seen.requests.all).toEqual([]);
  const mistyped = Buffer.from(secret);
  mistyped.writeUInt8(mistyped.readUInt8(3) ^ 4, 3);
  const read = await rig.accounts.readKey(rig.url, writeSecret(mistyped));
  expect(read).toMatchObject(ok({ sessions: 0, fingerprint: fingerprint(anonymousId(mistyped)) }));
});

test('a new account has a key of its own, good for signing in anywhere', async () => {
  const [one, other] = [await rig.accounts.create(rig.url), await rig.accounts.create(rig.url)];
  if (!one.ok || !other.ok) throw new Error('not created');
  expect(one.value).toMatchObject({ isNew: true, sessions: 0, computers: 0 });
  expect(one.value.fingerprint).not.toBe(other.value.fingerprint);
  const key = rig.accounts.offered(one.value.accountId)?.key ?? '';
  const recovery = rig.accounts.recoveryKey(key) ?? '';
  expect(recovery).toMatch(/^([A-Z2-7]{5}-){10}[A-Z2-7]{2}$/);
  expect(await rig.accounts.readKey(rig.url, recovery)).toMatchObject(ok({ fingerprint: one.value.fingerprint }));
  expect(rig.accounts.recoveryKey('no key')).toBeNull();
});

test('keys of offers that nobody joins do not pile up, and none is left after the end', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 17; count++) {
    const made = await rig.accounts.create(rig.url);
    if (made.ok) ids.push(made.value.accountId);
  }
  expect(ids.map((id) => rig.accounts.offered(id) !== null)).toEqual([false, ...ids.slice(1).map(() => true)]);
  rig.accounts.stop();
  expect(ids.map((id) => rig.accounts.offered(id))).toEqual(ids.map(() => null));
});

test('what keeps a key from being tried is told apart', async () => {
  const read = () => rig.accounts.readKey(rig.url, writeSecret(secret));
  rig.server.breakNext('auth', { tag: 'status', status: 401 });
  expect(await read()).toEqual(err({ code: 'refused' }));
  rig.server.breakNext('auth', { tag: 'status', status: 502 });
  expect(await read()).toEqual(err({ code: 'unreachable' }));
  rig.server.breakNext('auth', { tag: 'status', status: 404 });
  expect(await read()).toEqual(err({ code: 'not-a-happy-server' }));
  rig.server.breakNext('auth', { tag: 'status', status: 200, body: { success: true } });
  expect(await read()).toEqual(err({ code: 'not-a-happy-server' }));
  rig.server.breakNext('auth', { tag: 'status', status: 200, body: { token: 'a\r\nx: y' } });
  expect(await read()).toEqual(err({ code: 'not-a-happy-server' }));
  rig.server.breakNext('auth', { tag: 'reset' });
  expect(await read()).toEqual(err({ code: 'unreachable' }));
  rig.server.breakNext('pagedSessions', { tag: 'status', status: 500 });
  expect(await read()).toEqual(err({ code: 'unreachable' }));
  expect(await rig.accounts.create('http://happy.example')).toEqual(err({ code: 'tls' }));
});

test('one sign-in serves all callers, for the whole run', async () => {
  const access = tokenOf(secret);
  const [first, second, third] = await Promise.all([access.get(), access.get(), access.get()]);
  expect(first).toMatchObject({ ok: true });
  expect([second, third, await access.get()]).toEqual([first, first, first]);
  expect(requestsTo('auth')).toHaveLength(1);
});

test('a refused token is replaced once for all who had it', async () => {
  const access = tokenOf(secret);
  const old = await access.get();
  if (!old.ok) throw new Error(old.error.tag);
  const [first, second] = await Promise.all([access.get(old.value), access.get(old.value)]);
  expect(first).not.toEqual(old);
  expect(second).toEqual(first);
  expect(await access.get(old.value)).toEqual(first);
  expect(requestsTo('auth')).toHaveLength(2);
});

test('a sign-in that failed is tried again by the next caller', async () => {
  const access = tokenOf(secret);
  rig.server.breakNext('auth', { tag: 'status', status: 503, headers: { 'retry-after': '7' } });
  expect(await access.get()).toEqual(err({ tag: 'status', status: 503, retryAfterMs: 7_000 }));
  expect((await access.get()).ok).toBe(true);
});

test('every sign-in signs another challenge, and the key itself is never sent', async () => {
  const access = tokenOf(secret);
  const first = await access.get();
  if (!first.ok) throw new Error(first.error.tag);
  await access.get(first.value);
  const bodies = requestsTo('auth').map(({ body }) => body);
  expect(new Set(bodies).size).toBe(2);
  for (const text of [secret.toString('base64'), secret.toString('base64url'), secret.toString('hex')]) {
    expect(bodies.join('\n')).not.toContain(text);
  }
});
