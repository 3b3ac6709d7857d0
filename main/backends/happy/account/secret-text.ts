import { err, ok, type Result } from '../../../../shared/result.ts';
import { KEY_BYTES } from '../crypto/key-tree.ts';

/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS = 5;
const GROUP = 5;

/** Digits that base32 does not have, by the letters that people mean when they write them. */
const MISREAD: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B', '9': 'G' };

/** 32 bytes in base64, either alphabet. No whole key is as short as this in base32. */
const BASE64_KEY = /^[A-Za-z0-9+/_-]{43}=?$/;

/** A dash after every five characters: a recovery key, even where it was cut to the length of the other form. */
const GROUPED = /^(?:[^-]{5}-)+[^-]{0,5}$/;

/** Reads an account's secret key in any form that people or programs write it in. */
export function readSecret(text: string): Result<Buffer, { readonly code: 'not-a-key' }> {
  const typed = text.trim();
  const secret = BASE64_KEY.test(typed) && !GROUPED.test(typed) ? Buffer.from(typed, 'base64url') : readBase32(typed);
  return secret.length === KEY_BYTES ? ok(secret) : err({ code: 'not-a-key' });
}

/** The canonical form: base64url without padding. */
export function writeSecret(secret: Uint8Array): string {
  return Buffer.from(secret).toString('base64url');
}

/** The form that people write down: base32 in groups of five, as Happy's apps show it. */
export function writeRecoveryKey(secret: Uint8Array): string {
  const bits = [...secret].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = [];
  for (let at = 0; at < bits.length; at += BITS) {
    letters.push(BASE32.charAt(Number.parseInt(bits.slice(at, at + BITS).padEnd(BITS, '0'), 2)));
  }
  const groups = [];
  for (let at = 0; at < letters.length; at += GROUP) groups.push(letters.slice(at, at + GROUP).join(''));
  return groups.join('-');
}

/** Spare bits at the end are ignored, and so is everything that is no letter of the alphabet. */
function readBase32(text: string): Buffer {
  const bytes: number[] = [];
  let pending = 0;
  let bitCount = 0;
  for (const char of text.toUpperCase()) {
    const value = BASE32.indexOf(MISREAD[char] ?? char);
    if (value === -1) continue;
    pending = ((pending << BITS) | value) & 0xfff;
    bitCount += BITS;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes.push((pending >> bitCount) & 0xff);
  }
  return Buffer.from(bytes);
}
