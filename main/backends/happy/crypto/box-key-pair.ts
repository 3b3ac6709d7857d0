import { createHash, createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import { KEY_BYTES } from './key-tree.ts';

/** An X25519 pair. The secret half stays inside node:crypto. */
export interface BoxKeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: KeyObject;
}

const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** @param secret  32 bytes, used as they are */
export function boxKeyPair(secret: Uint8Array): BoxKeyPair {
  const key = Buffer.concat([PKCS8_X25519, secret]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (typeof x !== 'string') throw new Error('X25519 public key without its coordinate');
  return { publicKey: Buffer.from(x, 'base64url'), privateKey };
}

/** The pair that libsodium's `crypto_box_seed_keypair` makes of a seed. */
export function seededBoxKeyPair(seed: Uint8Array): BoxKeyPair {
  return boxKeyPair(createHash('sha512').update(seed).digest().subarray(0, KEY_BYTES));
}

/** The X25519 product of two halves, or null where the far side's point would give a secret that everybody knows. */
export function sharedSecret(privateKey: KeyObject, publicKey: Uint8Array): Buffer | null {
  // JWK, because OpenSSL takes ten times longer to read a DER key, and there is one of these per session.
  const jwk = { kty: 'OKP', crv: 'X25519', x: Buffer.from(publicKey).toString('base64url') };
  const farSide = createPublicKey({ key: jwk, format: 'jwk' });
  try {
    return diffieHellman({ privateKey, publicKey: farSide });
  } catch {
    return null;
  }
}
