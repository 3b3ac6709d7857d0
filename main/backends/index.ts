import type { LinkKit } from '../net/link-kit.ts';
import type { BackendKit } from '../ports/backend.ts';
import { CcrBackend } from './ccr/adapter.ts';
import { testConnection } from './ccr/connection-test.ts';
import type { LocalKit } from './local/local-kit.ts';

/** A new kind of session is a folder and a case. */
export function createBackendKit(links: LinkKit, local: LocalKit): BackendKit {
  return {
    create(settings, tools) {
      switch (settings.kind) {
        case 'ccr':
          return new CcrBackend(settings, tools, links);
        case 'local':
          return local.create(settings, tools);
      }
    },
    test: (settings, credentials) => testConnection(settings, credentials, links),
  };
}
