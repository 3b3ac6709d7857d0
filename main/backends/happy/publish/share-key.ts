import type { AccountKeys } from '../crypto/account-keys.ts';
import { decodeUtf8 } from '../../../claude/frame.ts';
import { deriveKey } from '../crypto/key-tree.ts';
import { openPayload, payloadKeyOf, sealPayload, type PayloadKey } from '../crypto/payload-key.ts';
import type { RandomBytes } from '../crypto/random-bytes.ts';
import { wrapDataKey } from '../crypto/wrapped-key.ts';

/**
 * What one published session is encrypted with: a data key of its own, wrapped for the account as the other devices expect
 * it. It is derived from the account's secret and the share's id, which is random: so what is said before the service was
 * ever reached can already be encrypted and written down, a later run finds the same key without any being stored, and a
 * service that hands us another session's row is found out.
 */
export class ShareKey {
  /** `dataEncryptionKey` for a session that has none yet; the same for the whole run. */
  readonly wrapped: string;
  readonly #key: PayloadKey;
  readonly #account: AccountKeys;
  readonly #randomBytes: RandomBytes;

  constructor(account: AccountKeys, shareId: string, randomBytes: RandomBytes) {
    const key = deriveKey(account.secret, 'Gatehouse Share', [shareId]);
    this.wrapped = wrapDataKey(account.content.publicKey, key, randomBytes);
    this.#key = { tag: 'data-key', key };
    this.#account = account;
    this.#randomBytes = randomBytes;
  }

  /** True if a session of the service is encrypted with this key. */
  opens(dataEncryptionKey: string | null): boolean {
    if (dataEncryptionKey === null || this.#key.tag !== 'data-key') return false;
    const theirs = payloadKeyOf(this.#account, dataEncryptionKey);
    return theirs.ok && theirs.value.tag === 'data-key' && Buffer.compare(theirs.value.key, this.#key.key) === 0;
  }

  seal(plaintext: string): string {
    return sealPayload(this.#key, plaintext, this.#randomBytes);
  }

  /** Null for what was not written with this key, or is no text. */
  unseal(sealed: string): string | null {
    const bytes = openPayload(this.#key, sealed);
    return bytes.ok ? decodeUtf8(bytes.value) : null;
  }
}
