import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { shell } from 'electron';
import { DOCTOR_FIXES, type DoctorFix } from '../../../shared/model/doctor-names.ts';
import { fixPlaces, type FixPlace } from './fix-places.ts';

export interface FixOpener {
  /** Those that can be opened on this computer. */
  readonly available: readonly DoctorFix[];
  open(fix: DoctorFix): Promise<boolean>;
}

export function createFixOpener(of: {
  readonly platform: NodeJS.Platform;
  readonly desktop: string | null;
  readonly profileDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): FixOpener {
  const { platform, desktop, environment } = of;

  function placeOf(fix: DoctorFix): FixPlace | null {
    for (const place of fixPlaces(platform, desktop, fix)) {
      if (place.tag === 'address') return place;
      const [name = '', ...args] = place.command;
      const path = onPath(name, environment['PATH'] ?? '');
      if (path !== null) return { tag: 'program', command: [path, ...args] };
    }
    return null;
  }

  return {
    get available() {
      return DOCTOR_FIXES.filter((fix) => fix === 'profile-folder' || placeOf(fix) !== null);
    },
    async open(fix) {
      if (fix === 'profile-folder') return (await shell.openPath(of.profileDir)) === '';
      const place = placeOf(fix);
      if (place === null) return false;
      if (place.tag === 'program') return started(place.command);
      return shell.openExternal(place.url).then(
        () => true,
        () => false,
      );
    },
  };
}

/** It lives on without us. */
function started([path = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(path, args, { detached: true, stdio: 'ignore' });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
    child.once('error', () => resolve(false));
  });
}

function onPath(name: string, searchPath: string): string | null {
  // A relative folder would lead to wherever Gatehouse was started.
  for (const dir of searchPath.split(delimiter).filter(isAbsolute)) {
    const path = join(dir, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // the next one
    }
  }
  return null;
}
