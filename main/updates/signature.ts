import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** What comes before the 32 bytes of an Ed25519 key in the form that Node reads (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;
/** Of the old key and the new one while a key is changed; more are nobody's. */
const MAX_SIGNATURES = 8;

/**
 * @param text  base64 of the 32 bytes of the key, or of them in SPKI form
 * @returns     null when it is no Ed25519 key
 */
export function readPublicKey(text: string): KeyObject | null {
  const bytes = Buffer.from(text, 'base64');
  try {
    const der = bytes.length === 32 ? Buffer.concat([SPKI_HEAD, bytes]) : bytes;
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/**
 * Checks the signatures beside a manifest: one in base64 on each line. One good one of any of our keys is enough, so that a
 * key can be replaced by signing with both for a while.
 */
export function checkSignature(
  manifest: Uint8Array,
  signatures: Uint8Array,
  keys: readonly KeyObject[],
): 'good' | 'not-signed' | 'wrong-signature' {
  const lines = Buffer.from(signatures)
    .toString('latin1')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return 'not-signed';
  const read = lines.slice(0, MAX_SIGNATURES).filter((line) => SIGNATURE.test(line));
  const isGood = read.some((line) => keys.some((key) => verify(null, manifest, key, Buffer.from(line, 'base64'))));
  return isGood ? 'good' : 'wrong-signature';
}
