import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { PackageKind } from './manifest.ts';

/** Where the program runs, as the system says. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly execPath: string;
  readonly resourcesDir: string;
}

/** Says in a package of its own whose it is; packages of a distribution bring the other file. */
const TYPE_FILE = 'package-type';
const OFF_FILE = 'updates-off';

/** As what Gatehouse was installed on this computer. */
export function installedAs({ platform, environment, execPath, resourcesDir }: Surroundings): PackageKind {
  if (platform === 'win32') return 'nsis';
  if (platform === 'darwin') return 'mac-zip';
  if (appImageOf({ environment, execPath }) !== null) return 'AppImage';
  const type = textOf(join(resourcesDir, TYPE_FILE));
  return type === 'deb' || type === 'rpm' ? type : 'tar.gz';
}

/**
 * The AppImage that runs. The variable alone proves nothing: every program that is started from another AppImage, such as an
 * editor's terminal, inherits that one's.
 */
export function appImageOf({ environment, execPath }: Pick<Surroundings, 'environment' | 'execPath'>): string | null {
  const { APPIMAGE: appImage, APPDIR: appDir } = environment;
  if (appImage === undefined || appDir === undefined || !existsSync(appImage)) return null;
  return isBelow(execPath, appDir) ? appImage : null;
}

/** True where the program was made or installed by somebody who brings its new versions, too. */
export function isBroughtByOthers({ environment, resourcesDir }: Surroundings): boolean {
  if (environment['SNAP'] !== undefined || environment['FLATPAK_ID'] !== undefined) return true;
  return existsSync(join(resourcesDir, OFF_FILE));
}

/** @param policy  what `apt-cache policy` says about the package, in English */
export function isInRepository(policy: string): boolean {
  // `     500 https://host/path suite/main amd64 Packages`; what only lies here is of /var/lib/dpkg/status.
  return policy.split('\n').some((line) => /^\s+-?\d+ [a-z+]+:/.test(line));
}

/** True where the system's own uninstaller lies beside the program: what was only unpacked cannot be replaced by it. */
export function isInstalledOnWindows(execPath: string): boolean {
  return existsSync(join(dirname(execPath), 'Uninstall Gatehouse.exe'));
}

function isBelow(path: string, dir: string): boolean {
  try {
    return realpathSync(path).startsWith(realpathSync(dir) + sep);
  } catch {
    return false;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
