import { connectionId } from '../../shared/ids.ts';
import type { Handlers } from '../../shared/ipc/types.ts';
import { withoutSecret, type ConnectionSettings } from '../../shared/model/settings.ts';
import { err, ok } from '../../shared/result.ts';
import type { BackendKit } from '../ports/backend.ts';
import type { ClaudeCode } from '../ports/claude-code.ts';
import type { CredentialSource } from '../ports/credentials.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { WindowSurface } from '../ports/surfaces.ts';
import { createConfirmReceiver } from './confirm-receiver.ts';
import { secretName } from './secret-name.ts';
import { ownConnection, PRACTICE_ID, type LiveSettings } from './settings.ts';
import type { Supervisor } from './supervisor.ts';

type ConnectionHandlers = Pick<
  Handlers,
  'connection:save' | 'connection:test' | 'connection:remove' | 'connection:retry' | 'connection:sign-in'
>;

export interface Connections {
  readonly handlers: ConnectionHandlers;
}

const failed = <C extends string>(code: C) => err({ code, message: code });

const NO_TOKEN: CredentialSource = { token: () => Promise.resolve(err({ code: 'no-token' })) };

/** Adding, changing, testing and removing connections. A typed token goes to the secret store, never to the settings. */
export function createConnections(parts: {
  readonly settings: Pick<LiveSettings, 'current' | 'change' | 'isManaged'>;
  readonly supervisor: Pick<Supervisor, 'backendOf'>;
  readonly kit: Pick<BackendKit, 'test'>;
  readonly secrets: SecretStore;
  readonly windows: Pick<WindowSurface, 'confirmReceiver'>;
  /** The connections that run, the managed ones among them. */
  readonly inForce: () => readonly ConnectionSettings[];
  readonly claudeCode: Pick<ClaudeCode, 'preview' | 'apply'>;
  readonly credentialsFor: (connection: ConnectionSettings) => CredentialSource;
}): Connections {
  const { settings, supervisor, kit, secrets } = parts;

  const mayReceive = createConfirmReceiver(parts);
  const isManaged = (id: string) => id === PRACTICE_ID || settings.isManaged(`connections.${id}`);

  const save: ConnectionHandlers['connection:save'] = async ({ connection, accessToken }) => {
    if (isManaged(connection.id)) return failed('managed');
    if (!(await mayReceive(connection))) return failed('not-confirmed');
    const before = ownConnection(settings.current, connectionId(connection.id));
    // What the keychain holds under this id is of the other kind: the key of an account is no bearer token.
    if (before !== undefined && before.kind !== connection.kind) return failed('id-taken');
    const name = secretName(connection.id);
    const moved = before !== undefined && !isSamePlace(before, connection) ? await secrets.get(name) : null;
    if (accessToken !== undefined) await secrets.set(name, accessToken);
    // What is kept was given for another host, and is not shown to this one.
    else if (moved !== null) await secrets.delete(name);
    // The settings file never holds a secret, however it came in.
    const kept = withoutSecret(connection);
    const others = settings.current.connections.filter(({ id }) => id !== connection.id);
    const outcome = await settings.change({ connections: [...others, kept] });
    if (!outcome.ok) {
      if (moved !== null) await secrets.set(name, moved);
      return failed(outcome.error);
    }
    if (before !== undefined && usesStored(before) && !usesStored(kept)) await secrets.delete(name);
    if (accessToken !== undefined) supervisor.backendOf(connectionId(connection.id))?.retry();
    return ok(null);
  };

  const test: ConnectionHandlers['connection:test'] = async ({ connection, accessToken }) => {
    if (accessToken === undefined && !(await mayReceive(connection))) return failed('not-confirmed');
    return ok(await kit.test(connection, sourceFor(connection, accessToken)));
  };

  function sourceFor(connection: ConnectionSettings, typed: string | undefined): CredentialSource {
    if (typed !== undefined) return { token: () => Promise.resolve(ok(typed)) };
    const own = ownConnection(settings.current, connectionId(connection.id));
    const isOwn = own !== undefined && isSamePlace(own, connection);
    return isOwn || !usesStored(connection) ? parts.credentialsFor(connection) : NO_TOKEN;
  }

  const remove: ConnectionHandlers['connection:remove'] = async ({ connectionId: id }) => {
    if (isManaged(id)) return failed('managed');
    const own = ownConnection(settings.current, id);
    if (own === undefined) return failed('no-such-connection');
    // Hooks that nobody listens to would only slow the agent down.
    if (own.kind === 'local' && !(await takeOutHooks(parts.claudeCode))) return failed('not-written');
    const connections = settings.current.connections.filter((connection) => connection.id !== id);
    const outcome = await settings.change({ connections });
    if (!outcome.ok) return failed(outcome.error);
    await secrets.delete(secretName(id));
    return ok(null);
  };

  const retry: ConnectionHandlers['connection:retry'] = async ({ connectionId: id }) => {
    const backend = supervisor.backendOf(id);
    if (backend === undefined) return failed('no-such-connection');
    backend.retry();
    return ok(null);
  };

  const signIn: ConnectionHandlers['connection:sign-in'] = async ({ connectionId: id, accessToken }) => {
    if (isManaged(id)) return failed('managed');
    const connection = ownConnection(settings.current, id);
    if (connection?.kind !== 'ccr') return failed('no-such-connection');
    const kept = await secrets.set(secretName(id), accessToken);
    if (!('stored' in connection.credentials)) {
      const others = settings.current.connections.filter((other) => other.id !== id);
      const change = { connections: [...others, { ...connection, credentials: { stored: true as const } }] };
      const outcome = await settings.change(change);
      if (!outcome.ok) {
        // The connection still signs in its old way, so a token that nothing asks for is not kept.
        await secrets.delete(secretName(id));
        return failed(outcome.error);
      }
    }
    supervisor.backendOf(id)?.retry();
    return ok({ kept });
  };

  return {
    handlers: {
      'connection:save': save,
      'connection:test': test,
      'connection:remove': remove,
      'connection:retry': retry,
      'connection:sign-in': signIn,
    },
  };
}

function usesStored(connection: ConnectionSettings): boolean {
  return connection.kind !== 'local' && 'stored' in connection.credentials;
}

/** A secret is given for one kind of service on one host. */
function isSamePlace(one: ConnectionSettings, other: ConnectionSettings): boolean {
  return one.kind === other.kind && originOf(one) === originOf(other);
}

function originOf(connection: ConnectionSettings): string {
  if (connection.kind === 'local') return '';
  return new URL(connection.kind === 'ccr' ? connection.baseUrl : connection.serverUrl).origin;
}

async function takeOutHooks(claudeCode: Pick<ClaudeCode, 'preview' | 'apply'>): Promise<boolean> {
  const preview = await claudeCode.preview('disconnect');
  return preview.ok && (await claudeCode.apply('disconnect', preview.value.beforeHash)).ok;
}
