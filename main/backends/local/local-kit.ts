import type { LocalSettings } from '../../../shared/model/settings.ts';
import { err } from '../../../shared/result.ts';
import type { Backend, BackendTools } from '../../ports/backend.ts';
import type { ClaudeCode } from '../../ports/claude-code.ts';
import type { LocalHost } from './host.ts';
import { LocalBackend } from './adapter.ts';

/** What this computer offers: its sessions, and Claude Code as it is installed. */
export interface LocalKit {
  create(settings: LocalSettings, tools: BackendTools): Backend;
  readonly claudeCode: ClaudeCode;
}

export function createLocalKit(_host: LocalHost): LocalKit {
  return {
    create: (settings, tools) => new LocalBackend(settings, tools),
    claudeCode: {
      view: null,
      onChange: () => () => undefined,
      look: () =>
        Promise.resolve({
          program: { tag: 'not-found' },
          settingsPath: '',
          hooks: { tag: 'not-connected' },
          obstacles: [],
          gatewayPort: null,
        }),
      preview: () => Promise.resolve(err({ code: 'unreadable', detail: '' })),
      apply: () => Promise.resolve(err({ code: 'unreadable', detail: '' })),
      test: () => Promise.resolve({ through: 'claude', outcome: 'claude-failed' }),
      stop: () => Promise.resolve(),
    },
  };
}
