import type { ClaudeCodeView, ClaudeProgram, HookObstacle } from '../../../../shared/model/claude-code.ts';
import type { LocalHost } from '../host.ts';
import type { ClaudePlace } from './claude-place.ts';
import type { GatewayRecordFile } from './gateway-record.ts';
import { HOOK_PATH } from './hook-list.ts';
import { standingOf } from './hooks-standing.ts';
import { findObstacles, ignoredAt, isBlocking } from './obstacles.ts';
import { isLinked, readSettingsFile } from './settings-file.ts';
import { managedFolder, SwitchesReader } from './settings-switches.ts';
import { SettingsWatch } from './settings-watch.ts';
import type { SettingsWriter } from './settings-writer.ts';

export interface SightParts {
  readonly host: LocalHost;
  readonly record: GatewayRecordFile;
  readonly writer: SettingsWriter;
  readonly place: ClaudePlace;
  /** Where an administrator's settings are, if not where Claude Code looks. */
  readonly managedDir?: string | undefined;
}

/** So often in one run: two programs that undo each other's work must not go on for ever. */
const MAX_REPAIRS = 5;

/** How our hooks stand, looked at again whenever the settings change; hooks of ours that are outdated are written again. */
export class SettingsSight {
  readonly #parts: SightParts;
  readonly #watch: SettingsWatch;
  readonly #switches = new SwitchesReader();
  readonly #listeners = new Set<(view: ClaudeCodeView) => void>();
  #view: ClaudeCodeView | null = null;
  #looking: Promise<unknown> = Promise.resolve();
  #repairs = 0;

  constructor(parts: SightParts) {
    this.#parts = parts;
    this.#watch = new SettingsWatch({ clock: parts.host.clock, onChange: () => void this.look() });
  }

  get view(): ClaudeCodeView | null {
    return this.#view;
  }

  onChange(listener: (view: ClaudeCodeView) => void): () => void {
    const own = (view: ClaudeCodeView) => listener(view);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** One after the other: a slow look must not tell of an older moment than a quick one. */
  look(): Promise<ClaudeCodeView> {
    const looked = this.#looking.then(() => this.#lookNow());
    this.#looking = looked.catch((cause: unknown) =>
      this.#parts.host.log.error('claude-settings-look-failed', { error: String(cause) }),
    );
    return looked;
  }

  /** Whether sessions that were started in this folder cannot ask us, by the settings in force there. */
  async isBlockedIn(folder: string): Promise<boolean> {
    const { place } = this.#parts;
    const found = await this.#obstaclesOf(place.settingsPath, await place.findProgram(), folder);
    return found.some(isBlocking) || this.#view?.obstacles.some(({ code }) => code === 'settings-ignored') === true;
  }

  async stop(): Promise<void> {
    this.#watch.stop();
    this.#listeners.clear();
    await this.#looking;
  }

  async #lookNow(): Promise<ClaudeCodeView> {
    const { place, writer, host } = this.#parts;
    const path = place.settingsPath;
    await this.#watch.follow(path);
    const program = await place.findProgram();
    let view = await this.#viewOf(path, program);
    if (view.hooks.tag === 'outdated' && place.port !== null && this.#repairs < MAX_REPAIRS) {
      this.#repairs++;
      const repaired = await writer.write(path, 'connect', place.address(program), null);
      if (!repaired.ok) host.log.warn('hooks-not-repaired', { code: repaired.error.code });
      view = await this.#viewOf(path, program);
    }
    if (JSON.stringify(view) !== JSON.stringify(this.#view)) {
      this.#view = view;
      for (const listener of this.#listeners) listener(view);
    }
    return view;
  }

  async #viewOf(path: string, program: ClaudeProgram): Promise<ClaudeCodeView> {
    const { record, writer, place } = this.#parts;
    const address = place.address(program);
    const file = await readSettingsFile(path);
    const written = record.read()?.connected[path]?.undo ?? null;
    const standing = file.ok
      ? standingOf(file.value.text, address, written, writer.portsWith(address.port), (token) =>
          record.checkToken(token),
        )
      : { hooks: { tag: 'unreadable', detail: file.error.detail } as const };
    const ignored = file.ok ? ignoredAt(file.value.text) : null;
    const obstacles: readonly HookObstacle[] = [
      ...(ignored === null ? [] : [{ code: 'settings-ignored', path, detail: ignored } as const]),
      ...(await this.#obstaclesOf(path, program)),
      ...((await isLinked(path)) ? [{ code: 'settings-are-linked', path } as const] : []),
    ];
    return {
      program,
      settingsPath: path,
      hooks: standing.hooks,
      obstacles,
      gatewayPort: place.port,
    };
  }

  async #obstaclesOf(settingsPath: string, program: ClaudeProgram, folder?: string): Promise<readonly HookObstacle[]> {
    const { host, place, managedDir = managedFolder(host) } = this.#parts;
    const { style, port } = place.address(program);
    const places = { settingsPath, managedDir, ...(folder === undefined ? {} : { folder }) };
    return findObstacles(await this.#switches.read(places), {
      settingsPath,
      hookUrl: style === 'http' ? `http://127.0.0.1:${port}${HOOK_PATH}` : null,
      environment: host.environment,
    });
  }
}
