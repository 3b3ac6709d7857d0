import { ok, type Result } from '../../../../shared/result.ts';
import type { AccountKeys } from './account-keys.ts';
import { readBase64 } from './base64.ts';
import { openDataKeyBox, sealDataKeyBox } from './data-key-box.ts';
import type { RandomBytes } from './random-bytes.ts';
import { openSecretbox, sealSecretbox } from './secretbox.ts';
import type { Undecryptable } from './undecryptable.ts';
import { unwrapDataKey } from './wrapped-key.ts';

/** What a session's, a machine's or an account's payloads are encrypted with, and how. */
export type PayloadKey =
  { readonly tag: 'legacy'; readonly secret: Uint8Array } | { readonly tag: 'data-key'; readonly key: Uint8Array };

/** @param wrapped  `dataEncryptionKey` of the object; null = the legacy way, with the account's secret */
export function payloadKeyOf(account: AccountKeys, wrapped: string | null): Result<PayloadKey, Undecryptable> {
  if (wrapped === null) return ok({ tag: 'legacy', secret: account.secret });
  const key = unwrapDataKey(account.content, wrapped);
  return key.ok ? ok({ tag: 'data-key', key: key.value }) : key;
}

/** @returns base64, as every payload travels */
export function sealPayload(key: PayloadKey, plain: string | Uint8Array, randomBytes: RandomBytes): string {
  const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
  const sealed =
    key.tag === 'legacy' ? sealSecretbox(key.secret, bytes, randomBytes) : sealDataKeyBox(key.key, bytes, randomBytes);
  return sealed.toString('base64');
}

/** @returns the plaintext, which may be empty: that is how an RPC handler that returns nothing is answered */
export function openPayload(key: PayloadKey, sealed: string): Result<Buffer, Undecryptable> {
  const bytes = readBase64(sealed);
  if (!bytes.ok) return bytes;
  return key.tag === 'legacy' ? openSecretbox(key.secret, bytes.value) : openDataKeyBox(key.key, bytes.value);
}
