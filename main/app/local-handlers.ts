import { connectionId, sessionKey } from '../../shared/ids.ts';
import type { Handlers } from '../../shared/ipc/types.ts';
import { err, ok } from '../../shared/result.ts';
import type { ClaudeCode } from '../ports/claude-code.ts';
import type { WindowSurface } from '../ports/surfaces.ts';
import type { Engine } from './engine.ts';
import { ensureLocalConnection } from './local-connection.ts';
import type { LiveSettings } from './settings.ts';
import type { Supervisor } from './supervisor.ts';

type LocalHandlers = Pick<
  Handlers,
  'session:start' | 'session:past' | 'folder:choose' | 'claude:look' | 'claude:preview' | 'claude:apply' | 'claude:test'
>;

const failed = <C extends string>(code: C, message: string = code) => err({ code, message });

/** Sessions that begin on this computer, and Claude Code as it is installed here. */
export function createLocalHandlers(parts: {
  readonly engine: Engine;
  readonly supervisor: Supervisor;
  readonly settings: LiveSettings;
  readonly claudeCode: ClaudeCode;
  readonly windows: WindowSurface;
}): LocalHandlers {
  const { engine, supervisor, settings, claudeCode, windows } = parts;

  return {
    'session:start': async ({ connectionId: id, folder, prompt, mode, model, resume }) => {
      const backend = supervisor.backendOf(id);
      if (backend === undefined) return failed('no-such-connection');
      if (backend.starter === null) return failed('not-supported');
      const order = {
        folder,
        prompt,
        mode,
        ...(model !== undefined && { model }),
        ...(resume !== undefined && { resume }),
      };
      const started = await backend.starter.start(order);
      return started.ok
        ? ok({ key: sessionKey(connectionId(id), started.value) })
        : failed(started.error.code, started.error.detail);
    },
    'session:past': async ({ connectionId: id }) => {
      const backend = supervisor.backendOf(id);
      if (backend === undefined) return failed('no-such-connection');
      return backend.starter === null ? failed('not-supported') : ok(await backend.starter.past());
    },
    'folder:choose': async () => {
      const folder = await windows.chooseFolder();
      return ok(folder === null ? null : { folder });
    },

    'claude:look': async () => ok(await claudeCode.look()),
    'claude:preview': async ({ change }) => {
      const preview = await claudeCode.preview(change);
      return preview.ok ? preview : failed(preview.error.code, preview.error.detail);
    },
    'claude:apply': async ({ change, beforeHash }) => {
      const applied = await claudeCode.apply(change, beforeHash);
      if (!applied.ok) return failed(applied.error.code, applied.error.detail);
      if (change === 'disconnect') return ok(null);
      const ensured = await ensureLocalConnection(engine, settings);
      return ensured.ok ? ok(null) : failed(ensured.error);
    },
    'claude:test': async () => ok(await claudeCode.test()),
  };
}
