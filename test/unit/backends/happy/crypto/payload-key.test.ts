import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountKeys } from '../../../../../main/backends/happy/crypto/account-keys.ts';
import {
  openPayload,
  payloadKeyOf,
  sealPayload,
  type PayloadKey,
} from '../../../../../main/backends/happy/crypto/payload-key.ts';
import { err, ok } from '../../../../../shared/result.ts';
import { bytesInOrder, happyVectors } from '../../../../support/happy-vectors.ts';

const keyOf = (variant: 'legacy' | 'dataKey', bytes: Uint8Array): PayloadKey =>
  variant === 'legacy' ? { tag: 'legacy', secret: bytes } : { tag: 'data-key', key: bytes };

const anyBytes = fc.uint8Array({ maxLength: 300 });
const anyKey = fc
  .tuple(fc.constantFrom('legacy' as const, 'dataKey' as const), fc.uint8Array({ minLength: 32, maxLength: 32 }))
  .map(([variant, bytes]) => keyOf(variant, bytes));

describe('vectors', () => {
  test.each(happyVectors.payloads)('$name ($variant) opens', (vector) => {
    const opened = openPayload(keyOf(vector.variant, vector.key_hex), vector.ciphertext_b64);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value.toString('utf8')).toBe(vector.plaintext_json);
    expect(JSON.parse(opened.value.toString('utf8'))).toEqual(vector.plaintext);
  });

  test.each(happyVectors.payloads)('$name ($variant) is sealed byte for byte with the recorded nonce', (vector) => {
    const key = keyOf(vector.variant, vector.key_hex);
    expect(sealPayload(key, vector.plaintext_json, bytesInOrder(vector.nonce_hex))).toBe(vector.ciphertext_b64);
  });

  test.each(['legacy', 'dataKey'] as const)('the empty result of an RPC handler (%s) opens as no bytes', (variant) => {
    const vector = happyVectors.emptyRpcResult[variant];
    const key = keyOf(variant, vector.key_hex);
    const sealed = Buffer.from(vector.ciphertext_b64, 'base64');
    const nonce = variant === 'legacy' ? sealed.subarray(0, 24) : sealed.subarray(1, 13);
    expect(sealed).toHaveLength(vector.bytes);
    expect(openPayload(key, vector.ciphertext_b64)).toEqual(ok(Buffer.alloc(0)));
    expect(sealPayload(key, '', bytesInOrder(nonce))).toBe(vector.ciphertext_b64);
  });

  test('what must fail fails, and says why', () => {
    const codes = happyVectors.mustFail.map(({ variant, why, key_hex, ciphertext_b64 }) => {
      const opened = openPayload(keyOf(variant, key_hex), ciphertext_b64);
      return [why, opened.ok ? 'opened' : opened.error.code];
    });
    expect(Object.fromEntries(codes)).toEqual({
      'version byte 1': 'unknown-version',
      'ciphertext bit': 'wrong-key',
      'truncated to 28 bytes': 'too-short',
      'mac bit': 'wrong-key',
    });
  });
});

describe('properties', () => {
  test('what was sealed opens again, text and bytes alike', () => {
    fc.assert(
      fc.property(anyKey, anyBytes, fc.string({ unit: 'grapheme' }), (key, bytes, text) => {
        expect(openPayload(key, sealPayload(key, bytes, randomBytes))).toEqual(ok(Buffer.from(bytes)));
        expect(openPayload(key, sealPayload(key, text, randomBytes))).toEqual(ok(Buffer.from(text, 'utf8')));
      }),
    );
  });

  test('one changed bit anywhere makes it unreadable', () => {
    fc.assert(
      fc.property(anyKey, anyBytes, fc.nat(), (key, plain, at) => {
        const sealed = Buffer.from(sealPayload(key, plain, randomBytes), 'base64');
        const bit = at % (sealed.length * 8);
        sealed.writeUInt8(sealed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const isVersion = key.tag === 'data-key' && bit < 8;
        const code = isVersion ? 'unknown-version' : 'wrong-key';
        expect(openPayload(key, sealed.toString('base64'))).toEqual(err({ code }));
      }),
    );
  });

  test('cut short anywhere it is refused: in the text as not base64 or too short, never thrown', () => {
    fc.assert(
      fc.property(anyKey, anyBytes, fc.nat(), (key, plain, at) => {
        const sealed = sealPayload(key, plain, randomBytes);
        const cut = sealed.slice(0, at % sealed.length);
        const opened = openPayload(key, cut);
        if (opened.ok) throw new Error('opened');
        expect(cut.length % 4 === 0 ? ['too-short', 'wrong-key'] : ['not-base64']).toContain(opened.error.code);
      }),
    );
  });

  test('any text at all is a result and never an exception', () => {
    fc.assert(
      fc.property(anyKey, fc.oneof(fc.string(), fc.base64String()), (key, text) => {
        expect(openPayload(key, text).ok).toBe(false);
      }),
    );
  });

  test('another key, or the same bytes read in the other way, does not open it', () => {
    fc.assert(
      fc.property(anyKey, anyKey, anyBytes, (key, other, plain) => {
        fc.pre(JSON.stringify(key) !== JSON.stringify(other));
        expect(openPayload(other, sealPayload(key, plain, randomBytes)).ok).toBe(false);
      }),
    );
  });
});

test('text of the URL-safe alphabet, without padding, with white space or spare bits is not base64', () => {
  const key = keyOf('dataKey', Buffer.alloc(32, 1));
  const nonce = Buffer.alloc(12, 0xfb);
  const sealed = sealPayload(key, 'xy', () => nonce);
  expect(sealed).toMatch(/\+.*==$/);
  const withSpareBits = sealed.replace(/.==$/, '9==');
  for (const bad of [
    sealed.replaceAll('+', '-').replaceAll('/', '_'),
    sealed.replace(/=+$/, ''),
    `${sealed}\n`,
    ` ${sealed}`,
    `${sealed}AAAA`,
    withSpareBits,
    'é',
  ]) {
    expect([bad, openPayload(key, bad)]).toEqual([bad, err({ code: 'not-base64' })]);
  }
  expect(openPayload(key, '')).toEqual(err({ code: 'too-short' }));
});

test('an object without a data key is read with the secret of the account', () => {
  const account = accountKeys(Buffer.alloc(32, 7));
  expect(payloadKeyOf(account, null)).toEqual(ok({ tag: 'legacy', secret: account.secret }));
});
