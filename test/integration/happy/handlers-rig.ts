import { randomUUID } from 'node:crypto';
import { createConnections } from '../../../main/app/connections.ts';
import { createEngine } from '../../../main/app/engine.ts';
import { createHappyHandlers } from '../../../main/app/happy-handlers.ts';
import { secretName } from '../../../main/app/secret-name.ts';
import { createSettings } from '../../../main/app/settings.ts';
import { createSupervisor } from '../../../main/app/supervisor.ts';
import { credentialsFor } from '../../../main/backends/credentials-for.ts';
import type { ConnectionEntry } from '../../../main/domain/session-registry.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom } from '../../../main/net/system-random.ts';
import type { Backend, BackendTools } from '../../../main/ports/backend.ts';
import type { HappyAccounts } from '../../../main/ports/happy-accounts.ts';
import { connectionId, sessionId } from '../../../shared/ids.ts';
import { NO_CAPABILITIES } from '../../../shared/model/connection.ts';
import { defaultSettings, happyConnectionSchema, type Settings } from '../../../shared/model/settings.ts';
import { newState } from '../../support/states.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const HOME = connectionId('home');
export const home = (serverUrl: string, more: Readonly<Record<string, unknown>> = {}) =>
  happyConnectionSchema.parse({
    id: 'home',
    kind: 'happy',
    name: 'Home',
    serverUrl,
    credentials: { stored: true },
    ...more,
  });

/** The handlers over real settings and a real supervisor; its backends tell with which key they run. */
export async function handlersRig(given: {
  readonly accounts: HappyAccounts;
  readonly homeDir: string;
  readonly settings?: Partial<Settings>;
  readonly managed?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
}) {
  const secrets = new Map(Object.entries(given.secrets ?? {}).map(([id, key]) => [secretName(id), key]));
  const kept: { readonly text: string; readonly way: string; readonly name: string }[] = [];
  let stored = { ...defaultSettings, ...given.settings };
  let isDiskFull = false;
  let keeping: 'kept' | 'left' | 'not-written' = 'kept';
  const running = new Map<string, string | null>();

  const credentials = credentialsFor({
    readStored: (id) => Promise.resolve(secrets.get(secretName(id)) ?? null),
    environment: {},
    platform: 'linux',
    homeDir: given.homeDir,
  });
  const engine = createEngine({ clock: systemClock, initial: newState(), run: () => undefined });
  const supervisor = createSupervisor({
    engine,
    kit: { create: (_settings, tools) => aBackend(tools, running), test: () => Promise.reject(new Error('unused')) },
    transcripts: { append: () => undefined, live: () => undefined },
    clock: systemClock,
    random: systemRandom,
    beforeStop: () => null,
    log,
  });
  const settings = createSettings({
    store: {
      read: () => ({ settings: stored, problems: [] }),
      write(next) {
        if (isDiskFull) throw new Error('no space left');
        stored = next;
      },
    },
    merge: (profile) => ({ settings: profile, managedPaths: given.managed ?? [] }),
    engine,
    supervisor,
    credentialsFor: credentials,
    startPractice: () => Promise.reject(new Error('unused')),
    practiceFlag: 'no',
    log,
  });
  const secretStore = {
    encrypts: true,
    get: (name: string) => Promise.resolve(secrets.get(name) ?? null),
    set: (name: string, value: string) => Promise.resolve((secrets.set(name, value), 'keychain' as const)),
    delete(name: string) {
      if (isDiskFull) return Promise.reject(new Error('no space left'));
      return Promise.resolve(void secrets.delete(name));
    },
  };
  await settings.apply();
  return {
    handlers: createHappyHandlers({
      accounts: given.accounts,
      settings,
      secrets: secretStore,
      credentialsFor: credentials,
      windows: {
        keepSecret(text, way, name) {
          kept.push({ text, way, name });
          return Promise.resolve(keeping);
        },
      },
    }),
    connections: createConnections({
      settings,
      supervisor,
      kit: { test: () => Promise.reject(new Error('unused')) },
      secrets: secretStore,
      windows: { confirmReceiver: () => Promise.reject(new Error('unused')) },
      inForce: () => engine.state.settings.connections,
      claudeCode: {
        preview: () => Promise.reject(new Error('unused')),
        apply: () => Promise.reject(new Error('unused')),
      },
      credentialsFor: credentials,
    }).handlers,
    engine,
    /** Resolves when the connection stands as the test says. */
    until: (stands: (entry: ConnectionEntry | undefined) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!stands(engine.state.registry.connections.get(HOME))) return;
          off();
          resolve();
        };
        const off = engine.onChange(look);
        look();
      }),
    /** What lies in the keychain, by connection. */
    secretOf: (id: string) => secrets.get(secretName(id)) ?? null,
    /** The key that each running backend was started with; null = it found none. */
    running,
    /** What was brought to the clipboard or to a file. */
    kept,
    get connectionsStored() {
      return stored.connections;
    },
    fillDisk: () => (isDiskFull = true),
    keepingEnds: (how: typeof keeping) => (keeping = how),
    end: () => supervisor.stop(),
  };
}

/** Reads its key once, as a backend does, and has one session with that key. */
function aBackend({ connectionId: id, credentials, emit }: BackendTools, running: Map<string, string | null>): Backend {
  const impossible = () => Promise.reject(new Error('not asked for'));
  return {
    capabilities: NO_CAPABILITIES,
    start() {
      void credentials.token().then((key) => {
        running.set(id, key.ok ? key.value : null);
        const state = key.ok ? ({ tag: 'live' } as const) : ({ tag: 'sign-in-needed', why: key.error.code } as const);
        emit({ tag: 'connection-state', connectionId: id, state });
        if (!key.ok) return;
        emit({ tag: 'connection-account', connectionId: id, account: { fingerprint: key.value.slice(0, 4) } });
        emit({ tag: 'session-facts', connectionId: id, sessionId: sessionId(randomUUID()), facts: {} });
      });
    },
    stop() {
      running.delete(id);
      return Promise.resolve();
    },
    encodeAnswer: () => {
      throw new Error('not asked for');
    },
    sendAnswer: impossible,
    command: impossible,
    probe: () => undefined,
    prioritise: () => undefined,
    retry: () => undefined,
    readTranscript: () => [],
    loadOlder: impossible,
    mayHaveOlder: () => false,
    rewindOlder: () => undefined,
    starter: null,
    sharer: null,
  };
}
