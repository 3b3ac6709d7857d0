import type { SignInReason } from '../../../../shared/model/connection.ts';
import type { LinkCause } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { SendRequest } from '../../../net/http-json.ts';
import type { CredentialSource } from '../../../ports/credentials.ts';
import { createAccessToken, type AccessToken } from '../account/access-token.ts';
import type { ServerFault } from '../account/server-call.ts';
import { readSecret } from '../account/secret-text.ts';
import { accountKeys, type AccountKeys } from '../crypto/account-keys.ts';
import type { RandomBytes } from '../crypto/random-bytes.ts';
import type { TokenSource } from './happy-socket.ts';

export interface SignInTools {
  readonly serverUrl: string;
  readonly credentials: CredentialSource;
  readonly request: SendRequest;
  readonly randomBytes: RandomBytes;
  /** Null = all is well again. */
  readonly onChange: (needed: SignInReason | null) => void;
}

/** Tokens that the server may refuse one after the other before a person is asked. */
const MAX_REFUSALS = 2;

/**
 * Whether this connection may speak, for its socket and all its requests together: the account's secret, and the bearer
 * token that the server gives for it. A refused token is asked for anew, once.
 */
export class SignIn implements TokenSource {
  readonly #tools: SignInTools;
  #account: { readonly text: string; readonly keys: AccountKeys; readonly access: AccessToken } | null = null;
  #needed: SignInReason | null = null;
  #current: string | null = null;
  #refused: string | undefined;
  #refusals = 0;

  constructor(tools: SignInTools) {
    this.#tools = tools;
  }

  get needed(): SignInReason | null {
    return this.#needed;
  }

  /** Known once a token was asked for. */
  get keys(): AccountKeys | null {
    return this.#account?.keys ?? null;
  }

  async token(): Promise<Result<string, LinkCause>> {
    const account = await this.#read();
    if (account === null) return err({ code: 'unauthorized' });
    if (this.#refusals >= MAX_REFUSALS) return this.#need('refused');
    const token = await account.access.get(this.#refused);
    if (!token.ok) return isRefusal(token.error) ? this.#need('refused') : err(causeOfFault(token.error));
    this.#current = token.value;
    this.#setNeeded(null);
    return ok(token.value);
  }

  refuse(token: string): void {
    // Several requests learn of the same refusal.
    if (token !== this.#current || token === this.#refused) return;
    this.#refused = token;
    this.#refusals += 1;
  }

  /** The server took what it was given. */
  accepted(): void {
    this.#refusals = 0;
  }

  /** The person asked to try again. */
  forgive(): void {
    this.#refusals = 0;
  }

  async #read() {
    const { credentials } = this.#tools;
    const text = await credentials.token().catch(() => err({ code: 'no-token' } as const));
    if (!text.ok) {
      this.#need(text.error.code);
      return null;
    }
    if (this.#account?.text === text.value) return this.#account;
    const secret = readSecret(text.value);
    if (!secret.ok) {
      this.#need('key-unreadable');
      return null;
    }
    const keys = accountKeys(secret.value);
    this.#account = { text: text.value, keys, access: createAccessToken({ ...this.#tools, keys }) };
    this.#refusals = 0;
    return this.#account;
  }

  #need(why: SignInReason): Result<never, LinkCause> {
    this.#setNeeded(why);
    return err({ code: 'unauthorized' });
  }

  #setNeeded(needed: SignInReason | null): void {
    if (needed === this.#needed) return;
    this.#needed = needed;
    this.#tools.onChange(needed);
  }
}

function isRefusal(fault: ServerFault): boolean {
  return fault.tag === 'status' && (fault.status === 401 || fault.status === 403);
}

function causeOfFault(fault: ServerFault): LinkCause {
  if (fault.tag === 'no-answer') return fault.cause;
  if (fault.tag === 'not-happy') return { code: 'protocol' };
  return {
    code: fault.status === 429 ? 'rate-limited' : fault.status >= 500 ? 'server-error' : 'protocol',
    status: fault.status,
  };
}
