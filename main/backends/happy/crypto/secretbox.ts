import { secretbox } from '@noble/ciphers/salsa.js';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { RandomBytes } from './random-bytes.ts';
import type { Undecryptable } from './undecryptable.ts';

const NONCE_BYTES = 24;
const MAC_BYTES = 16;

/** XSalsa20-Poly1305 as NaCl lays it out: `nonce 24 | mac 16 | ciphertext`. */
export function sealSecretbox(key: Uint8Array, plain: Uint8Array, randomBytes: RandomBytes): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  return Buffer.concat([nonce, secretbox(key, nonce).seal(plain)]);
}

export function openSecretbox(key: Uint8Array, sealed: Uint8Array): Result<Buffer, Undecryptable> {
  if (sealed.length < NONCE_BYTES + MAC_BYTES) return err({ code: 'too-short' });
  const box = secretbox(key, sealed.subarray(0, NONCE_BYTES));
  try {
    const plain = box.open(sealed.subarray(NONCE_BYTES));
    return ok(Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength));
  } catch {
    return err({ code: 'wrong-key' });
  }
}
