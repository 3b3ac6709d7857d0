import { seededBoxKeyPair, type BoxKeyPair } from './box-key-pair.ts';
import { deriveKey } from './key-tree.ts';
import { signingKey, type SigningKey } from './signing-key.ts';

/** What one account secret gives. */
export interface AccountKeys {
  /** Key of everything encrypted in the legacy way. */
  readonly secret: Uint8Array;
  /** Data keys are wrapped for its public half. */
  readonly content: BoxKeyPair;
  /** Its public half is the account, as the server knows it. */
  readonly signing: SigningKey;
  /** 16 hex digits that tell accounts apart and give nothing away. */
  readonly anonymousId: string;
}

/** @param secret  32 bytes */
export function accountKeys(secret: Uint8Array): AccountKeys {
  return {
    secret,
    content: seededBoxKeyPair(deriveKey(secret, 'Happy EnCoder', ['content'])),
    signing: signingKey(secret),
    anonymousId: anonymousId(secret),
  };
}

export function anonymousId(secret: Uint8Array): string {
  return deriveKey(secret, 'Happy Coder', ['analytics', 'id']).subarray(0, 8).toString('hex');
}
