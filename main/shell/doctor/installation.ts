import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { DoctorFacts } from '../../domain/doctor/doctor-facts.ts';

/** Flatpak puts it at the root of every program that it runs. */
const FLATPAK_FILE = '/.flatpak-info';

/**
 * How this program came to this computer. Variables of a fence are believed only if the program itself lies behind it: a
 * terminal inside another fenced program hands them on to all that it starts.
 *
 * @source `resources/package-type` is written by electron-builder into deb and rpm packages
 */
export function installation(of: {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly programPath: string;
  readonly resourcesDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): DoctorFacts['install'] {
  const { platform, isPackaged, programPath, environment } = of;
  const isBelow = (dir: string | undefined) => dir !== undefined && dir !== '' && programPath.startsWith(dir + sep);
  if (platform === 'linux') {
    if (existsSync(FLATPAK_FILE) || environment['FLATPAK_ID']) return 'flatpak';
    if (isBelow(environment['SNAP'])) return 'snap';
    if (environment['APPIMAGE'] && isBelow(environment['APPDIR'])) return 'appimage';
  }
  if (!isPackaged) return 'source';
  if (platform === 'darwin') return 'installer';
  if (platform === 'win32')
    return existsSync(join(dirname(programPath), 'Uninstall Gatehouse.exe')) ? 'installer' : 'archive';
  return packageType(of.resourcesDir);
}

function packageType(resourcesDir: string): 'deb' | 'rpm' | 'archive' {
  try {
    const type = readFileSync(join(resourcesDir, 'package-type'), 'utf8').trim();
    return type === 'deb' || type === 'rpm' ? type : 'archive';
  } catch {
    return 'archive';
  }
}
