import { expect, test } from 'vitest';
import { createConnections } from '../../../main/app/connections.ts';
import type { LiveSettings } from '../../../main/app/settings.ts';
import { connectionId } from '../../../shared/ids.ts';
import { defaultSettings, type CcrSettings } from '../../../shared/model/settings.ts';
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

/** Connections over settings that can be stored, or not. */
function connectionsWith(connection: CcrSettings, canStore: boolean) {
  const secrets = new Map<string, string>();
  const retried: string[] = [];
  let current = { ...defaultSettings, connections: [connection] };
  const settings: Pick<LiveSettings, 'current' | 'change' | 'isManaged'> = {
    get current() {
      return current;
    },
    isManaged: () => false,
    change(change) {
      if (!canStore) return Promise.resolve(err('not-saved'));
      current = { ...current, ...(change.connections && { connections: change.connections as [CcrSettings] }) };
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
    kit: { test: () => Promise.reject(new Error('not asked for')) },
    secrets: {
      encrypts: true,
      get: (name) => Promise.resolve(secrets.get(name) ?? null),
      set: (name, value) => Promise.resolve((secrets.set(name, value), 'keychain' as const)),
      delete: (name) => Promise.resolve(void secrets.delete(name)),
    },
    claudeCode: {
      preview: () => Promise.reject(new Error('not asked for')),
      apply: () => Promise.reject(new Error('not asked for')),
    },
    credentialsFor: () => ({ token: () => Promise.resolve(ok('unused')) }),
  });
  const signIn = () =>
    connections.handlers['connection:sign-in']({ connectionId: connectionId('home'), accessToken: 'typed' });
  return { signIn, secrets, retried, credentials: () => current.connections.map((each) => each.credentials) };
}

test('a typed token is kept and used from then on', async () => {
  const rig = connectionsWith(home, true);
  expect(await rig.signIn()).toEqual(ok({ kept: 'keychain' }));
  expect([[...rig.secrets.values()], rig.credentials(), rig.retried]).toEqual([
    ['typed'],
    [{ stored: true }],
    ['home'],
  ]);
});

test('a sign-in whose settings could not be stored says so and leaves nothing half done', async () => {
  const rig = connectionsWith(home, false);
  expect(await rig.signIn()).toEqual(err({ code: 'not-saved', message: 'not-saved' }));
  expect([rig.secrets.size, rig.credentials(), rig.retried]).toEqual([0, [home.credentials], []]);
});

test('a new token for a connection that has one already needs no change of the settings', async () => {
  const rig = connectionsWith({ ...home, credentials: { stored: true } }, false);
  expect(await rig.signIn()).toEqual(ok({ kept: 'keychain' }));
  expect([...rig.secrets.values()]).toEqual(['typed']);
});
