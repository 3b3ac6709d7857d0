import { join } from 'node:path';
import type {
  ClaudeCodeView,
  ClaudeProgram,
  ClaudeTest,
  SettingsChange,
} from '../../../../shared/model/claude-code.ts';
import { GATEWAY_PORT, type LocalSettings } from '../../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { StartError } from '../../../ports/backend.ts';
import type { ApplyError, ClaudeCode, HookChange } from '../../../ports/claude-code.ts';
import { configDirOf } from '../config-dir.ts';
import type { LocalHost } from '../host.ts';
import { findOnPath, findProgram } from './find-program.ts';
import { GatewayRecordFile } from './gateway-record.ts';
import { HOOK_PATH, type HookAddress } from './hook-list.ts';
import { standingOf } from './hooks-standing.ts';
import { maskTokens } from './mask-tokens.ts';
import { findObstacles, managedFolder } from './obstacles.ts';
import { ProgramVersions } from './program-version.ts';
import { isLinked, readSettingsFile } from './settings-file.ts';
import { SettingsWatch } from './settings-watch.ts';
import { SettingsWriter } from './settings-writer.ts';
import { tryThroughClaude } from './try-through-claude.ts';
import { tryThroughGateway } from './try-through-gateway.ts';

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
  /** Claude Code's settings file, of the folder in force. */
  readonly settingsPath: string;
  /** As `apply`, for scripts: nobody looked at a preview, so whatever stands in the file now is changed. */
  applyNow(change: HookChange): Promise<Result<null, ApplyError>>;
  /** The program to run, as a path. */
  program(): Promise<Result<string, StartError>>;
}

export interface InstalledClaudeParts {
  readonly host: LocalHost;
  /** The gateway's port; starts it if need be, at the first free port from this one on. Null = it cannot listen. */
  readonly ensureListening: (firstPort: number) => Promise<number | null>;
  /** Where an administrator's settings are, if not where Claude Code looks. */
  readonly managedDir?: string;
}

/** So often in one run: two programs that undo each other's work must not go on for ever. */
const MAX_REPAIRS = 5;

export function createClaudeCode(parts: InstalledClaudeParts): InstalledClaude {
  return new ClaudeCodeHere(parts);
}

class ClaudeCodeHere implements InstalledClaude {
  readonly #parts: InstalledClaudeParts;
  readonly #host: LocalHost;
  readonly #record: GatewayRecordFile;
  readonly #writer: SettingsWriter;
  readonly #versions: ProgramVersions;
  readonly #watch: SettingsWatch;
  readonly #listeners = new Set<(view: ClaudeCodeView) => void>();
  #settings: Pick<LocalSettings, 'configDir' | 'program' | 'port'> = { port: GATEWAY_PORT };
  #port: number | null = null;
  #view: ClaudeCodeView | null = null;
  #looking: Promise<unknown> = Promise.resolve();
  #repairs = 0;
  #users = 0;

  constructor(parts: InstalledClaudeParts) {
    this.#parts = parts;
    this.#host = parts.host;
    this.#record = new GatewayRecordFile(parts.host);
    this.#writer = new SettingsWriter(parts.host, this.#record);
    this.#versions = new ProgramVersions(parts.host);
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

  use(settings: LocalSettings): void {
    const before = this.settingsPath;
    this.#settings = settings;
    this.#users++;
    if (before !== this.settingsPath) void this.#takeOut(before, 'disconnect');
    void this.look();
  }

  async leave(): Promise<void> {
    this.#users--;
    // Whoever takes over begins in the same turn.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#users > 0) return;
    this.#port = null;
    await this.#takeOut(this.settingsPath, 'rest');
  }

  checkToken(token: string): boolean {
    return this.#record.checkToken(token);
  }

  async onPort(port: number | null): Promise<void> {
    this.#port = port;
    const path = this.settingsPath;
    if (port !== null && this.#record.read()?.resting.includes(path) === true) {
      const woken = await this.#writer.write(path, 'connect', await this.#address(await this.#findProgram()), null);
      if (!woken.ok) this.#host.log.warn('hooks-not-put-back', { code: woken.error.code });
    }
    await this.look();
  }

  async program(): Promise<Result<string, StartError>> {
    const program = await this.#findProgram();
    return program.tag === 'not-found' ? err({ code: 'no-program' }) : ok(program.path);
  }

  /** One after the other: a slow look must not tell of an older moment than a quick one. */
  look(): Promise<ClaudeCodeView> {
    const looked = this.#looking.then(() => this.#lookNow());
    this.#looking = looked.catch((cause: unknown) =>
      this.#host.log.error('claude-settings-look-failed', { error: String(cause) }),
    );
    return looked;
  }

