import type { SignInReason } from '../../../shared/model/connection.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CredentialSource } from '../../ports/credentials.ts';

export type TokenRead = Result<string, { readonly code: SignInReason }>;

/**
 * Makes a credential source of one way to read a token. Nothing is kept between reads but the read in progress, so a
 * token that was renewed elsewhere is found at the next use.
 */
export function sourceOf(read: () => Promise<TokenRead>): CredentialSource {
  let reading: Promise<TokenRead> | null = null;
  return {
    async token(refused) {
      reading ??= read().finally(() => (reading = null));
      const found = await reading;
      return found.ok && found.value === refused ? err({ code: 'refused' }) : found;
    },
  };
}

/** A token from the managed configuration. */
export function givenToken(token: string): CredentialSource {
  return sourceOf(() => Promise.resolve(ok(token)));
}

/** A token that was typed in. @param read  from the OS keychain, or from memory where there is none; null = gone */
export function storedToken(read: () => Promise<string | null>): CredentialSource {
  return sourceOf(async () => {
    const token = await read();
    return token === null ? err({ code: 'no-token' }) : ok(token);
  });
}
