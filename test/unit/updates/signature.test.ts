import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { signatures } from '../../../build/release/update-keys.mjs';
import { readChannel } from '../../../main/updates/channel.ts';
import { checkSignature, readPublicKey } from '../../../main/updates/signature.ts';
import { newUpdateKeys } from '../../support/update-mirror.ts';

const [old, fresh, stranger] = [newUpdateKeys(), newUpdateKeys(), newUpdateKeys()];
const LIST = Buffer.from('{"version":"1.1.0"}');
const known = [old, fresh].flatMap(({ publicKey }) => readPublicKey(publicKey) ?? []);
const signed = (bytes: Buffer, ...keys: readonly (typeof old)[]) =>
  Buffer.from(
    signatures(
      bytes,
      keys.map(({ privateKeyPem }) => createPrivateKey(privateKeyPem)),
    ),
  );

test('one signature of one known key is enough, whoever else has signed', () => {
  expect(known).toHaveLength(2);
  for (const signers of [[old], [fresh], [old, fresh], [stranger, fresh]])
    expect(checkSignature(LIST, signed(LIST, ...signers), known)).toBe('good');
  expect(checkSignature(LIST, signed(LIST, stranger), known)).toBe('wrong-signature');
  expect(checkSignature(LIST, signed(LIST, old), [])).toBe('wrong-signature');
  expect(checkSignature(LIST, Buffer.from(' \r\n\n'), known)).toBe('not-signed');
});

test('a list of which one bit is another is not the one that was signed', () => {
  const signature = signed(LIST, old);
  fc.assert(
    fc.property(fc.nat({ max: LIST.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
      const changed = Buffer.from(LIST);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(checkSignature(changed, signature, known)).toBe('wrong-signature');
    }),
  );
});

test('whatever lies beside it, only a signature makes a list good', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(checkSignature(LIST, bytes, known)).not.toBe('good');
    }),
  );
});

test('no more signatures are tried than anybody needs', () => {
  const many = Buffer.concat([...Array.from({ length: 8 }, () => signed(LIST, stranger)), signed(LIST, old)]);
  expect(checkSignature(LIST, many, known)).toBe('wrong-signature');
});

let dir: string | null = null;
afterEach(() => {
  if (dir !== null) rmSync(dir, { recursive: true });
  dir = null;
});

const channelOf = (updates: unknown, version = '1.0.0') => {
  dir ??= mkdtempSync(join(tmpdir(), 'channel-'));
  const path = join(dir, 'package.json');
  writeFileSync(path, JSON.stringify({ name: 'gatehouse', version, updates }));
  return readChannel(path);
};

test('a build says where it looks and whom it believes', () => {
  const channel = channelOf({ url: 'https://updates.example.org/stable', publicKeys: [old.publicKey] });
  expect(channel).toMatchObject({ product: 'gatehouse', version: '1.0.0', name: 'stable' });
  expect([channel?.url, channel?.keys.length]).toEqual(['https://updates.example.org/stable', 1]);
});

test.each([
  ['nothing', undefined],
  ['no key', { url: 'https://a.example' }],
  ['an empty list of keys', { url: 'https://a.example', publicKeys: [] }],
  ['a key that is none, beside a good one', { publicKeys: [old.publicKey, 'bm9uZQ=='] }],
  ['an address without a lock', { url: 'http://a.example', publicKeys: [old.publicKey] }],
  ['an address with a name in it', { url: 'https://me@a.example', publicKeys: [old.publicKey] }],
  ['an address of the disk', { url: 'file:///srv/updates', publicKeys: [old.publicKey] }],
])('a build with %s looks nowhere', (_what, updates) => {
  expect(channelOf(updates)).toBeNull();
});

test('a build that was not published looks nowhere', () => {
  expect(channelOf({ publicKeys: [old.publicKey] }, '1.0.0-beta')).toBeNull();
  expect(readChannel('/nowhere/package.json')).toBeNull();
});
