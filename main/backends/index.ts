import type { ConnectionSettings } from '../../shared/model/settings.ts';
import type { LinkKit } from '../net/link-kit.ts';
import type { Backend, BackendKit, BackendTools } from '../ports/backend.ts';
import { CcrBackend } from './ccr/adapter.ts';
import { testConnection } from './ccr/connection-test.ts';

/** A new kind of session is a folder and a line. */
const FACTORIES: {
  readonly [Kind in ConnectionSettings['kind']]: (
    settings: ConnectionSettings,
    tools: BackendTools,
    kit: LinkKit,
  ) => Backend;
} = {
  ccr: (settings, tools, kit) => new CcrBackend(settings, tools, kit),
};

export function createBackendKit(linkKit: LinkKit): BackendKit {
  return {
    create: (settings, tools) => FACTORIES[settings.kind](settings, tools, linkKit),
    test: (settings, credentials) => testConnection(settings, credentials, linkKit),
  };
}
