import { verify, createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { accountKeys } from '../../../../../main/backends/happy/crypto/account-keys.ts';
import { boxKeyPair, seededBoxKeyPair } from '../../../../../main/backends/happy/crypto/box-key-pair.ts';
import { deriveKey } from '../../../../../main/backends/happy/crypto/key-tree.ts';
import { openSecretbox, sealSecretbox } from '../../../../../main/backends/happy/crypto/secretbox.ts';
import { ok } from '../../../../../shared/result.ts';
import { bytesInOrder, happyVectors } from '../../../../support/happy-vectors.ts';

test.each(happyVectors.keyTree)('the key tree of "$usage" gives the known keys along $path', (tree) => {
  expect(deriveKey(tree.seed_hex, tree.usage, [])).toEqual(tree.root_key_hex);
  expect(deriveKey(tree.seed_hex, tree.usage, tree.path)).toEqual(tree.key_hex);
});

test.each(happyVectors.accounts)('the secret of account $anon_id gives the known keys', (account) => {
  const keys = accountKeys(account.secret_hex);
  expect(keys.secret).toEqual(account.secret_hex);
  expect(keys.anonymousId).toBe(account.anon_id);
  expect(keys.content.publicKey).toEqual(account.content_public_hex);
  expect(keys.signing.publicKey).toEqual(account.sign_public_hex);
  expect(deriveKey(account.secret_hex, 'Happy EnCoder', ['content'])).toEqual(account.content_seed_hex);
  expect(seededBoxKeyPair(account.content_seed_hex).publicKey).toEqual(account.content_public_hex);
  expect(boxKeyPair(account.content_secret_hex).publicKey).toEqual(account.content_public_hex);
  expect(deriveKey(account.secret_hex, 'Happy Blobs', ['master'])).toEqual(account.master_blob_key_hex);
});

test.each(happyVectors.accounts)('account $anon_id signs a known challenge with the known bytes', (account) => {
  const { signing } = accountKeys(account.secret_hex);
  const challenge = Buffer.from(account.auth_request.challenge, 'base64');
  const signature = signing.sign(challenge);
  expect(Buffer.from(signature).toString('base64')).toBe(account.auth_request.signature);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: account.sign_public_hex.toString('base64url') };
  expect(verify(null, challenge, createPublicKey({ key: jwk, format: 'jwk' }), signature)).toBe(true);
});

test.each(happyVectors.blobs)('an attachment is a secretbox under a key of the session', (blob) => {
  const key = deriveKey(blob.data_key_hex, 'Happy Blobs', ['session']);
  const sealed = Buffer.from(blob.blob_b64, 'base64');
  expect(key).toEqual(blob.blob_key_hex);
  expect(openSecretbox(key, sealed)).toEqual(ok(blob.plain_hex));
  expect(sealSecretbox(key, blob.plain_hex, bytesInOrder(sealed.subarray(0, 24)))).toEqual(sealed);
});
