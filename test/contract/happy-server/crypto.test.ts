import { expect, test } from 'vitest';
import {
  authRequest,
  boxPair,
  contentPair,
  deriveKey,
  open,
  openBox,
  openBytes,
  sealBox,
  sealBytes,
  sealNothing,
  seededBoxPair,
  unwrapKey,
  wrapKey,
  type SealKey,
} from '../../support/happy-crypto.ts';
import vectors from '../../fixtures/happy/vectors.json' with { type: 'json' };

const hex = (text: string) => Buffer.from(text, 'hex');
const sealKey = (given: { variant: string; key_hex: string }): SealKey => ({
  variant: given.variant === 'legacy' ? 'legacy' : 'dataKey',
  key: hex(given.key_hex),
});

test.each(vectors.keyTree)('the key tree of "$usage" ends in the known key', ({ seed_hex, usage, path, key_hex }) => {
  expect(deriveKey(hex(seed_hex), usage, path).toString('hex')).toBe(key_hex);
});

test.each(vectors.accounts)('account $anon_id has the known keys and signature', (account) => {
  const secret = hex(account.secret_hex);
  const content = contentPair(secret);
  expect(content.publicKey.toString('hex')).toBe(account.content_public_hex);
  expect(content.secretKey.toString('hex')).toBe(account.content_secret_hex);
  expect(authRequest(secret, Buffer.from(account.auth_request.challenge, 'base64'))).toEqual(account.auth_request);
});

test.each(vectors.payloads)('$name ($variant) is sealed to the known bytes and opens again', (payload) => {
  const key = sealKey(payload);
  const plain = Buffer.from(payload.plaintext_json);
  expect(sealBytes(plain, key, hex(payload.nonce_hex))).toBe(payload.ciphertext_b64);
  expect(openBytes(payload.ciphertext_b64, key)).toEqual(plain);
});

test.each(vectors.mustFail)('$why does not open ($variant)', (broken) => {
  expect(open(broken.ciphertext_b64, sealKey(broken))).toBeNull();
});

test.each(['legacy', 'dataKey'] as const)('nothing at all is a legal plaintext (%s)', (variant) => {
  const known = vectors.emptyRpcResult[variant];
  const key = sealKey({ variant, ...known });
  expect(open(known.ciphertext_b64, key)).toBeUndefined();
  expect(open(sealNothing(key), key)).toBeUndefined();
});

test.each(vectors.wrappedKeys)('a wrapped key opens with the content secret only', (wrapped) => {
  const content = contentPair(hex(wrapped.account_secret_hex));
  expect(unwrapKey(wrapped.wrapped_b64, content.secretKey)?.toString('hex')).toBe(wrapped.data_key_hex);
  expect(unwrapKey(wrapped.wrapped_b64, boxPair().secretKey)).toBeNull();
  const again = wrapKey(hex(wrapped.data_key_hex), content.publicKey);
  expect(Buffer.from(again, 'base64')).toHaveLength(wrapped.bytes);
  expect(unwrapKey(again, content.secretKey)?.toString('hex')).toBe(wrapped.data_key_hex);
});

test('answers to terminals and devices open with what those keep', () => {
  const { terminal, account } = vectors.pairing;
  const terminalPair = boxPair(hex(terminal.ephemeral_secret_hex));
  expect(terminalPair.publicKey.toString('hex')).toBe(terminal.ephemeral_public_hex);
  const opened = (answer: string, secretKey: Buffer) =>
    openBox(Buffer.from(answer, 'base64'), secretKey)?.toString('hex');
  expect(opened(terminal.answer_v1_b64, terminalPair.secretKey)).toBe(terminal.answer_v1_plain_hex);
  expect(opened(terminal.answer_v2_b64, terminalPair.secretKey)).toBe(terminal.answer_v2_plain_hex);
  const devicePair = seededBoxPair(hex(account.seed_hex));
  expect(devicePair.publicKey.toString('hex')).toBe(account.ephemeral_public_hex);
  expect(opened(account.answer_b64, devicePair.secretKey)).toBe(account.answer_plain_hex);
  const own = sealBox(Buffer.from('hello'), devicePair.publicKey);
  expect(openBox(own, devicePair.secretKey)?.toString()).toBe('hello');
});
