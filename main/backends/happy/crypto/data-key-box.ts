import { createCipheriv, createDecipheriv } from 'node:crypto';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { RandomBytes } from './random-bytes.ts';
import type { Undecryptable } from './undecryptable.ts';

const VERSION = 0;
const NONCE_AT = 1;
const TEXT_AT = 13;
const TAG_BYTES = 16;
const NONCE_BYTES = TEXT_AT - NONCE_AT;
const CIPHER = 'aes-256-gcm';
const OPTIONS = { authTagLength: TAG_BYTES };

/** AES-256-GCM as Happy lays it out: `0x00 | nonce 12 | ciphertext | tag 16`. */
export function sealDataKeyBox(key: Uint8Array, plain: Uint8Array, randomBytes: RandomBytes): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, OPTIONS);
  const text = cipher.update(plain);
  cipher.final(); // a counter mode: nothing is left over, this makes the tag
  return Buffer.concat([Uint8Array.of(VERSION), nonce, text, cipher.getAuthTag()]);
}

export function openDataKeyBox(key: Uint8Array, sealed: Uint8Array): Result<Buffer, Undecryptable> {
  if (sealed.length < TEXT_AT + TAG_BYTES) return err({ code: 'too-short' });
  if (sealed[0] !== VERSION) return err({ code: 'unknown-version' });
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(NONCE_AT, TEXT_AT), OPTIONS);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plain = decipher.update(sealed.subarray(TEXT_AT, tagAt));
  try {
    decipher.final();
    return ok(plain);
  } catch {
    return err({ code: 'wrong-key' });
  }
}
