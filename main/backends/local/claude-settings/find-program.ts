import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, posix, win32 } from 'node:path';
import { expandHome } from '../config-dir.ts';
import type { LocalHost } from '../host.ts';

type Surroundings = Pick<LocalHost, 'homeDir' | 'environment' | 'platform'>;

/**
 * The `claude` program: the one that is configured, else the first on the PATH, else in the places that its installers
 * use. A program started from a desktop often has a shorter PATH than the terminal in which Claude Code was installed.
 */
export async function findProgram(chosen: string | undefined, host: Surroundings): Promise<string | null> {
  if (chosen !== undefined) return firstProgram([expandHome(chosen, host.homeDir)]);
  return firstProgram([...onPath(host), ...(await usualPlaces(host))]);
}

/** A program such as `curl` on the PATH. */
export async function findOnPath(name: string, host: Surroundings): Promise<string | null> {
  return firstProgram(pathFolders(host).map((folder) => join(folder, name)));
}

function onPath(host: Surroundings): readonly string[] {
  return pathFolders(host).flatMap((folder) => namesFor(host.platform).map((name) => join(folder, name)));
}

function pathFolders({ environment, platform }: Surroundings): readonly string[] {
  const path = environment['PATH'] ?? environment['Path'] ?? '';
  const separator =
    platform === process.platform ? delimiter : platform === 'win32' ? win32.delimiter : posix.delimiter;
  return path.split(separator).filter((folder) => isAbsolute(folder));
}

function namesFor(platform: NodeJS.Platform): readonly string[] {
  return platform === 'win32' ? ['claude.exe', 'claude.cmd'] : ['claude'];
}

async function usualPlaces({ homeDir, environment, platform }: Surroundings): Promise<readonly string[]> {
  const home = (...parts: string[]) => join(homeDir, ...parts);
  if (platform === 'win32') {
    const local = environment['LOCALAPPDATA'] ?? home('AppData', 'Local');
    const roaming = environment['APPDATA'] ?? home('AppData', 'Roaming');
    return [
      home('.local', 'bin', 'claude.exe'),
      join(local, 'Programs', 'claude', 'claude.exe'),
      join(local, 'Microsoft', 'WinGet', 'Links', 'claude.exe'),
      join(roaming, 'npm', 'claude.cmd'),
      join(local, 'pnpm', 'claude.cmd'),
      home('.claude', 'local', 'claude.cmd'),
    ];
  }
  return [
    home('.local', 'bin', 'claude'),
    home('.claude', 'local', 'claude'),
    home('.claude', 'local', 'node_modules', '.bin', 'claude'),
    ...(platform === 'darwin' ? ['/opt/homebrew/bin/claude', home('Library', 'pnpm', 'claude')] : []),
    '/usr/local/bin/claude',
    '/usr/bin/claude',
    '/home/linuxbrew/.linuxbrew/bin/claude',
    '/snap/bin/claude',
    home('.npm-global', 'bin', 'claude'),
    home('.npm-packages', 'bin', 'claude'),
    home('.bun', 'bin', 'claude'),
    home('.volta', 'bin', 'claude'),
    home('.local', 'share', 'pnpm', 'claude'),
    home('.asdf', 'shims', 'claude'),
    home('.local', 'share', 'mise', 'shims', 'claude'),
    ...(await nodeVersions(home('.nvm', 'versions', 'node'), ['bin', 'claude'])),
    ...(await nodeVersions(home('.local', 'share', 'fnm', 'node-versions'), ['installation', 'bin', 'claude'])),
  ];
}

/** Version managers keep one folder for each Node; the newest first. */
async function nodeVersions(folder: string, inside: readonly string[]): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const newestFirst = names.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst.map((name) => join(folder, name, ...inside));
}

async function firstProgram(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) continue;
    const mayRun = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (mayRun) return path;
  }
  return null;
}
