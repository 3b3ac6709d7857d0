import type { LinkKit } from '../net/link-kit.ts';
import type { BackendKit } from '../ports/backend.ts';
import type { HappyAccounts } from '../ports/happy-accounts.ts';
import type { LocalHost } from '../ports/local-host.ts';
import { CcrBackend } from './ccr/adapter.ts';
import { testConnection } from './ccr/connection-test.ts';
import { HappyBackend } from './happy/adapter.ts';
import { createHappyAccounts } from './happy/account/happy-accounts.ts';
import { testHappyConnection } from './happy/connection-test.ts';
import { systemRandomBytes } from './happy/crypto/random-bytes.ts';
import { thisComputer } from './happy/publish/this-computer.ts';
import type { LocalKit } from './local/local-kit.ts';

/**
 * A new kind of session is a folder and a case.
 *
 * @param version  of Gatehouse, as sessions that are shared from here tell it
 */
export function createBackendKit(links: LinkKit, local: LocalKit, version: string): BackendKit {
  return {
    create(settings, tools) {
      switch (settings.kind) {
        case 'ccr':
          return new CcrBackend(settings, tools, links);
        case 'happy':
          return new HappyBackend(settings, tools, links, thisComputer(version));
        case 'local':
          return local.create(settings, tools);
      }
    },
    test: (settings, credentials) =>
      settings.kind === 'happy'
        ? testHappyConnection(settings, credentials, links)
        : testConnection(settings, credentials, links),
  };
}

/** Accounts that a connection could join, found or made from this computer. */
export function createAccounts({ request }: LinkKit, host: LocalHost): HappyAccounts {
  return createHappyAccounts({ ...host, request, randomBytes: systemRandomBytes, place: host });
}
