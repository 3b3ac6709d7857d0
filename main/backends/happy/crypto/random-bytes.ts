import { randomBytes } from 'node:crypto';

/** Where nonces, keys and challenges come from: passed in, so that a test can ask for the bytes it knows. */
export type RandomBytes = (count: number) => Uint8Array;

export const systemRandomBytes: RandomBytes = (count) => randomBytes(count);
