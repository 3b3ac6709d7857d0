import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountKeys } from '../../../../../main/backends/happy/crypto/account-keys.ts';
import { openBoxBundle, sealBoxBundle } from '../../../../../main/backends/happy/crypto/box-bundle.ts';
import { boxKeyPair, seededBoxKeyPair } from '../../../../../main/backends/happy/crypto/box-key-pair.ts';
import { payloadKeyOf } from '../../../../../main/backends/happy/crypto/payload-key.ts';
import { unwrapDataKey, wrapDataKey } from '../../../../../main/backends/happy/crypto/wrapped-key.ts';
import { err, ok } from '../../../../../shared/result.ts';
import { bytesInOrder, happyVectors } from '../../../../support/happy-vectors.ts';

const wrappedKeys = happyVectors.wrappedKeys.map((vector, index) => ({ ...vector, index }));
const { terminal, account } = happyVectors.pairing;
const anyKeyBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

test.each(wrappedKeys)('the wrapped data key of vector $index opens with the content key of its account', (vector) => {
  const keys = accountKeys(vector.account_secret_hex);
  expect(Buffer.from(vector.wrapped_b64, 'base64')).toHaveLength(vector.bytes);
  expect(unwrapDataKey(keys.content, vector.wrapped_b64)).toEqual(ok(vector.data_key_hex));
  expect(unwrapDataKey(boxKeyPair(vector.content_secret_hex), vector.wrapped_b64)).toEqual(ok(vector.data_key_hex));
  expect(payloadKeyOf(keys, vector.wrapped_b64)).toEqual(ok({ tag: 'data-key', key: vector.data_key_hex }));
});

test('the answers of a terminal pairing open with the raw ephemeral key', () => {
  const pair = boxKeyPair(terminal.ephemeral_secret_hex);
  expect(pair.publicKey).toEqual(terminal.ephemeral_public_hex);
  expect(openBoxBundle(pair, Buffer.from(terminal.answer_v1_b64, 'base64'))).toEqual(ok(terminal.answer_v1_plain_hex));
  expect(openBoxBundle(pair, Buffer.from(terminal.answer_v2_b64, 'base64'))).toEqual(ok(terminal.answer_v2_plain_hex));
});

test('the answer of an account link opens with the seeded ephemeral key', () => {
  const pair = seededBoxKeyPair(account.seed_hex);
  expect(pair.publicKey).toEqual(account.ephemeral_public_hex);
  expect(boxKeyPair(account.ephemeral_secret_hex).publicKey).toEqual(account.ephemeral_public_hex);
  expect(openBoxBundle(pair, Buffer.from(account.answer_b64, 'base64'))).toEqual(ok(account.answer_plain_hex));
});

test('the same random bytes make the same 105 bytes, in the published layout', () => {
  const secret = Buffer.alloc(32, 3);
  const nonce = Buffer.alloc(24, 5);
  const content = accountKeys(Buffer.alloc(32, 9)).content;
  const wrapped = () => wrapDataKey(content.publicKey, Buffer.alloc(32, 1), bytesInOrder(secret, nonce));
  const bytes = Buffer.from(wrapped(), 'base64');
  expect(wrapped()).toBe(wrapped());
  expect(bytes).toHaveLength(105);
  expect(bytes[0]).toBe(0);
  expect(bytes.subarray(1, 33)).toEqual(boxKeyPair(secret).publicKey);
  expect(bytes.subarray(33, 57)).toEqual(nonce);
});

test('what was sealed for a key opens with that key and with no other, 72 bytes longer', () => {
  fc.assert(
    fc.property(anyKeyBytes, anyKeyBytes, fc.uint8Array({ maxLength: 200 }), (mine, other, plain) => {
      fc.pre(Buffer.compare(boxKeyPair(mine).publicKey, boxKeyPair(other).publicKey) !== 0);
      const bundle = sealBoxBundle(boxKeyPair(mine).publicKey, plain, randomBytes);
      expect(bundle).toHaveLength(plain.length + 72);
      expect(openBoxBundle(boxKeyPair(mine), bundle ?? Buffer.alloc(0))).toEqual(ok(Buffer.from(plain)));
      expect(openBoxBundle(boxKeyPair(other), bundle ?? Buffer.alloc(0))).toEqual(err({ code: 'wrong-key' }));
    }),
    { numRuns: 30 },
  );
});

test('every changed bit and every cut of a wrapped key is refused', () => {
  const { content } = accountKeys(Buffer.alloc(32, 9));
  const wrapped = Buffer.from(wrapDataKey(content.publicKey, Buffer.alloc(32, 1), randomBytes), 'base64');
  fc.assert(
    fc.property(fc.nat({ max: 105 * 8 - 1 }), fc.nat({ max: 104 }), (bit, length) => {
      const changed = Buffer.from(wrapped);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      // X25519 ignores the highest bit of a point: the same key in another spelling.
      fc.pre(bit !== 32 * 8 + 7);
      const code = bit < 8 ? 'unknown-version' : 'wrong-key';
      expect(unwrapDataKey(content, changed.toString('base64'))).toEqual(err({ code }));
      expect(unwrapDataKey(content, wrapped.subarray(0, length).toString('base64')).ok).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('a wrapped key of another length is no data key', () => {
  const { content } = accountKeys(Buffer.alloc(32, 9));
  const wrapped = wrapDataKey(content.publicKey, Buffer.alloc(31, 1), randomBytes);
  expect(unwrapDataKey(content, wrapped)).toEqual(err({ code: 'wrong-length' }));
  expect(unwrapDataKey(content, 'AAE-')).toEqual(err({ code: 'not-base64' }));
  expect(unwrapDataKey(content, '')).toEqual(err({ code: 'too-short' }));
});

test('a point that would make the shared secret known to everybody is refused on both sides', () => {
  const nothing = Buffer.alloc(32);
  const pair = boxKeyPair(Buffer.alloc(32, 2));
  expect(openBoxBundle(pair, Buffer.concat([nothing, Buffer.alloc(60)]))).toEqual(err({ code: 'wrong-key' }));
  expect(sealBoxBundle(nothing, Buffer.from('x'), randomBytes)).toBeNull();
});
