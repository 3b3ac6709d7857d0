import type { HookObstacle } from '../../../../shared/model/claude-code.ts';
import { proxyInTheWay } from './proxy-way.ts';
import type { SettingsSwitches } from './settings-switches.ts';
import { placeOf } from './text-place.ts';
import { readTree } from './text-tree.ts';

/**
 * What keeps our hooks from working although they stand in the person's settings.
 *
 * @param files    that count, the one that counts most first
 * @param hookUrl  null where our hooks are commands, for which neither a list of addresses nor a proxy counts
 */
export function findObstacles(
  files: readonly SettingsSwitches[],
  surroundings: {
    readonly settingsPath: string;
    readonly hookUrl: string | null;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): readonly HookObstacle[] {
  const { settingsPath, hookUrl, environment } = surroundings;
  const found: HookObstacle[] = [];
  const deciding = files.find(({ says }) => says.disableAllHooks !== undefined);
  if (deciding?.says.disableAllHooks === true) found.push({ code: 'hooks-disabled', path: deciding.path });
  const managedOnly = files.find(({ isManaged, says }) => isManaged && says.allowManagedHooksOnly === true);
  if (managedOnly !== undefined) found.push({ code: 'managed-only', path: managedOnly.path });
  if (hookUrl === null) return found;

  const listing = files.filter(({ says }) => says.allowedHttpHookUrls !== undefined);
  const allowed = listing.flatMap(({ says }) => says.allowedHttpHookUrls ?? []);
  const [first] = listing;
  if (first !== undefined && !allowed.some((pattern) => matches(pattern, hookUrl)))
    found.push({ code: 'url-not-allowed', path: first.path });
  const proxy = proxyInTheWay(files, environment, hookUrl);
  if (proxy !== null)
    found.push(
      proxy.path === null
        ? { code: 'proxy-around', path: settingsPath, detail: proxy.name }
        : { code: 'proxy-in-settings', path: proxy.path, detail: proxy.name },
    );
  return found;
}

/** Whether no hook can come while it stands, as against what a person should only know of. */
export function isBlocking({ code }: HookObstacle): boolean {
  return code !== 'settings-are-linked' && code !== 'proxy-around';
}

/**
 * Where a settings text holds what we can read and Claude Code cannot: for one comment it takes nothing of the file,
 * neither our hooks nor the person's own settings.
 */
export function ignoredAt(text: string | null): string | null {
  const read = readTree(text ?? '');
  if (!read.ok || read.value.extraAt === null || text === null) return null;
  return placeOf(text, read.value.extraAt);
}

/** `*` stands for anything, as in Claude Code. */
function matches(pattern: string, url: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'i').test(url);
}
