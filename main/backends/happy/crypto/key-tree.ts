import { createHmac } from 'node:crypto';

export const KEY_BYTES = 32;

/**
 * A key of Happy's derivation tree (HMAC-SHA-512).
 *
 * @param usage  names the tree
 * @param path   one level per name; only a level's chain code feeds the next one
 */
export function deriveKey(seed: Uint8Array, usage: string, path: readonly string[]): Buffer {
  // The label is the key of the HMAC and the seed its data: unusual, and so it is on the wire.
  let node = hmac(Buffer.from(`${usage} Master Seed`, 'utf8'), seed);
  for (const name of path) {
    node = hmac(node.subarray(KEY_BYTES), Buffer.from(`\0${name}`, 'utf8'));
  }
  return node.subarray(0, KEY_BYTES);
}

function hmac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('sha512', key).update(data).digest();
}
