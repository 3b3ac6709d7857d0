import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { HookObstacle } from '../../../../shared/model/claude-code.ts';
import type { LocalHost } from '../host.ts';

/** Only what can switch our hooks off; a member of another type is somebody else's mistake. */
const switchesSchema = z.looseObject({
  disableAllHooks: z.boolean().optional().catch(undefined),
  allowManagedHooksOnly: z.boolean().optional().catch(undefined),
  allowedHttpHookUrls: z.array(z.string()).optional().catch(undefined),
});

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

/**
 * What keeps our hooks from working although they stand in the person's settings.
 *
 * @param hookUrl  null where our hooks are commands, for which no list of addresses counts
 */
export async function findObstacles(places: {
  readonly settingsPath: string;
  readonly managedDir: string;
  readonly hookUrl: string | null;
}): Promise<readonly HookObstacle[]> {
  const own = await switchesIn(places.settingsPath);
  const managed = (await Promise.all((await managedFiles(places.managedDir)).map(switchesIn))).filter(
    (one) => one !== null,
  );
  const all = own === null ? managed : [...managed, own];
  const found: HookObstacle[] = [];
  const disabling = all.find(({ switches }) => switches.disableAllHooks === true);
  if (disabling !== undefined) found.push({ code: 'hooks-disabled', path: disabling.path });
  const managedOnly = managed.find(({ switches }) => switches.allowManagedHooksOnly === true);
  if (managedOnly !== undefined) found.push({ code: 'managed-only', path: managedOnly.path });
  const listing = all.filter(({ switches }) => switches.allowedHttpHookUrls !== undefined);
  const allowed = listing.flatMap(({ switches }) => switches.allowedHttpHookUrls ?? []);
  const [first] = listing;
  const { hookUrl } = places;
  if (first !== undefined && hookUrl !== null && !allowed.some((pattern) => matches(pattern, hookUrl))) {
    found.push({ code: 'url-not-allowed', path: first.path });
  }
  return found;
}

async function managedFiles(dir: string): Promise<readonly string[]> {
  const dropIns = await readdir(join(dir, 'managed-settings.d')).catch(() => []);
  const names = dropIns.filter((name) => name.endsWith('.json') && !name.startsWith('.')).toSorted();
  return [join(dir, 'managed-settings.json'), ...names.map((name) => join(dir, 'managed-settings.d', name))];
}

async function switchesIn(path: string) {
  try {
    const text = await readFile(path, 'utf8');
    const read = switchesSchema.safeParse(JSON.parse(text.replace(/^\uFEFF/, '')));
    return read.success ? { path, switches: read.data } : null;
  } catch {
    return null; // absent or not readable: Claude Code cannot take anything from it either
  }
}

/** `*` stands for anything, as in Claude Code. */
function matches(pattern: string, url: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'i').test(url);
}
