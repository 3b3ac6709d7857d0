import type { LocalSettings } from '../../../shared/model/settings.ts';
import type { Backend, BackendTools } from '../../ports/backend.ts';
import type { ClaudeCode } from '../../ports/claude-code.ts';
import type { LocalHost } from '../../ports/local-host.ts';
import { LocalBackend } from './adapter.ts';
import { createClaudeCode } from './claude-settings/installed-claude.ts';
import { Gateway } from './gateway/gateway.ts';

/** What this computer offers: its sessions, and Claude Code as it is installed. */
export interface LocalKit {
  create(settings: LocalSettings, tools: BackendTools): Backend;
  readonly claudeCode: ClaudeCode;
}

export function createLocalKit(host: LocalHost): LocalKit {
  const { clock, log } = host;
  const gateway = new Gateway({ clock, log, checkToken: (token) => claude.checkToken(token) });
  const claude = createClaudeCode({
    host,
    async ensureListening(firstPort) {
      if (gateway.port !== null) return gateway.port;
      const listening = await gateway.listen(firstPort);
      return listening.ok ? listening.value : null;
    },
  });
  return {
    create: (settings, tools) => new LocalBackend(settings, tools, { host, gateway, claude }),
    claudeCode: {
      get view() {
        return claude.view;
      },
      onChange: (listener) => claude.onChange(listener),
      look: () => claude.look(),
      preview: (change) => claude.preview(change),
      apply: (change, beforeHash) => claude.apply(change, beforeHash),
      test: () => claude.test(),
      async stop() {
        await Promise.all([claude.stop(), gateway.close()]);
      },
    },
  };
}
