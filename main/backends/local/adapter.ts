import { NO_CAPABILITIES } from '../../../shared/model/connection.ts';
import type { LocalSettings } from '../../../shared/model/settings.ts';
import { err } from '../../../shared/result.ts';
import type { Backend, BackendTools } from '../../ports/backend.ts';

/** Claude Code on this computer. */
export class LocalBackend implements Backend {
  readonly capabilities = NO_CAPABILITIES;
  readonly starter = null;
  readonly #tools: BackendTools;
  constructor(_settings: LocalSettings, tools: BackendTools) {
    this.#tools = tools;
  }
  start() {
    const { connectionId, emit } = this.#tools;
    emit({ tag: 'connection-state', connectionId, state: { tag: 'live' } });
  }
  stop = () => Promise.resolve();
  encodeAnswer = () => err({ code: 'not-offered' } as const);
  sendAnswer = () => Promise.resolve({ tag: 'failed' } as const);
  command = () => Promise.resolve(err({ code: 'not-supported' } as const));
  probe = () => undefined;
  prioritise = () => undefined;
  retry = () => undefined;
  readTranscript = () => [];
  loadOlder = () => Promise.resolve(err({ code: 'not-supported' } as const));
}
