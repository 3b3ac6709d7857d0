import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LocalHost } from '../../../main/backends/local/host.ts';
import {
  createClaudeCode,
  type InstalledClaude,
} from '../../../main/backends/local/claude-settings/installed-claude.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom } from '../../../main/net/system-random.ts';
import type { HookChange } from '../../../main/ports/claude-code.ts';
import { localConnectionSchema, type LocalSettings } from '../../../shared/model/settings.ts';
import { recordingLog } from '../../support/recording-log.ts';

/** A person's home with Claude Code's folder, a profile of Gatehouse, and nothing else. */
export interface SettingsPlace {
  readonly homeDir: string;
  readonly profileDir: string;
  readonly configDir: string;
  readonly settingsPath: string;
  readonly managedDir: string;
  readonly claude: InstalledClaude;
  readonly log: ReturnType<typeof recordingLog>;
  /** Another run of Gatehouse: on the same profile, or on one of its own. */
  another(profileDir?: string): InstalledClaude;
  write(text: string, mode?: number): Promise<void>;
  text(): Promise<string>;
  mode(): Promise<number>;
}

export const PORT = 47_261;
export const settings = (more: Partial<LocalSettings> = {}): LocalSettings =>
  localConnectionSchema.parse({ id: 'here', kind: 'local', name: 'This computer', ...more });

export async function settingsPlace(environment: LocalHost['environment'] = {}): Promise<SettingsPlace> {
  const homeDir = await mkdtemp(join(tmpdir(), 'gh-settings-'));
  const at = (...parts: string[]) => join(homeDir, ...parts);
  const running: InstalledClaude[] = [];
  onTestFinished(async () => {
    await Promise.all(running.map((one) => one.stop()));
    await rm(homeDir, { recursive: true, force: true });
  });
  const configDir = at('.claude');
  const settingsPath = join(configDir, 'settings.json');
  const log = recordingLog();
  await mkdir(configDir);

  function another(profileDir = at('profile')): InstalledClaude {
    const host: LocalHost = {
      profileDir,
      homeDir,
      environment: { PATH: '', HOME: homeDir, ...environment },
      platform: process.platform,
      clock: systemClock,
      random: systemRandom,
      log,
      openFolder: () => Promise.resolve(false),
    };
    const claude = createClaudeCode({
      host,
      ensureListening: (firstPort) => Promise.resolve(firstPort),
      managedDir: at('managed'),
    });
    running.push(claude);
    return claude;
  }

  return {
    homeDir,
    profileDir: at('profile'),
    configDir,
    settingsPath,
    managedDir: at('managed'),
    claude: another(),
    log,
    another,
    async write(text, mode = 0o644) {
      await writeFile(settingsPath, text);
      await chmod(settingsPath, mode);
    },
    text: () => readFile(settingsPath, 'utf8'),
    mode: async () => (await stat(settingsPath)).mode & 0o777,
  };
}

/** As the window does it: look at the change, then make it. */
export async function change(claude: InstalledClaude, what: HookChange): Promise<string> {
  const preview = await claude.preview(what);
  if (!preview.ok) return `preview ${preview.error.code}`;
  const applied = await claude.apply(what, preview.value.beforeHash);
  return applied.ok ? 'done' : applied.error.code;
}
