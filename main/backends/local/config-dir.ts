import { join, resolve } from 'node:path';
import type { LocalHost } from '../../ports/local-host.ts';

/** Claude Code's own folder: the one configured, else `$CLAUDE_CONFIG_DIR`, else `~/.claude`. */
export function configDirOf(
  settings: { readonly configDir?: string | undefined },
  { homeDir, environment }: Pick<LocalHost, 'homeDir' | 'environment'>,
): string {
  const chosen = settings.configDir ?? environment['CLAUDE_CONFIG_DIR'];
  if (chosen === undefined || chosen === '') return join(homeDir, '.claude');
  return resolve(expandHome(chosen, homeDir));
}

/** `~/` is the person's own folder. */
export function expandHome(path: string, homeDir: string): string {
  return /^~(?:[/\\]|$)/.test(path) ? join(homeDir, path.slice(1)) : path;
}
