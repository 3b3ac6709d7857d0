import { homedir } from 'node:os';
import type { CcrSettings, ConnectionSettings, HappySettings } from '../../shared/model/settings.ts';
import { err, ok } from '../../shared/result.ts';
import type { CredentialSource } from '../ports/credentials.ts';
import { claudeCredentials } from './ccr/credentials-claude.ts';
import { givenToken, sourceOf, storedToken, type TokenRead } from './ccr/credentials.ts';
import { readSecret, writeSecret } from './happy/account/secret-text.ts';
import { expandHappyHome, readTerminalSecret } from './happy/account/terminal-account.ts';

interface Tools {
  /** What was typed in, linked or made for a connection; null = nothing, or gone with the last run. */
  readonly readStored: (connection: string) => Promise<string | null>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Where `~` leads; the user's home unless told. */
  readonly homeDir?: string;
}

/** For sessions of this computer: nobody is to be convinced. */
const NO_TOKEN: CredentialSource = { token: () => Promise.resolve(err({ code: 'no-token' })) };

/** Where the secret of a connection comes from, by what its settings say. */
export function credentialsFor(tools: Tools): (connection: ConnectionSettings) => CredentialSource {
  return (connection) => {
    switch (connection.kind) {
      case 'ccr':
        return ccrToken(connection, tools);
      case 'happy':
        return happySecret(connection, tools);
      case 'local':
        return NO_TOKEN;
    }
  };
}

function ccrToken({ id, credentials }: CcrSettings, tools: Tools): CredentialSource {
  if ('accessToken' in credentials) return givenToken(credentials.accessToken);
  if ('claudeCredentialsFile' in credentials) {
    return claudeCredentials({ ...tools, path: credentials.claudeCredentialsFile });
  }
  return storedToken(() => tools.readStored(id));
}

/** The account's secret key in its canonical form, whatever form it was given in. */
function happySecret({ id, credentials }: HappySettings, tools: Tools): CredentialSource {
  if ('secretKey' in credentials) {
    const { secretKey } = credentials;
    return sourceOf(() => Promise.resolve(canonical(secretKey)));
  }
  if ('happyHome' in credentials) {
    const happyHome = expandHappyHome(credentials.happyHome, tools.homeDir ?? homedir());
    return sourceOf(async () => {
      const secret = await readTerminalSecret(happyHome);
      return secret.ok ? ok(writeSecret(secret.value)) : secret;
    });
  }
  return sourceOf(async () => {
    const stored = await tools.readStored(id);
    return stored === null ? err({ code: 'no-token' }) : canonical(stored);
  });
}

function canonical(text: string): TokenRead {
  const secret = readSecret(text);
  return secret.ok ? ok(writeSecret(secret.value)) : err({ code: 'key-unreadable' });
}
