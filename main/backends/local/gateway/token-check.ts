import { createHash, timingSafeEqual } from 'node:crypto';

/** What is kept of a token where only checking is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/**
 * Compares tokens by their hashes, in a time that tells nothing about either.
 *
 * @param hash  hex sha-256 of the one right token, as `hashToken` gives it
 */
export function tokenCheck(hash: string): (token: string) => boolean {
  const expected = Buffer.from(hash, 'hex');
  return (token) => {
    const given = createHash('sha256').update(token, 'utf8').digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}
