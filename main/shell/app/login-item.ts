import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { autostartFile } from './autostart-file.ts';

/**
 * Starting with the session, as the setting says. Electron does this everywhere but on Linux.
 *
 * @param command     program and arguments that start the app
 * @param configHome  XDG_CONFIG_HOME, or `~/.config`
 * @returns           to be told the setting at start and at every change
 */
export function followLoginItem(tools: {
  readonly platform: NodeJS.Platform;
  readonly command: readonly string[];
  readonly configHome: string;
}): (isWanted: boolean) => void {
  let was: boolean | null = null;
  return (isWanted) => {
    if (isWanted === was) return;
    // A start that finds the setting off must not take away what another profile has set.
    const isFirstNo = was === null && !isWanted;
    was = isWanted;
    if (isFirstNo) return;
    if (tools.platform === 'linux') writeAutostart(isWanted, tools);
    else app.setLoginItemSettings({ openAtLogin: isWanted, args: ['--hidden'] });
  };
}

function writeAutostart(
  isWanted: boolean,
  tools: { readonly command: readonly string[]; readonly configHome: string },
): void {
  const dir = join(tools.configHome, 'autostart');
  const path = join(dir, 'gatehouse.desktop');
  if (!isWanted) return rmSync(path, { force: true });
  const text = autostartFile(tools.command);
  if (readIfThere(path) === text) return;
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${path}.new`, text, { mode: 0o644 });
  renameSync(`${path}.new`, path);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
