import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { autostartFile } from './autostart-file.ts';

/** Starts the app with the session, or no longer. Electron does this everywhere but on Linux. */
export function setStartAtLogin(
  isWanted: boolean,
  tools: { readonly platform: NodeJS.Platform; readonly command: readonly string[]; readonly configHome: string },
): void {
  if (tools.platform === 'linux') writeAutostart(isWanted, tools);
  else app.setLoginItemSettings({ openAtLogin: isWanted, args: ['--hidden'] });
}

/** @param configHome  XDG_CONFIG_HOME, or `~/.config` */
function writeAutostart(isWanted: boolean, tools: { readonly command: readonly string[]; readonly configHome: string }): void {
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
