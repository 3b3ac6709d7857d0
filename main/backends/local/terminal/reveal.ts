import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { CommandError } from '../../../ports/command.ts';
import type { RegistryEntry } from '../registry/registry-entry.ts';
import type { LocalHost } from '../host.ts';
import { programsAbove } from './process-tree.ts';
import { raiseOnLinux } from './raise-linux.ts';
import { raiseOnMac } from './raise-mac.ts';
import { raiseOnWindows } from './raise-windows.ts';
import { runProgram } from './run-program.ts';
import { showTmuxPane } from './tmux.ts';

type Desktop = Pick<LocalHost, 'platform' | 'openFolder'>;

/** Editors with a terminal inside, by the name of their process, and what brings a folder's window to the front. */
const EDITORS: ReadonlyMap<string, string> = new Map([
  ['code', 'code'],
  ['code-insiders', 'code-insiders'],
  ['codium', 'codium'],
  ['cursor', 'cursor'],
]);

/**
 * Brings the terminal of a session to the front, or shows its folder where that cannot be done. A session that has
 * ended, or runs in the background, has only its folder.
 */
export async function revealSession(
  session: Pick<RegistryEntry, 'cwd'> & Partial<Pick<RegistryEntry, 'pid' | 'tmux' | 'kind'>>,
  desktop: Desktop,
): Promise<Result<null, CommandError>> {
  const { pid, tmux = null, kind, cwd } = session;
  const hasTerminal = pid !== undefined && Number.isSafeInteger(pid) && pid > 1 && kind !== 'background';
  if (hasTerminal && (await raiseTerminal(pid, tmux, cwd, desktop.platform))) return ok(null);
  if (!(await isFolder(cwd))) return err({ code: 'not-supported', detail: 'no-such-folder' });
  return (await desktop.openFolder(cwd)) ? ok(null) : err({ code: 'not-supported', detail: 'folder-not-shown' });
}

async function raiseTerminal(
  pid: number,
  tmuxPlace: string | null,
  cwd: string,
  platform: NodeJS.Platform,
): Promise<boolean> {
  if (tmuxPlace === null || platform === 'win32') return raise(pid, cwd, platform);
  const shown = await showTmuxPane(tmuxPlace, pid, platform);
  // The programs above a process in tmux end at its server; the terminal is above the client.
  return shown !== null && raise(shown.clientPid, cwd, platform, shown.clientTty);
}

async function raise(pid: number, cwd: string, platform: NodeJS.Platform, tty?: string): Promise<boolean> {
  if (platform === 'win32') return raiseOnWindows(pid);
  if (platform === 'darwin') return raiseOnMac(pid, tty);
  return (await raiseOnLinux(pid)) || showInEditor(pid, cwd);
}

/** Without `-r`, which would put the folder into a window that shows another one. */
async function showInEditor(pid: number, cwd: string): Promise<boolean> {
  const editor = (await programsAbove(pid, 'linux'))
    .map(({ name }) => EDITORS.get(name))
    .find((each) => each !== undefined);
  return editor !== undefined && isAbsolute(cwd) && (await runProgram(editor, [cwd])) !== null;
}

async function isFolder(path: string): Promise<boolean> {
  return isAbsolute(path) && ((await stat(path).catch(() => null))?.isDirectory() ?? false);
}
