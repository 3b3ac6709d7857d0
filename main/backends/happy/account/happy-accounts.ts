import { err, ok, type Result } from '../../../../shared/result.ts';
import type { AccountOffer } from '../../../../shared/model/happy-account.ts';
import type { SendRequest } from '../../../net/http-json.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AccountError, HappyAccounts } from '../../../ports/happy-accounts.ts';
import type { Random } from '../../../ports/random.ts';
import { accountKeys } from '../crypto/account-keys.ts';
import { KEY_BYTES } from '../crypto/key-tree.ts';
import type { RandomBytes } from '../crypto/random-bytes.ts';
import { createAccessToken } from './access-token.ts';
import { accountError } from './account-error.ts';
import { accountSize } from './account-size.ts';
import { fingerprint } from './fingerprint.ts';
import { beginDeviceLink, type DeviceLink } from './link-device.ts';
import { readSecret, writeRecoveryKey, writeSecret } from './secret-text.ts';
import { lookAtTerminal, type HappyPlace } from './terminal-account.ts';

/** Offers that nobody joined: the oldest is forgotten, so that keys do not pile up in memory. */
const MAX_OFFERS = 16;

export function createHappyAccounts(tools: {
  readonly request: SendRequest;
  readonly clock: Clock;
  readonly random: Pick<Random, 'uuid'>;
  readonly randomBytes: RandomBytes;
  readonly place: HappyPlace;
}): HappyAccounts {
  const { request, random, randomBytes } = tools;
  const offers = new Map<
    string,
    { readonly secret: Buffer; readonly serverUrl: string; readonly fingerprint: string }
  >();
  /** `link` is null until the server knows of it. */
  let current: { readonly linkId: string; readonly serverUrl: string; readonly link: DeviceLink | null } | null = null;

  function cancelCurrent(): void {
    current?.link?.cancel();
    current = null;
  }

  function forget(accountId: string): void {
    offers.get(accountId)?.secret.fill(0);
    offers.delete(accountId);
  }

  /** Signs in to see that the server takes the key, and how much is there. */
  async function offer(serverUrl: string, secret: Buffer, isNew: boolean): Promise<Result<AccountOffer, AccountError>> {
    const keys = accountKeys(secret);
    const token = await createAccessToken({ serverUrl, keys, request, randomBytes }).get();
    if (!token.ok) return err(accountError(token.error));
    const size = isNew
      ? ok({ sessions: 0, computers: 0 })
      : await accountSize(request, { serverUrl, token: token.value });
    if (!size.ok) return err(accountError(size.error));

    const accountId = random.uuid();
    const known = { serverUrl, fingerprint: fingerprint(keys.anonymousId) };
    offers.set(accountId, { ...known, secret });
    const [oldest] = offers.keys();
    if (offers.size > MAX_OFFERS && oldest !== undefined) forget(oldest);
    return ok({ accountId, ...known, ...size.value, isNew });
  }

  return {
    async link(serverUrl) {
      cancelCurrent();
      const linkId = random.uuid();
      current = { linkId, serverUrl, link: null };
      const begun = await beginDeviceLink({ ...tools, serverUrl });
      if (!begun.ok) return begun;
      const { uri, expiresAtMs } = begun.value;
      if (current?.linkId === linkId) current = { linkId, serverUrl, link: begun.value };
      else begun.value.cancel(); // another one was begun meanwhile
      return ok({ linkId, uri, expiresAtMs });
    },
    async linked(linkId) {
      const isOver = () => current?.linkId !== linkId;
      if (current === null || current.link === null || isOver()) return err({ code: 'cancelled' });
      const { serverUrl, link } = current;
      const secret = await link.wait();
      if (!secret.ok) return secret;
      const made = await offer(serverUrl, secret.value, false);
      if (!isOver()) return made;
      // Cancelled while the account was looked at.
      if (made.ok) forget(made.value.accountId);
      return err({ code: 'cancelled' });
    },
    cancelLink(linkId) {
      if (current?.linkId === linkId) cancelCurrent();
    },
    async readKey(serverUrl, key) {
      const secret = readSecret(key);
      return secret.ok ? offer(serverUrl, secret.value, false) : secret;
    },
    create: (serverUrl) => offer(serverUrl, Buffer.from(randomBytes(KEY_BYTES)), true),
    lookAtTerminal: () => lookAtTerminal(tools.place),
    offered(accountId) {
      const known = offers.get(accountId);
      if (known === undefined) return null;
      const { secret, ...account } = known;
      return { ...account, key: writeSecret(secret) };
    },
    forget,
    recoveryKey(key) {
      const secret = readSecret(key);
      return secret.ok ? writeRecoveryKey(secret.value) : null;
    },
    stop() {
      cancelCurrent();
      for (const accountId of [...offers.keys()]) forget(accountId);
    },
  };
}
