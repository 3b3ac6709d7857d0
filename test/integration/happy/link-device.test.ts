import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from '../../../main/backends/happy/account/fingerprint.ts';
import { writeSecret } from '../../../main/backends/happy/account/secret-text.ts';
import { anonymousId } from '../../../main/backends/happy/crypto/account-keys.ts';
import { err } from '../../../shared/result.ts';
import { boxPair, sealBox } from '../../support/happy-crypto.ts';
import { connectHappyPhone, type HappyPhone } from '../../support/happy-phone/index.ts';
import { callHappy } from '../../support/happy-wire.ts';
import { accountRig } from './account-rig.ts';

let rig: Awaited<ReturnType<typeof accountRig>>;
let phone: HappyPhone;
const secret = randomBytes(32);
beforeEach(async () => {
  rig = await accountRig();
  phone = await connectHappyPhone({ baseUrl: rig.url, secret });
});
afterEach(async () => {
  phone.close();
  await rig.end();
});

async function begin() {
  const offer = await rig.accounts.link(rig.url);
  if (!offer.ok) throw new Error(offer.error.code);
  return offer.value;
}
const asked = (count: number) => rig.server.seen.requests.count(count, ({ route }) => route === 'linkRequest');
const askedSoFar = () => rig.server.seen.requests.all.filter(({ route }) => route === 'linkRequest').length;
/** Another answer than the phone would give, by a device of the account. */
const answerWith = (uri: string, response: (key: Buffer) => string) => {
  const key = Buffer.from(uri.split('?')[1] ?? '', 'base64url');
  const caller = { baseUrl: rig.url, token: rig.server.signIn(secret).token };
  const body = { publicKey: key.toString('base64'), response: response(key) };
  return callHappy(caller, '/v1/auth/account/response', body);
};

test('a computer that a phone approves gets the key of the account', async () => {
  const { linkId, uri, expiresAtMs } = await begin();
  expect(uri).toMatch(/^happy:\/\/\/account\?[A-Za-z0-9_-]{43}$/);
  expect(Math.abs(expiresAtMs - Date.now() - 120_000)).toBeLessThan(5_000);
  const linked = rig.accounts.linked(linkId);
  await asked(3);
  await phone.approveDevice(uri);
  const account = await linked;
  if (!account.ok) throw new Error(account.error.code);
  expect(account.value).toMatchObject({
    serverUrl: rig.url,
    fingerprint: fingerprint(anonymousId(secret)),
    sessions: 0,
    isNew: false,
  });
  expect(rig.accounts.offered(account.value.accountId)?.key).toBe(writeSecret(secret));
});

test('the key pair is new each time, and the answer is good once', async () => {
  const first = await begin();
  const second = await begin();
  expect(first.uri).not.toBe(second.uri);
  await phone.approveDevice(second.uri);
  expect((await rig.accounts.linked(second.linkId)).ok).toBe(true);
  expect(await rig.accounts.linked(second.linkId)).toEqual(err({ code: 'cancelled' }));
});

test('a link that nobody approves is over after its time, and nobody asks any more', async () => {
  const { linkId } = await begin();
  expect(await rig.accounts.linked(linkId)).toEqual(err({ code: 'expired' }));
  const soFar = askedSoFar();
  expect(soFar).toBeGreaterThan(5);
  expect(soFar).toBeLessThan(125);
  await rig.accounts.create(rig.url); // some round trips later
  // One question may have been under way.
  expect(askedSoFar() - soFar).toBeLessThanOrEqual(1);
});

test('a cancelled link says so, even if it is approved at that moment', async () => {
  const { linkId, uri } = await begin();
  const linked = rig.accounts.linked(linkId);
  await asked(2);
  const approved = phone.approveDevice(uri);
  rig.accounts.cancelLink(linkId);
  expect(await linked).toEqual(err({ code: 'cancelled' }));
  await approved;
});

test('a new link ends the one before, and an unknown one was never there', async () => {
  const first = await begin();
  const waiting = rig.accounts.linked(first.linkId);
  const second = await begin();
  expect(await waiting).toEqual(err({ code: 'cancelled' }));
  expect(await rig.accounts.linked(first.linkId)).toEqual(err({ code: 'cancelled' }));
  expect(await rig.accounts.linked('unknown')).toEqual(err({ code: 'cancelled' }));
  rig.accounts.cancelLink(first.linkId); // no longer this one's business
  await phone.approveDevice(second.uri);
  expect((await rig.accounts.linked(second.linkId)).ok).toBe(true);
});

test('an answer that this computer cannot read is not taken', async () => {
  const stranger = boxPair().publicKey;
  const notReadable: ((key: Buffer) => string)[] = [
    () => sealBox(secret, stranger).toString('base64'),
    (key) => sealBox(secret.subarray(1), key).toString('base64'),
    (key) => sealBox(secret, key).toString('base64').slice(0, -3),
    (key) => sealBox(Buffer.concat([Buffer.alloc(1), secret]), key).toString('base64'),
    () => Buffer.alloc(104).toString('base64'),
    () => '',
  ];
  for (const response of notReadable) {
    const { linkId, uri } = await begin();
    await answerWith(uri, response);
    expect(await rig.accounts.linked(linkId)).toEqual(err({ code: 'not-readable' }));
  }
});

test('a server that stumbles does not end the wait; one that refuses does', async () => {
  const { linkId, uri } = await begin();
  rig.server.breakNext('linkRequest', { tag: 'status', status: 503, headers: { 'retry-after': '2' } });
  rig.server.breakNext('linkRequest', { tag: 'reset' }, 2);
  rig.server.breakNext('linkRequest', { tag: 'status', status: 429 });
  const linked = rig.accounts.linked(linkId);
  await asked(5);
  await phone.approveDevice(uri);
  expect((await linked).ok).toBe(true);

  const other = await begin();
  rig.server.breakNext('linkRequest', { tag: 'status', status: 401 });
  expect(await rig.accounts.linked(other.linkId)).toEqual(err({ code: 'refused' }));
});

test('a link cannot begin where nobody answers, or somebody else does', async () => {
  rig.server.breakNext('linkRequest', { tag: 'status', status: 404 });
  expect(await rig.accounts.link(rig.url)).toEqual(err({ code: 'not-a-happy-server' }));
  rig.server.breakNext('linkRequest', { tag: 'status', status: 200, body: { state: 'unheard-of' } });
  expect(await rig.accounts.link(rig.url)).toEqual(err({ code: 'not-a-happy-server' }));
  await rig.server.close();
  expect(await rig.accounts.link(rig.url)).toEqual(err({ code: 'unreachable' }));
  expect(await rig.accounts.link('http://happy.example')).toEqual(err({ code: 'tls' }));
});
