import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeRecoveryKey, writeSecret } from '../../../main/backends/happy/account/secret-text.ts';
import type { createHappyHandlers } from '../../../main/app/happy-handlers.ts';
import type { ConnectionEntry } from '../../../main/domain/session-registry.ts';
import { connectionId } from '../../../shared/ids.ts';
import { ccrConnectionSchema } from '../../../shared/model/settings.ts';
import { err, ok } from '../../../shared/result.ts';
import { accountRig } from './account-rig.ts';
import { handlersRig, HOME, home } from './handlers-rig.ts';

type Given = Omit<Parameters<typeof handlersRig>[0], 'accounts' | 'homeDir'>;

let homeDir: string;
let far: Awaited<ReturnType<typeof accountRig>>;
let rig: Awaited<ReturnType<typeof handlersRig>>;
beforeEach(async () => {
  homeDir = mkdtempSync(join(tmpdir(), 'gatehouse-home-'));
  far = await accountRig();
});
afterEach(async () => {
  await rig.end();
  await far.end();
  rmSync(homeDir, { recursive: true });
});

const secret = randomBytes(32);
const key = writeSecret(secret);
const other = writeSecret(randomBytes(32));
const open = async (given: Given = {}) => (rig = await handlersRig({ ...given, accounts: far.accounts, homeDir }));
const isLive = (entry?: ConnectionEntry) => entry?.state.tag === 'live';
const isSignedOut = (entry?: ConnectionEntry) => entry?.state.tag === 'sign-in-needed';
const sessionsShown = () => [...rig.engine.state.registry.sessions.values()].length;

async function offer(typed = key): Promise<string> {
  const read = await rig.handlers['happy:read-key']({ serverUrl: far.url, key: typed });
  if (!read.ok) throw new Error(read.error.code);
  return read.value.accountId;
}
const joinAs = (accountId: string, connection = home(far.url)) => rig.handlers['happy:join']({ accountId, connection });
const signOut = () => rig.handlers['happy:sign-out']({ connectionId: HOME });
const keepKey = (
  of: Parameters<ReturnType<typeof createHappyHandlers>['happy:keep-key']>[0]['of'],
  way: 'clipboard' | 'file' = 'clipboard',
) => rig.handlers['happy:keep-key']({ of, way });
const saidNo = (code: string) => err({ code, message: code });

