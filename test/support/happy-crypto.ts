/** Happy's encryption as the tests know it: written apart from the product's, checked against the same vectors. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { hsalsa, xsalsa20poly1305 } from '@noble/ciphers/salsa.js';

/** How one object of an account is encrypted: the account's own secret, or a random data key of its own. */
export interface SealKey {
  readonly variant: 'legacy' | 'dataKey';
  readonly key: Buffer;
}

const SECRET_DER = { ed25519: '302e020100300506032b657004220420', x25519: '302e020100300506032b656e04220420' };
const X25519_PUBLIC_DER = '302a300506032b656e032100';

const privateKey = (kind: keyof typeof SECRET_DER, raw: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([Buffer.from(SECRET_DER[kind], 'hex'), raw]), format: 'der', type: 'pkcs8' });
const publicOf = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);

/** The key at the end of a path of names; only the chain code goes down the tree. */
export function deriveKey(seed: Buffer, usage: string, path: readonly string[]): Buffer {
  let node = createHmac('sha512', `${usage} Master Seed`).update(seed).digest();
  for (const name of path)
    node = createHmac('sha512', node.subarray(32))
      .update(Buffer.from([0]))
      .update(name)
      .digest();
  return node.subarray(0, 32);
}

export interface BoxPair {
  readonly publicKey: Buffer;
  readonly secretKey: Buffer;
}

/** An X25519 pair whose secret is used as it is (what terminals do). */
export const boxPair = (secretKey: Buffer = randomBytes(32)): BoxPair => ({
  publicKey: publicOf(privateKey('x25519', secretKey)),
  secretKey,
});

/** An X25519 pair from a seed, libsodium's way (what apps do). */
export const seededBoxPair = (seed: Buffer): BoxPair =>
  boxPair(createHash('sha512').update(seed).digest().subarray(0, 32));

export const contentPair = (secret: Buffer): BoxPair => seededBoxPair(deriveKey(secret, 'Happy EnCoder', ['content']));

/** The body of `POST /v1/auth` for an account. */
export function authRequest(secret: Buffer, challenge: Buffer = randomBytes(32)) {
  const key = privateKey('ed25519', secret);
  return {
    publicKey: publicOf(key).toString('base64'),
    challenge: challenge.toString('base64'),
    signature: sign(null, challenge, key).toString('base64'),
  };
}

/** A box bundle: fresh sender key, nonce, NaCl box. */
export function sealBox(plain: Buffer, to: Buffer): Buffer {
  const sender = boxPair();
  const nonce = randomBytes(24);
  const box = xsalsa20poly1305(boxKey(sender.secretKey, to), nonce).encrypt(plain);
  return Buffer.concat([sender.publicKey, nonce, box]);
}

/** @returns null when it was not made for this key. */
export function openBox(bundle: Buffer, secretKey: Buffer): Buffer | null {
  if (bundle.length < 72) return null;
  return attempt(() => {
    const key = boxKey(secretKey, bundle.subarray(0, 32));
    return Buffer.from(xsalsa20poly1305(key, bundle.subarray(32, 56)).decrypt(bundle.subarray(56)));
  });
}

/** A data key as it travels: version byte and box bundle, base64. */
export const wrapKey = (dataKey: Buffer, contentPublicKey: Buffer): string =>
  Buffer.concat([Buffer.from([0]), sealBox(dataKey, contentPublicKey)]).toString('base64');

export function unwrapKey(wrapped: string, contentSecretKey: Buffer): Buffer | null {
  const bytes = Buffer.from(wrapped, 'base64');
  return bytes[0] === 0 ? openBox(bytes.subarray(1), contentSecretKey) : null;
}

/** @param nonce  for the vectors; random otherwise. */
export function sealBytes(plain: Buffer, { variant, key }: SealKey, nonce?: Buffer): string {
  if (variant === 'legacy') {
    const used = nonce ?? randomBytes(24);
    return Buffer.concat([used, xsalsa20poly1305(key, used).encrypt(plain)]).toString('base64');
  }
  const used = nonce ?? randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, used);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([0]), used, body, cipher.getAuthTag()]).toString('base64');
}

/** @returns null when it cannot be opened with this key. */
export function openBytes(sealed: string, { variant, key }: SealKey): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (variant === 'legacy') {
    if (bytes.length < 40) return null;
    return attempt(() => Buffer.from(xsalsa20poly1305(key, bytes.subarray(0, 24)).decrypt(bytes.subarray(24))));
  }
  if (bytes.length < 29 || bytes[0] !== 0) return null;
  return attempt(() => {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
  });
}

export const seal = (value: unknown, key: SealKey): string => sealBytes(Buffer.from(JSON.stringify(value)), key);

/** Zero bytes of plaintext: what a handler that returns nothing answers. */
export const sealNothing = (key: SealKey): string => sealBytes(Buffer.alloc(0), key);

/** @returns null when it cannot be opened, undefined for zero bytes of plaintext. */
export function open(sealed: string, key: SealKey): unknown {
  const plain = openBytes(sealed, key);
  if (plain === null) return null;
  return plain.length === 0 ? undefined : JSON.parse(plain.toString('utf8'));
}

/** NaCl's shared key: HSalsa20 over the X25519 secret. */
function boxKey(secretKey: Buffer, publicKey: Buffer): Buffer {
  const theirs = createPublicKey({
    key: Buffer.concat([Buffer.from(X25519_PUBLIC_DER, 'hex'), publicKey]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey: privateKey('x25519', secretKey), publicKey: theirs });
  const out = new Uint32Array(8);
  hsalsa(words(Buffer.from('expand 32-byte k')), words(shared), new Uint32Array(4), out);
  return Buffer.from(out.buffer);
}

const words = (bytes: Buffer) =>
  Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));

function attempt(run: () => Buffer): Buffer | null {
  try {
    return run();
  } catch {
    return null;
  }
}
