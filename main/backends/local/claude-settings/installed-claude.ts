import type { ClaudeCodeView } from '../../../../shared/model/claude-code.ts';
import type { LocalSettings } from '../../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { StartError } from '../../../ports/backend.ts';
import type { ApplyError, ClaudeCode, HookChange } from '../../../ports/claude-code.ts';
import type { LocalHost } from '../host.ts';
import { ClaudePlace } from './claude-place.ts';
import { FolderBlocks } from './folder-blocks.ts';
import { GatewayRecordFile } from './gateway-record.ts';
import { HookChanges, type HookChangesParts } from './hook-changes.ts';
import { SettingsSight, type SightParts } from './settings-sight.ts';
import { SettingsWriter } from './settings-writer.ts';
import { tryHooks } from './try-hooks.ts';

/** Claude Code on this computer, as the rest of the local backend needs it. */
export interface InstalledClaude extends ClaudeCode {
  /** Somebody listens from now on, with this folder, program and port. */
  use(settings: LocalSettings): void;
  /**
   * The last one who listened is gone, or about to be replaced. With nobody there, Claude Code would name every hook in its
   * terminals as failed: so the hooks are taken out until somebody listens again.
   */
  leave(): Promise<void>;
  /** Is this the token of this installation? */
  checkToken(token: string): boolean;
  /** The gateway listens here now. Hooks of ours that name another port are written again. */
  onPort(port: number | null): Promise<void>;
  /** As `apply`, for scripts: nobody looked at a preview, so whatever stands in the file now is changed. */
  applyNow(change: HookChange): Promise<Result<null, ApplyError>>;
  /** Looks as if this were the connection in force, and writes nothing. `isResting`: hooks that the next start puts back. */
  inspect(settings: LocalSettings): Promise<{ readonly view: ClaudeCodeView; readonly isResting: boolean }>;
  /** Claude Code's settings file, of the folder in force. */
  readonly settingsPath: string;
  /** In which folders our hooks do not work, by the settings in force there. */
  readonly folders: Pick<FolderBlocks, 'isBlocked' | 'onChange'>;
  /** The program to run, as a path. */
  program(): Promise<Result<string, StartError>>;
}

type InstalledClaudeParts = Pick<HookChangesParts, 'ensureListening'> &
  Pick<SightParts, 'managedDir'> & { readonly host: LocalHost };

export function createClaudeCode({ host, ensureListening, managedDir }: InstalledClaudeParts): InstalledClaude {
  const record = new GatewayRecordFile(host);
  const writer = new SettingsWriter(host, record);
  const place = new ClaudePlace(host, record, writer);
  const sight = new SettingsSight({ host, record, writer, place, managedDir });
  const changes = new HookChanges({ host, record, writer, place, ensureListening });
  const folders = new FolderBlocks({ clock: host.clock, look: (folder) => sight.isBlockedIn(folder) });
  sight.onChange(() => void folders.lookAgain());
  let users = 0;

  async function apply(change: HookChange, beforeHash: string | null): Promise<Result<null, ApplyError>> {
    const written = await changes.apply(change, beforeHash);
    await sight.look();
    return written;
  }

  return {
    get view() {
      return sight.view;
    },
    get settingsPath() {
      return place.settingsPath;
    },
    onChange: (listener) => sight.onChange(listener),
    look: () => sight.look(),
    preview: (change) => changes.preview(change),
    apply,
    applyNow: (change) => apply(change, null),
    test: () => tryHooks({ host, writer, place, ensureListening }),
    folders,
    stop() {
      folders.stop();
      return sight.stop();
    },
    checkToken: (token) => record.checkToken(token),
    use(settings) {
      const before = place.settingsPath;
      place.settings = settings;
      users++;
      if (before !== place.settingsPath) void changes.takeOut(before, 'disconnect');
      void sight.look();
    },
    async inspect(settings) {
      place.settings = settings;
      const view = await sight.look();
      return { view, isResting: record.read()?.resting.includes(place.settingsPath) === true };
    },
    async leave() {
      users--;
      // Whoever takes over begins in the same turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (users > 0) return;
      place.port = null;
      await changes.takeOut(place.settingsPath, 'rest');
    },
    async onPort(port) {
      place.port = port;
      if (port !== null) await changes.putBack();
      await sight.look();
    },
    async program() {
      const program = await place.findProgram();
      return program.tag === 'not-found' ? err({ code: 'no-program' }) : ok(program.path);
    },
  };
}
