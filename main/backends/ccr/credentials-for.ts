import type { ConnectionSettings } from '../../../shared/model/settings.ts';
import { err } from '../../../shared/result.ts';
import type { CredentialSource } from '../../ports/credentials.ts';
import { claudeCredentials } from './credentials-claude.ts';
import { givenToken, storedToken } from './credentials.ts';

/** For sessions of this computer: nobody is to be convinced. */
const NO_TOKEN: CredentialSource = { token: () => Promise.resolve(err({ code: 'no-token' })) };

/** Where the token of a connection comes from, by what its settings say. */
export function credentialsFor(tools: {
  /** The token that was typed in for a connection; null = none, or gone with the last run. */
  readonly readStored: (connection: string) => Promise<string | null>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}): (connection: ConnectionSettings) => CredentialSource {
  return (connection) => {
    if (connection.kind !== 'ccr') return NO_TOKEN;
    const { id, credentials } = connection;
    if ('accessToken' in credentials) return givenToken(credentials.accessToken);
    if ('claudeCredentialsFile' in credentials) {
      return claudeCredentials({ ...tools, path: credentials.claudeCredentialsFile });
    }
    return storedToken(() => tools.readStored(id));
  };
}
