/** Tokens, and the two ways in: a terminal or a device shows a key, an app answers it. */
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { readBodyAs, refuse, type Exchange, type Handlers } from './exchange.ts';
import type { PairingRow } from './rows.ts';

const signIn = z.object({ publicKey: z.string(), challenge: z.string(), signature: z.string() });
const request = z.object({ publicKey: z.string(), supportsV2: z.boolean().nullish() });
const response = z.object({ publicKey: z.string(), response: z.string() });
const ED25519_PUBLIC_DER = '302a300506032b6570032100';

export const authRoutes: Handlers<
  'auth' | 'terminalRequest' | 'terminalStatus' | 'terminalResponse' | 'linkRequest' | 'linkResponse'
> = {
  auth: (exchange) => {
    const { publicKey, challenge, signature } = readBodyAs(exchange, signIn);
    if (!isSigned(publicKey, challenge, signature)) throw refuse(401, 'Invalid signature');
    const { core } = exchange;
    const account = core.store.accountOf(canonical(publicKey));
    exchange.reply({ success: true, token: core.tokens.issue(account.id, core.clock.nowMs()) });
  },
  terminalRequest: (exchange) => ask(exchange, exchange.core.store.terminalPairings),
  linkRequest: (exchange) => ask(exchange, exchange.core.store.accountLinks),
  terminalResponse: (exchange) => answer(exchange, exchange.core.store.terminalPairings),
  linkResponse: (exchange) => answer(exchange, exchange.core.store.accountLinks),
  terminalStatus: (exchange) => {
    const key = exchange.url.searchParams.get('publicKey') ?? '';
    const row = exchange.core.store.terminalPairings.get(canonical(key));
    if (row === undefined) return exchange.reply({ status: 'not_found', supportsV2: false });
    const status = row.response === null ? 'pending' : 'authorized';
    exchange.reply({ status, supportsV2: row.supportsV2 });
  },
};

/** Every poll of an answered request gets a fresh token, whoever polls: the key in the QR code is all it takes. */
function ask(exchange: Exchange, rows: Map<string, PairingRow>): void {
  const { publicKey, supportsV2 } = readBodyAs(exchange, request);
  const { core } = exchange;
  const key = keyOrRefuse(publicKey);
  const known = rows.get(key);
  if (known === undefined) {
    rows.set(key, {
      id: core.store.id(),
      publicKey: key,
      supportsV2: supportsV2 ?? false,
      response: null,
      accountId: null,
    });
    return exchange.reply({ state: 'requested' });
  }
  if (known.response === null || known.accountId === null) return exchange.reply({ state: 'requested' });
  const isTerminal = rows === core.store.terminalPairings;
  const token = core.tokens.issue(known.accountId, core.clock.nowMs(), isTerminal ? known.id : undefined);
  exchange.reply({ state: 'authorized', token, response: known.response });
}

/** A second answer changes nothing and is told the same. */
function answer(exchange: Exchange, rows: Map<string, PairingRow>): void {
  const given = readBodyAs(exchange, response);
  const row = rows.get(keyOrRefuse(given.publicKey));
  if (row === undefined) throw refuse(404, 'Request not found');
  if (row.response === null) {
    row.response = given.response;
    row.accountId = exchange.accountId;
  }
  exchange.reply({ success: true });
}

function keyOrRefuse(publicKey: string): string {
  if (Buffer.from(publicKey, 'base64').length !== 32) throw refuse(401, 'Invalid public key');
  return canonical(publicKey);
}

const canonical = (base64: string) => Buffer.from(base64, 'base64').toString('base64');

function isSigned(publicKey: string, challenge: string, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32) return false;
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from(ED25519_PUBLIC_DER, 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Buffer.from(challenge, 'base64'), key, Buffer.from(signature, 'base64'));
}
