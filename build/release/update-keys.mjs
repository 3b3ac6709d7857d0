import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';

/**
 * Writes a new private key, readable to nobody else, where there is none yet.
 *
 * @param {string} keyPath
 * @returns {string} the public key, as UPDATE_PUBLIC_KEYS takes it
 */
export function makeKey(keyPath) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  if (fs.existsSync(keyPath)) throw new Error(`${keyPath} is there already`);
  // `wx`: a key that is in use must not be lost to a second call.
  fs.writeFileSync(keyPath, pem, { flag: 'wx', mode: 0o600 });
  return publicText(publicKey);
}

/**
 * The private keys to sign with: those of the environment, one PEM after the other, or of a file. Never of the command line,
 * which every program of the computer may read.
 *
 * @param {Record<string, string | undefined>} env
 */
export function privateKeys(env) {
  const { GATEHOUSE_UPDATE_KEY: text = '', GATEHOUSE_UPDATE_KEY_FILE: keyPath = '' } = env;
  const pems = (text === '' && keyPath !== '' ? fs.readFileSync(keyPath, 'utf8') : text).match(PEM) ?? [];
  if (pems.length === 0) throw new Error('There is no key in GATEHOUSE_UPDATE_KEY, and no GATEHOUSE_UPDATE_KEY_FILE');
  return pems.map((pem) => {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`An Ed25519 key is needed, not ${key.asymmetricKeyType}`);
    return key;
  });
}

/**
 * What stands in the file beside the manifest: one signature on a line for each key, so that programs that know only the
 * old key, or only the new one, both find theirs.
 *
 * @param {Uint8Array} manifest
 * @param {readonly import('node:crypto').KeyObject[]} keys
 */
export function signatures(manifest, keys) {
  return keys.map((key) => `${sign(null, manifest, key).toString('base64')}\n`).join('');
}

/** @param {import('node:crypto').KeyObject} key  private or public */
export function publicText(key) {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

const PEM = /-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END PRIVATE KEY-----/g;
