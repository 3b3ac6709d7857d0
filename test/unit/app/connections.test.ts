import { expect, test } from 'vitest';
import { createConnections } from '../../../main/app/connections.ts';
import type { LiveSettings } from '../../../main/app/settings.ts';
import { connectionId } from '../../../shared/ids.ts';
import {
  defaultSettings,
  happyConnectionSchema,
  type CcrSettings,
  type ConnectionSettings,
  type Settings,
} from '../../../shared/model/settings.ts';
import { err, ok } from '../../../shared/result.ts';

const home: CcrSettings = {
  id: 'home',
  kind: 'ccr',
  name: 'Home',
  enabled: true,
  baseUrl: 'https://sessions.example',
  transport: 'auto',
  viewerOnly: false,
  credentials: { claudeCredentialsFile: '/home/ann/.claude/.credentials.json' },
};

const account = happyConnectionSchema.parse({
  id: 'home',
  kind: 'happy',
  name: 'Home',
  credentials: { stored: true },
});
const stored: CcrSettings = { ...home, credentials: { stored: true } };

const credentialsOf = (connections: readonly ConnectionSettings[]) =>
  connections.map((each) => (each.kind === 'local' ? null : each.credentials));

/** Connections over settings that can be stored, or not. */
function connectionsWith(connection: ConnectionSettings, canStore: boolean, agrees = false) {
  const asked: string[] = [];
  const secrets = new Map<string, string>();
  const retried: string[] = [];
  const usedInTest: string[] = [];
  let current: Settings = { ...defaultSettings, connections: [connection] };
  const settings: Pick<LiveSettings, 'current' | 'change' | 'isManaged'> = {
    get current() {
      return current;
    },
    isManaged: () => false,
    change(change) {
      if (!canStore) return Promise.resolve(err('not-saved'));
      current = { ...current, ...change };
      return Promise.resolve(ok(null));
    },
  };
  const connections = createConnections({
    settings,
    supervisor: {
      backendOf: (id) => {
        retried.push(id);
        return undefined;
      },
    },
    kit: {
      async test(_settings, credentials) {
        const token = await credentials.token();
        usedInTest.push(token.ok ? token.value : token.error.code);
        return { reached: true, sessions: 0, problem: null, status: 200 };
      },
    },
    secrets: {
      encrypts: true,
      get: (name) => Promise.resolve(secrets.get(name) ?? null),
      set: (name, value) => Promise.resolve((secrets.set(name, value), 'keychain' as const)),
      delete: (name) => Promise.resolve(void secrets.delete(name)),
    },
    windows: {
      confirmReceiver(of, host) {
        asked.push(`${of} ${host}`);
        return Promise.resolve(agrees);
      },
    },
    inForce: () => current.connections,
    claudeCode: {
      preview: () => Promise.reject(new Error('not asked for')),
      apply: () => Promise.reject(new Error('not asked for')),
    },
    credentialsFor: () => ({ token: () => Promise.resolve(ok('kept')) }),
  });
  const signIn = () =>
    connections.handlers['connection:sign-in']({ connectionId: connectionId('home'), accessToken: 'typed' });
  const { handlers } = connections;
  return { signIn, secrets, retried, usedInTest, asked, handlers, stored: () => current.connections };
}

test('a typed token is kept and used from then on', async () => {
  const rig = connectionsWith(home, true);
  expect(await rig.signIn()).toEqual(ok({ kept: 'keychain' }));
  expect([[...rig.secrets.values()], credentialsOf(rig.stored()), rig.retried]).toEqual([
    ['typed'],
    [{ stored: true }],
    ['home'],
  ]);
});

test('a sign-in whose settings could not be stored says so and leaves nothing half done', async () => {
  const rig = connectionsWith(home, false);
  expect(await rig.signIn()).toEqual(err({ code: 'not-saved', message: 'not-saved' }));
  expect([rig.secrets.size, credentialsOf(rig.stored()), rig.retried]).toEqual([0, [home.credentials], []]);
});

test('a new token for a connection that has one already needs no change of the settings', async () => {
  const rig = connectionsWith({ ...home, credentials: { stored: true } }, false);
  expect(await rig.signIn()).toEqual(ok({ kept: 'keychain' }));
  expect([...rig.secrets.values()]).toEqual(['typed']);
});

test('the key of an account is no token: another kind of connection under its id can neither be saved nor tried with it', async () => {
  const rig = connectionsWith(account, true);
  expect(await rig.handlers['connection:save']({ connection: stored })).toEqual(
    err({ code: 'id-taken', message: 'id-taken' }),
  );
  expect(rig.stored()).toEqual([account]);
  await rig.handlers['connection:test']({ connection: stored });
  expect(rig.usedInTest).toEqual(['no-token']);
  await rig.handlers['connection:test']({ connection: account });
  await rig.handlers['connection:test']({ connection: stored, accessToken: 'typed' });
  expect(rig.usedInTest).toEqual(['no-token', 'kept', 'typed']);
});

