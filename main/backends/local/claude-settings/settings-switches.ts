import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { LocalHost } from '../host.ts';

/** Only what can keep our hooks from working; a member of another type is somebody else's mistake. */
const switchesSchema = z.looseObject({
  disableAllHooks: z.boolean().optional().catch(undefined),
  allowManagedHooksOnly: z.boolean().optional().catch(undefined),
  allowedHttpHookUrls: z.array(z.string()).optional().catch(undefined),
  env: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** A settings file that Claude Code takes, and what it says about hooks. */
export interface SettingsSwitches {
  readonly path: string;
  readonly isManaged: boolean;
  readonly says: z.infer<typeof switchesSchema>;
}

export interface SwitchesPlaces {
  /** The person's own settings. */
  readonly settingsPath: string;
  readonly managedDir: string;
  /** In which a session was started: its own settings lie over the person's. */
  readonly folder?: string;
}

/** Where an administrator puts settings for everybody on this computer. */
export function managedFolder(host: Pick<LocalHost, 'platform' | 'environment'>): string {
  switch (host.platform) {
    case 'win32':
      return join(host.environment['ProgramFiles'] ?? 'C:\\Program Files', 'ClaudeCode');
    case 'darwin':
      return '/Library/Application Support/ClaudeCode';
    default:
      return '/etc/claude-code';
  }
}

/** Reads the files that count, each again only when it has changed. */
export class SwitchesReader {
  readonly #known = new Map<string, { readonly stamp: string; readonly switches: SettingsSwitches | null }>();

  /** @returns the one that counts most first: the administrator's, the folder's, the person's */
  async read({ settingsPath, managedDir, folder }: SwitchesPlaces): Promise<readonly SettingsSwitches[]> {
    const own = folder === undefined ? [] : ['settings.local.json', 'settings.json'];
    const found = await Promise.all([
      ...(await managedFiles(managedDir)).map((path) => this.#file(path, true)),
      ...own.map((name) => this.#file(join(folder ?? '', '.claude', name), false)),
      this.#file(settingsPath, false),
    ]);
    return found.filter((one) => one !== null);
  }

  async #file(path: string, isManaged: boolean): Promise<SettingsSwitches | null> {
    const found = await stat(path, { bigint: true }).catch(() => null);
    if (found === null) {
      this.#known.delete(path);
      return null;
    }
    const stamp = `${found.ino} ${found.mtimeNs} ${found.size}`;
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.switches;
    const says = await saidIn(path);
    const switches = says === null ? null : { path, isManaged, says };
    this.#known.set(path, { stamp, switches });
    return switches;
  }
}

/** Additions lie over the base, the later over the earlier. */
async function managedFiles(dir: string): Promise<readonly string[]> {
  const dropIns = await readdir(join(dir, 'managed-settings.d')).catch(() => []);
  const names = dropIns.filter((name) => name.endsWith('.json') && !name.startsWith('.')).toSorted();
  return [
    ...names.toReversed().map((name) => join(dir, 'managed-settings.d', name)),
    join(dir, 'managed-settings.json'),
  ];
}

async function saidIn(path: string): Promise<SettingsSwitches['says'] | null> {
  try {
    const text = await readFile(path, 'utf8');
    const read = switchesSchema.safeParse(JSON.parse(text.replace(/^\uFEFF/, '')));
    return read.success ? read.data : null;
  } catch {
    return null; // not readable: Claude Code cannot take anything from it either
  }
}
