import { createHash } from 'node:crypto';

/** A uuid (version 8) that is the same whenever it is made of the same parts. */
export function derivedUuid(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  // With their lengths, so that no two lists of parts read alike.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  const hex = hash.digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join('-');
}
