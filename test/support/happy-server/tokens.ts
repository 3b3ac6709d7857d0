import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';

/** Bearer tokens as the server makes them: EdDSA JWTs without an expiry. */
export class Tokens {
  readonly #keys = generateKeyPairSync('ed25519');
  #refused = new Set<string>();
  #refusesAll = false;

  /** @param pairing  id of the pairing row for terminals. */
  issue(accountId: string, nowMs: number, pairing?: string): string {
    const seconds = Math.floor(nowMs / 1000);
    const body = encode({
      sub: accountId,
      iss: 'handy',
      iat: seconds,
      nbf: seconds,
      jti: randomUUID(),
      ...(pairing === undefined ? {} : { session: pairing }),
    });
    const head = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${body}`;
    return `${head}.${sign(null, Buffer.from(head), this.#keys.privateKey).toString('base64url')}`;
  }

  /** @returns the account's id, or null for a token that is not (or no longer) ours. */
  accountOf(token: string): string | null {
    if (this.#refusesAll || this.#refused.has(token)) return null;
    const [head, body, signature] = token.split('.');
    if (head === undefined || body === undefined || signature === undefined) return null;
    const isOurs = verify(
      null,
      Buffer.from(`${head}.${body}`),
      this.#keys.publicKey,
      Buffer.from(signature, 'base64url'),
    );
    return isOurs ? subjectOf(body) : null;
  }

  /** Refuses one token, or every one that is or will be made, until `acceptAgain`. */
  refuse(token: string | null): void {
    if (token === null) this.#refusesAll = true;
    else this.#refused.add(token);
  }

  acceptAgain(): void {
    this.#refusesAll = false;
    this.#refused = new Set();
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function subjectOf(body: string): string | null {
  const read: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  return typeof read === 'object' && read !== null && 'sub' in read && typeof read.sub === 'string' ? read.sub : null;
}
