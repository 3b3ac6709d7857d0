import type { SignInReason } from '../../../shared/model/connection.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CredentialSource } from '../../ports/credentials.ts';

/**
 * Whether this connection may speak, for all its requests and streams together. A refused token makes the next user read
 * the source again; when that brings nothing new the connection needs a sign-in, and nobody dials until there is a token.
 */
export class SignIn {
  readonly #credentials: CredentialSource;
  readonly #onChange: (needed: SignInReason | null) => void;
  #refused: string | undefined;
  #needed: SignInReason | null = null;

  constructor(credentials: CredentialSource, onChange: (needed: SignInReason | null) => void) {
    this.#credentials = credentials;
    this.#onChange = onChange;
  }

  get needed(): SignInReason | null {
    return this.#needed;
  }

  async token(): Promise<Result<string, SignInReason>> {
    const refused = this.#refused;
    const read = await this.#credentials.token(refused).catch(() => err({ code: 'no-token' } as const));
    this.#setNeeded(read.ok ? null : read.error.code);
    return read.ok ? ok(read.value) : err(read.error.code);
  }

  /** The service said no to this token. */
  refuse(token: string): void {
    this.#refused = token;
  }

  /** The person asked to try again: the same token gets another chance. */
  forgive(): void {
    this.#refused = undefined;
  }

  #setNeeded(needed: SignInReason | null): void {
    if (needed === this.#needed) return;
    this.#needed = needed;
    this.#onChange(needed);
  }
}
