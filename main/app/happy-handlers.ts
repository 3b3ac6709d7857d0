import type { Handlers } from '../../shared/ipc/types.ts';
import type { ConnectionSettings, HappySettings } from '../../shared/model/settings.ts';
import { connectionId, type ConnectionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CredentialSource } from '../ports/credentials.ts';
import type { HappyAccounts } from '../ports/happy-accounts.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { WindowSurface } from '../ports/surfaces.ts';
import { secretName } from './secret-name.ts';
import { ownConnection, PRACTICE_ID, type LiveSettings } from './settings.ts';

export type HappyHandlers = Pick<
  Handlers,
  | 'happy:link'
  | 'happy:linked'
  | 'happy:cancel-link'
  | 'happy:read-key'
  | 'happy:create'
  | 'happy:look-at-terminal'
  | 'happy:join'
  | 'happy:keep-key'
  | 'happy:sign-out'
>;

const failed = <C extends string>(code: C) => err({ code, message: code });
const told = <T, C extends string>(outcome: Result<T, { readonly code: C }>) =>
  outcome.ok ? outcome : failed(outcome.error.code);

const RECOVERY_FILE = 'happy-recovery-key.txt';

/** Joining accounts and leaving them. Keys stay in main: the window learns fingerprints and says what is to be done. */
export function createHappyHandlers(parts: {
  readonly accounts: HappyAccounts;
  readonly settings: Pick<LiveSettings, 'current' | 'change' | 'isManaged' | 'restart'>;
  readonly secrets: SecretStore;
  readonly credentialsFor: (connection: ConnectionSettings) => CredentialSource;
  readonly windows: Pick<WindowSurface, 'keepSecret'>;
}): HappyHandlers {
  const { accounts, settings, secrets, windows } = parts;

  const isManaged = (id: string) => id === PRACTICE_ID || settings.isManaged(`connections.${id}`);

  function save(connection: HappySettings) {
    const others = settings.current.connections.filter(({ id }) => id !== connection.id);
    return settings.change({ connections: [...others, connection] });
  }

  function ownHappy(id: ConnectionId): HappySettings | undefined {
    const own = ownConnection(settings.current, id);
    return own?.kind === 'happy' ? own : undefined;
  }

  const join: HappyHandlers['happy:join'] = async ({ accountId, connection }) => {
    const id = connectionId(connection.id);
    const offered = accounts.offered(accountId);
    if (offered === null) return failed('no-such-account');
    const { key, fingerprint, serverUrl } = offered;
    if (isManaged(id)) return failed('managed');
    const before = ownConnection(settings.current, id);
    if (before !== undefined && before.kind !== 'happy') return failed('id-taken');
    const keptBefore = await secrets.get(secretName(id));
    const kept = await secrets.set(secretName(id), key);
    const saved = await save({ ...connection, serverUrl, credentials: { stored: true }, fingerprint });
    if (!saved.ok) {
      // The connection is as it was, and so is the key that it uses.
      await (keptBefore === null ? secrets.delete(secretName(id)) : secrets.set(secretName(id), keptBefore));
      return failed(saved.error);
    }
    accounts.forget(accountId);
    // One that runs holds what it knew of another account, or of none.
    if (before !== undefined) await settings.restart(id);
    return ok({ kept });
  };

  /** The secret key that is spoken of, as text; null where it is not to be had. */
  async function keyOf(id: ConnectionId): Promise<string | null> {
    const own = ownHappy(id);
    const found = own === undefined ? null : await parts.credentialsFor(own).token();
    return found?.ok === true ? found.value : null;
  }

  const keepKey: HappyHandlers['happy:keep-key'] = async ({ of, way }) => {
    const isOffer = 'accountId' in of;
    const key = isOffer ? (accounts.offered(of.accountId)?.key ?? null) : await keyOf(of.connectionId);
    const recovery = key === null ? null : accounts.recoveryKey(key);
    if (recovery === null) return failed(isOffer ? 'no-such-account' : 'no-key');
    const outcome = await windows.keepSecret(recovery, way, RECOVERY_FILE);
    return outcome === 'not-written' ? failed('not-written') : ok({ kept: outcome === 'kept' });
  };

  const signOut: HappyHandlers['happy:sign-out'] = async ({ connectionId: id }) => {
    if (isManaged(id)) return failed('managed');
    const own = ownHappy(id);
    if (own === undefined) return failed('no-such-connection');
    try {
      await secrets.delete(secretName(id));
    } catch {
      return failed('not-saved'); // it could not be taken off the disk
    }
    if (!('stored' in own.credentials)) {
      const saved = await save({ ...own, credentials: { stored: true } });
      if (!saved.ok) return failed(saved.error);
    }
    await settings.restart(id);
    return ok(null);
  };

  return {
    'happy:link': async ({ serverUrl }) => told(await accounts.link(serverUrl)),
    'happy:linked': async ({ linkId }) => told(await accounts.linked(linkId)),
    'happy:cancel-link': async ({ linkId }) => {
      accounts.cancelLink(linkId);
      return ok(null);
    },
    'happy:read-key': async ({ serverUrl, key }) => told(await accounts.readKey(serverUrl, key)),
    'happy:create': async ({ serverUrl }) => told(await accounts.create(serverUrl)),
    'happy:look-at-terminal': async () => ok(await accounts.lookAtTerminal()),
    'happy:join': join,
    'happy:keep-key': keepKey,
    'happy:sign-out': signOut,
  };
}
