import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const bytes = z.string().transform((text) => Buffer.from(text, 'hex'));
const variant = z.enum(['legacy', 'dataKey']);

const vectors = z.object({
  keyTree: z.array(
    z.object({ seed_hex: bytes, usage: z.string(), path: z.array(z.string()), root_key_hex: bytes, key_hex: bytes }),
  ),
  accounts: z.array(
    z.object({
      secret_hex: bytes,
      secret_b64url: z.string(),
      backup: z.string(),
      sign_public_hex: bytes,
      content_seed_hex: bytes,
      content_public_hex: bytes,
      content_secret_hex: bytes,
      anon_id: z.string(),
      master_blob_key_hex: bytes,
      auth_request: z.object({ publicKey: z.string(), challenge: z.string(), signature: z.string() }),
    }),
  ),
  normalizeSecret: z.array(
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), input: z.string(), secret_b64url: z.string() }),
      z.object({ ok: z.literal(false), input: z.string() }),
    ]),
  ),
  payloads: z.array(
    z.object({
      name: z.string(),
      variant,
      key_hex: bytes,
      plaintext: z.unknown(),
      plaintext_json: z.string(),
      nonce_hex: bytes,
      ciphertext_b64: z.string(),
    }),
  ),
  emptyRpcResult: z.record(variant, z.object({ key_hex: bytes, ciphertext_b64: z.string(), bytes: z.number() })),
  mustFail: z.array(z.object({ variant, why: z.string(), key_hex: bytes, ciphertext_b64: z.string() })),
  wrappedKeys: z.array(
    z.object({
      account_secret_hex: bytes,
      content_public_hex: bytes,
      content_secret_hex: bytes,
      data_key_hex: bytes,
      wrapped_b64: z.string(),
      bytes: z.number(),
    }),
  ),
  pairing: z.object({
    terminal: z.object({
      ephemeral_secret_hex: bytes,
      ephemeral_public_hex: bytes,
      answer_v1_b64: z.string(),
      answer_v1_plain_hex: bytes,
      answer_v2_b64: z.string(),
      answer_v2_plain_hex: bytes,
    }),
    account: z.object({
      seed_hex: bytes,
      ephemeral_secret_hex: bytes,
      ephemeral_public_hex: bytes,
      url: z.string(),
      answer_b64: z.string(),
      answer_plain_hex: bytes,
    }),
  }),
  blobs: z.array(z.object({ data_key_hex: bytes, blob_key_hex: bytes, plain_hex: bytes, blob_b64: z.string() })),
});

/** Bytes that Happy's own app and command line made: `test/fixtures/happy/vectors.json`. */
export const happyVectors = vectors.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/happy/vectors.json'), 'utf8')),
);

/** A random source that gives what it was given, piece by piece, and nothing else. */
export function bytesInOrder(...pieces: readonly Uint8Array[]): (count: number) => Uint8Array {
  const left = [...pieces];
  return (count) => {
    const next = left.shift();
    if (next?.length !== count) throw new Error(`asked for ${count} bytes, have ${next?.length ?? 'none'}`);
    return next;
  };
}