test('a key that the connection does not use any more is not kept', async () => {
  const rig = connectionsWith(account, true);
  await rig.handlers['connection:save']({ connection: account, accessToken: 'a key' });
  expect([...rig.secrets.values()]).toEqual(['a key']);
  await rig.handlers['connection:save']({ connection: { ...account, credentials: { happyHome: '~/.happy' } } });
  expect([...rig.secrets.values()]).toEqual([]);
});

test('a kept token is of one host: for another one it is neither tried nor kept', async () => {
  const rig = connectionsWith(stored, true);
  await rig.handlers['connection:save']({ connection: stored, accessToken: 'typed' });
  const sameHost = { ...stored, baseUrl: 'https://sessions.example/v2' };
  const otherHost = { ...stored, baseUrl: 'https://elsewhere.example' };
  await rig.handlers['connection:test']({ connection: sameHost });
  await rig.handlers['connection:test']({ connection: otherHost });
  expect(rig.usedInTest).toEqual(['kept', 'no-token']);
  await rig.handlers['connection:save']({ connection: sameHost });
  expect([...rig.secrets.values()]).toEqual(['typed']);
  await rig.handlers['connection:save']({ connection: otherHost });
  expect([...rig.secrets.values()]).toEqual([]);
});

test('a move to another host that could not be stored leaves the token where it was', async () => {
  const rig = connectionsWith(stored, false);
  await rig.signIn();
  const moved = await rig.handlers['connection:save']({
    connection: { ...stored, baseUrl: 'https://elsewhere.example' },
  });
  expect(moved).toEqual(err({ code: 'not-saved', message: 'not-saved' }));
  expect([...rig.secrets.values()]).toEqual(['typed']);
});

const NOT_CONFIRMED = err({ code: 'not-confirmed', message: 'not-confirmed' });
const borrowing: CcrSettings = { ...home, id: 'other', baseUrl: 'https://evil.example' };

test.each([borrowing, { ...account, id: 'other', serverUrl: 'https://evil.example', credentials: { happyHome: '~' } }])(
  "another program's sign-in goes to no host that the person does not agree to: $kind",
  async (connection) => {
    const rig = connectionsWith(stored, true, false);
    expect(await rig.handlers['connection:test']({ connection })).toEqual(NOT_CONFIRMED);
    expect(await rig.handlers['connection:save']({ connection })).toEqual(NOT_CONFIRMED);
    expect([rig.usedInTest, rig.stored(), rig.asked]).toEqual([
      [],
      [stored],
      Array(2).fill(`${connection.kind === 'ccr' ? 'claude-code' : 'happy'} evil.example`),
    ]);
  },
);

test('a connection that runs cannot be turned towards another host without a word', async () => {
  const rig = connectionsWith(home, true, false);
  const moved = { ...home, baseUrl: 'https://evil.example' };
  expect(await rig.handlers['connection:save']({ connection: moved })).toEqual(NOT_CONFIRMED);
  expect(rig.stored()).toEqual([home]);
});

test('what was agreed to is not asked again, for the test nor for the save', async () => {
  const rig = connectionsWith(stored, true, true);
  await rig.handlers['connection:test']({ connection: borrowing });
  expect(await rig.handlers['connection:save']({ connection: borrowing })).toEqual(ok(null));
  expect(await rig.handlers['connection:save']({ connection: { ...borrowing, name: 'New name' } })).toEqual(ok(null));
  expect([rig.usedInTest, rig.asked]).toEqual([['kept'], ['claude-code evil.example']]);
});

test('a host that has the sign-in already, and one with a token of its own, need no question', async () => {
  const rig = connectionsWith(home, true, false);
  const sameHost = { ...home, id: 'second', baseUrl: 'https://sessions.example/v2' };
  expect(await rig.handlers['connection:save']({ connection: sameHost })).toEqual(ok(null));
  await rig.handlers['connection:test']({ connection: borrowing, accessToken: 'typed' });
  expect([rig.usedInTest, rig.asked]).toEqual([['typed'], []]);
});

test('one question at a time: what comes while it is open is a no', async () => {
  const rig = connectionsWith(stored, true, true);
  const both = await Promise.all([
    rig.handlers['connection:test']({ connection: borrowing }),
    rig.handlers['connection:test']({ connection: { ...borrowing, baseUrl: 'https://evil2.example' } }),
  ]);
  expect([both.map((outcome) => outcome.ok), rig.asked]).toEqual([[true, false], ['claude-code evil.example']]);
});