test('joining an account puts its key into the keychain, and into no settings', async () => {
  await open();
  const accountId = await offer();
  expect(await joinAs(accountId)).toEqual(ok({ kept: 'keychain' }));
  await rig.until(isLive);
  expect(rig.secretOf('home')).toBe(key);
  const fingerprint = expect.stringMatching(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
  expect(rig.connectionsStored).toEqual([{ ...home(far.url), fingerprint }]);
  expect([...rig.running]).toEqual([['home', key]]);
  expect(JSON.stringify(rig.connectionsStored)).not.toContain(key);
  expect(await joinAs(accountId)).toEqual(saidNo('no-such-account'));
});

test('an account is joined on the server where it was found, whatever the window says', async () => {
  await open();
  await joinAs(await offer(), home('https://elsewhere.example'));
  expect(rig.connectionsStored).toMatchObject([{ serverUrl: far.url }]);
});

test('a key that comes with a connection from the window is not the one that is kept', async () => {
  await open();
  await joinAs(await offer(), home(far.url, { credentials: { secretKey: other } }));
  expect(rig.secretOf('home')).toBe(key);
  expect(rig.connectionsStored).toMatchObject([home(far.url)]);
});

test('signing in to another account leaves nothing of the one before', async () => {
  await open({ settings: { connections: [home(far.url)] }, secrets: { home: other } });
  await rig.until(isLive);
  const [before] = rig.engine.state.registry.sessions.keys();
  const first = rig.engine.state.registry.connections.get(HOME)?.account;
  expect(await joinAs(await offer())).toEqual(ok({ kept: 'keychain' }));
  await rig.until((entry) => isLive(entry) && entry?.account?.fingerprint !== first?.fingerprint);
  expect([...rig.running]).toEqual([['home', key]]);
  expect([...rig.engine.state.registry.sessions.keys()]).not.toContain(before);
  expect(sessionsShown()).toBe(1);
});

test('signing out deletes the key, ends the backend and takes the sessions away; the connection stays', async () => {
  await open({ settings: { connections: [home(far.url)] }, secrets: { home: key } });
  await rig.until(isLive);
  expect(sessionsShown()).toBe(1);
  expect(await signOut()).toEqual(ok(null));
  await rig.until(isSignedOut);
  expect(rig.secretOf('home')).toBeNull();
  expect([...rig.running]).toEqual([['home', null]]);
  expect(sessionsShown()).toBe(0);
  expect(rig.engine.state.registry.connections.get(HOME)?.account).toBeUndefined();
  expect(rig.connectionsStored).toEqual([home(far.url)]);
  expect(await keepKey({ connectionId: HOME })).toEqual(saidNo('no-key'));
});

test('signing out of an account that the happy command holds no longer uses its folder', async () => {
  mkdirSync(join(homeDir, '.happy'));
  const keyFile = { secret: secret.toString('base64'), token: 't' };
  writeFileSync(join(homeDir, '.happy', 'agent.key'), JSON.stringify(keyFile));
  await open({ settings: { connections: [home(far.url, { credentials: { happyHome: '~/.happy' } })] } });
  await rig.until(isLive);
  expect([...rig.running]).toEqual([['home', key]]);
  expect(await signOut()).toEqual(ok(null));
  await rig.until(isSignedOut);
  expect(rig.connectionsStored).toEqual([home(far.url)]);
});

test('a joined account whose connection could not be stored leaves the old key in place', async () => {
  await open({ settings: { connections: [home(far.url)] }, secrets: { home: other } });
  const accountId = await offer();
  rig.fillDisk();
  expect(await joinAs(accountId)).toEqual(saidNo('not-saved'));
  expect(rig.secretOf('home')).toBe(other);
  expect(await keepKey({ accountId })).toEqual(ok({ kept: true }));
});

test('a key that could not be taken off the disk is told, and the connection goes on', async () => {
  await open({ settings: { connections: [home(far.url)] }, secrets: { home: key } });
  await rig.until(isLive);
  rig.fillDisk();
  expect(await signOut()).toEqual(saidNo('not-saved'));
  expect([...rig.running]).toEqual([['home', key]]);
});

test('the recovery key goes to the clipboard or to a file, and never to the window', async () => {
  await open({ settings: { connections: [home(far.url)] }, secrets: { home: key } });
  const accountId = await offer(other);
  expect(await keepKey({ connectionId: HOME })).toEqual(ok({ kept: true }));
  expect(await keepKey({ accountId }, 'file')).toEqual(ok({ kept: true }));
  const name = 'happy-recovery-key.txt';
  expect(rig.kept).toEqual([
    { text: writeRecoveryKey(secret), way: 'clipboard', name },
    { text: writeRecoveryKey(Buffer.from(other, 'base64url')), way: 'file', name },
  ]);
  rig.keepingEnds('left');
  expect(await keepKey({ connectionId: HOME }, 'file')).toEqual(ok({ kept: false }));
  rig.keepingEnds('not-written');
  expect(await keepKey({ connectionId: HOME }, 'file')).toEqual(saidNo('not-written'));
  expect(await keepKey({ accountId: 'unknown' })).toEqual(saidNo('no-such-account'));
});

test('what an organisation manages can neither be joined nor left', async () => {
  await open({ settings: { connections: [home(far.url)] }, managed: ['connections.home'], secrets: { home: key } });
  expect(await joinAs(await offer(other))).toEqual(saidNo('managed'));
  expect(await signOut()).toEqual(saidNo('managed'));
  expect(rig.secretOf('home')).toBe(key);
});

test('an id that another kind of connection has is not taken over', async () => {
  const remote = ccrConnectionSchema.parse({
    id: 'home',
    kind: 'ccr',
    name: 'Remote',
    baseUrl: far.url,
    credentials: { stored: true },
  });
  await open({ settings: { connections: [remote] }, secrets: { home: 'a token' } });
  expect(await joinAs(await offer())).toEqual(saidNo('id-taken'));
  expect(await signOut()).toEqual(saidNo('no-such-connection'));
  expect(await keepKey({ connectionId: HOME })).toEqual(saidNo('no-key'));
  expect(rig.secretOf('home')).toBe('a token');
});

test('removing a connection deletes its key', async () => {
  await open({ settings: { connections: [home(far.url)] }, secrets: { home: key } });
  expect(await rig.connections['connection:remove']({ connectionId: HOME })).toEqual(ok(null));
  expect(rig.secretOf('home')).toBeNull();
  expect([...rig.running]).toEqual([]);
});

test('linking, creating and looking around go through to the accounts', async () => {
  await open();
  const { handlers } = rig;
  const link = await handlers['happy:link']({ serverUrl: far.url });
  if (!link.ok) throw new Error(link.error.code);
  const linked = handlers['happy:linked']({ linkId: link.value.linkId });
  expect(await handlers['happy:cancel-link']({ linkId: link.value.linkId })).toEqual(ok(null));
  expect(await linked).toEqual(saidNo('cancelled'));
  const made = await handlers['happy:create']({ serverUrl: far.url });
  if (!made.ok) throw new Error(made.error.code);
  expect(await joinAs(made.value.accountId, home(far.url, { id: 'new' }))).toEqual(ok({ kept: 'keychain' }));
  expect(rig.secretOf('new')).not.toBeNull();
  expect(rig.engine.state.registry.connections.has(connectionId('new'))).toBe(true);
  expect(await handlers['happy:look-at-terminal'](undefined)).toEqual(ok({ tag: 'none' }));
  expect(await handlers['happy:read-key']({ serverUrl: far.url, key: '?' })).toEqual(saidNo('not-a-key'));
});

test('nothing that the window is told holds a key', async () => {
  await open();
  const { handlers } = rig;
  const answers = [
    await handlers['happy:link']({ serverUrl: far.url }),
    await handlers['happy:read-key']({ serverUrl: far.url, key }),
    await joinAs(await offer()),
    await keepKey({ connectionId: HOME }),
  ];
  const text = JSON.stringify([answers, rig.engine.state.settings, [...rig.engine.state.registry.connections]]);
  for (const form of [key, writeRecoveryKey(secret), secret.toString('base64')]) expect(text).not.toContain(form);
});
