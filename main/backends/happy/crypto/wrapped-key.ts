import { err, ok, type Result } from '../../../../shared/result.ts';
import { readBase64, writeBase64 } from './base64.ts';
import { openBoxBundle, sealBoxBundle } from './box-bundle.ts';
import type { BoxKeyPair } from './box-key-pair.ts';
import { KEY_BYTES } from './key-tree.ts';
import type { RandomBytes } from './random-bytes.ts';
import type { Undecryptable } from './undecryptable.ts';

const VERSION = 0;

/**
 * A data key for the account's content key, as `dataEncryptionKey` carries it: `0x00 | box bundle`, base64.
 *
 * @param contentPublicKey  the account's own: of any other key that cannot be used the caller has a bug
 */
export function wrapDataKey(contentPublicKey: Uint8Array, dataKey: Uint8Array, randomBytes: RandomBytes): string {
  const bundle = sealBoxBundle(contentPublicKey, dataKey, randomBytes);
  if (bundle === null) throw new Error('content public key is not a usable point');
  return writeBase64(Uint8Array.of(VERSION), bundle);
}

export function unwrapDataKey(content: BoxKeyPair, wrapped: string): Result<Buffer, Undecryptable> {
  const bytes = readBase64(wrapped);
  if (!bytes.ok) return bytes;
  if (bytes.value.length === 0) return err({ code: 'too-short' });
  if (bytes.value[0] !== VERSION) return err({ code: 'unknown-version' });
  const key = openBoxBundle(content, bytes.value.subarray(1));
  if (!key.ok) return key;
  return key.value.length === KEY_BYTES ? ok(key.value) : err({ code: 'wrong-length' });
}
