import { hsalsa } from '@noble/ciphers/salsa.js';
import { err, type Result } from '../../../../shared/result.ts';
import { boxKeyPair, sharedSecret, type BoxKeyPair } from './box-key-pair.ts';
import { KEY_BYTES } from './key-tree.ts';
import type { RandomBytes } from './random-bytes.ts';
import { openSecretbox, sealSecretbox } from './secretbox.ts';
import type { Undecryptable } from './undecryptable.ts';

/**
 * Seals bytes for a public key, anonymously: `ephemeral public key 32 | nonce 24 | crypto_box`. Not `crypto_box_seal`.
 *
 * @returns null where `publicKey` is not a point that a secret can be shared with
 */
export function sealBoxBundle(publicKey: Uint8Array, plain: Uint8Array, randomBytes: RandomBytes): Buffer | null {
  const ephemeral = boxKeyPair(randomBytes(KEY_BYTES));
  const key = boxKey(ephemeral, publicKey);
  return key && Buffer.concat([ephemeral.publicKey, sealSecretbox(key, plain, randomBytes)]);
}

export function openBoxBundle(pair: BoxKeyPair, bundle: Uint8Array): Result<Buffer, Undecryptable> {
  if (bundle.length < KEY_BYTES) return err({ code: 'too-short' });
  const key = boxKey(pair, bundle.subarray(0, KEY_BYTES));
  return key === null ? err({ code: 'wrong-key' }) : openSecretbox(key, bundle.subarray(KEY_BYTES));
}

/** The key of a NaCl box: HSalsa20 of what both sides share, with a nonce of zeros. */
function boxKey({ privateKey }: BoxKeyPair, publicKey: Uint8Array): Buffer | null {
  const shared = sharedSecret(privateKey, publicKey);
  if (shared === null) return null;
  const out = new Uint32Array(KEY_BYTES / 4);
  hsalsa(words(Buffer.from('expand 32-byte k', 'latin1')), words(shared), new Uint32Array(4), out);
  const key = Buffer.alloc(KEY_BYTES);
  for (const [index, word] of out.entries()) key.writeUInt32LE(word, index * 4);
  return key;
}

function words(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}