  async preview(change: HookChange) {
    const path = this.settingsPath;
    const file = await readSettingsFile(path);
    if (!file.ok) return err({ code: 'unreadable', detail: file.error.detail } as const);
    const address = await this.#address(await this.#findProgram());
    const token = (await this.#writer.tokenIn(file.value.text)) ?? 'not-yet-made';
    const planned = this.#writer.plan(path, file.value, change, { ...address, token });
    if (!planned.ok) return err({ code: 'unreadable', detail: planned.error.detail } as const);
    return ok<SettingsChange>({
      path,
      before: maskTokens(file.value.text ?? ''),
      after: maskTokens(planned.value.after ?? ''),
      beforeHash: file.value.hash,
    });
  }

  async apply(change: HookChange, beforeHash: string): Promise<Result<null, ApplyError>> {
    return this.#write(change, beforeHash);
  }

  async applyNow(change: HookChange): Promise<Result<null, ApplyError>> {
    return this.#write(change, null);
  }

  async test(): Promise<ClaudeTest> {
    const program = await this.#findProgram();
    const configDir = this.#settings.configDir === undefined ? undefined : configDirOf(this.#settings, this.#host);
    if (program.tag !== 'not-found') return tryThroughClaude({ host: this.#host, program: program.path, configDir });
    const file = await readSettingsFile(this.settingsPath);
    const token = file.ok ? await this.#writer.tokenIn(file.value.text) : null;
    const port = await this.#parts.ensureListening(this.#settings.port);
    if (token === null || port === null) return { through: 'gateway', outcome: 'not-asked' };
    return tryThroughGateway({ host: this.#host, port, token });
  }

  async stop(): Promise<void> {
    this.#watch.stop();
    this.#listeners.clear();
    await this.#looking;
  }

  /** Only what we put in: a file that we are not connected to is left alone. */
  async #takeOut(path: string, change: 'rest' | 'disconnect'): Promise<void> {
    if (this.#record.read()?.connected[path] === undefined) return;
    const written = await this.#writer.write(path, change, await this.#address({ tag: 'not-found' }), null);
    if (!written.ok) this.#host.log.warn('hooks-not-taken-out', { code: written.error.code });
  }

  get settingsPath(): string {
    return join(configDirOf(this.#settings, this.#host), 'settings.json');
  }

  async #findProgram(): Promise<ClaudeProgram> {
    const path = await findProgram(this.#settings.program, this.#host);
    return path === null ? { tag: 'not-found' } : this.#versions.of(path);
  }

  async #address(program: ClaudeProgram): Promise<Omit<HookAddress, 'token'>> {
    return {
      style: program.tag === 'found' ? program.hookStyle : 'http',
      port: this.#port ?? this.#record.read()?.port ?? this.#settings.port,
      curlFilePath: this.#writer.curlFilePath,
      platform: this.#host.platform,
    };
  }

  async #write(change: HookChange, beforeHash: string | null): Promise<Result<null, ApplyError>> {
    const address = await this.#address(await this.#findProgram());
    if (change === 'connect') {
      const port = await this.#parts.ensureListening(this.#settings.port);
      if (port === null) return err({ code: 'not-written', detail: 'no free port' });
      const curl = this.#host.platform === 'win32' ? 'curl.exe' : 'curl';
      if (address.style === 'command' && (await findOnPath(curl, this.#host)) === null) {
        return err({ code: 'not-written', detail: `${curl} was not found, which this version of Claude Code needs` });
      }
      const written = await this.#writer.write(this.settingsPath, change, { ...address, port }, beforeHash);
      await this.look();
      return written;
    }
    const written = await this.#writer.write(this.settingsPath, change, address, beforeHash);
    await this.look();
    return written;
  }

  async #lookNow(): Promise<ClaudeCodeView> {
    const path = this.settingsPath;
    await this.#watch.follow(path);
    const program = await this.#findProgram();
    let view = await this.#viewOf(path, program);
    if (view.hooks.tag === 'outdated' && this.#port !== null && this.#repairs < MAX_REPAIRS) {
      this.#repairs++;
      const repaired = await this.#writer.write(path, 'connect', await this.#address(program), null);
      if (!repaired.ok) this.#host.log.warn('hooks-not-repaired', { code: repaired.error.code });
      view = await this.#viewOf(path, program);
    }
    if (JSON.stringify(view) !== JSON.stringify(this.#view)) {
      this.#view = view;
      for (const listener of this.#listeners) listener(view);
    }
    return view;
  }

  async #viewOf(path: string, program: ClaudeProgram): Promise<ClaudeCodeView> {
    const address = await this.#address(program);
    const file = await readSettingsFile(path);
    const written = this.#record.read()?.connected[path]?.undo ?? null;
    const standing = file.ok
      ? standingOf(file.value.text, address, written, this.#writer.portsWith(address.port), (token) =>
          this.#record.checkToken(token),
        )
      : { hooks: { tag: 'unreadable', detail: file.error.detail } as const };
    const obstacles = await findObstacles({
      settingsPath: path,
      managedDir: this.#parts.managedDir ?? managedFolder(this.#host),
      hookUrl: address.style === 'http' ? `http://127.0.0.1:${address.port}${HOOK_PATH}` : null,
    });
    const linked = (await isLinked(path)) ? [{ code: 'settings-are-linked', path } as const] : [];
    return {
      program,
      settingsPath: path,
      hooks: standing.hooks,
      obstacles: [...obstacles, ...linked],
      gatewayPort: this.#port,
    };
  }
}
