/**
 * Why ciphertext could not be opened. `wrong-key` also stands for every changed bit: the tag cannot tell them apart.
 */
export interface Undecryptable {
  readonly code: 'not-base64' | 'too-short' | 'unknown-version' | 'wrong-key' | 'wrong-length';
}
