import { err, ok } from '../../shared/result.ts';
import type { CredentialSource } from '../ports/credentials.ts';
import type { SecretStore } from '../ports/secret-store.ts';

/** The name under which a connection's typed token is kept. */
export const secretName = (connection: string) => `connection.${connection}.access-token`;

/** A token that was typed in: from the OS keychain, or from memory where there is none. */
export function storedCredentials(secrets: SecretStore, connection: string): CredentialSource {
  return {
    async token(refused) {
      const token = await secrets.get(secretName(connection));
      if (token === null) return err({ code: 'no-token' });
      return token === refused ? err({ code: 'refused' }) : ok(token);
    },
  };
}
