import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { err, ok } from '../../../shared/result.ts';
import type { PackageKind } from '../../updates/manifest.ts';
import { nextArguments, nextEnvironment } from '../../updates/next-start.ts';
import type { PackageHand } from '../../updates/package-hand.ts';
import { replaceFile } from '../../updates/replace-file.ts';
import { installCommand, installFault } from '../../updates/system-install.ts';
import type { PackageFetcher } from './package-fetcher.ts';
import { exitCodeOf, findProgram, startWhenEnded } from './programs.ts';

interface HandParts {
  readonly fetcher: () => Promise<PackageFetcher>;
  readonly hadWindow: () => boolean;
}

/** The one file that is the whole program. */
export function appImageHand(appImage: string, parts: HandParts): PackageHand {
  if (!mayWrite(dirname(appImage))) return tellingHand('AppImage');
  return {
    ...fetching(parts.fetcher),
    kind: 'AppImage',
    installs: 'silently',
    install: (packagePath, file) => replaceFile(packagePath, appImage, file),
    startAgain: () => startAgain(appImage, parts.hadWindow()),
  };
}

/** A package of the system's own, put in its place by the system's own tools. */
export function systemPackageHand(kind: 'deb' | 'rpm', parts: HandParts): PackageHand {
  const isRoot = process.getuid?.() === 0;
  const asker = isRoot ? null : findProgram('pkexec');
  const installer = join(process.resourcesPath, 'install-update');
  if ((!isRoot && asker === null) || !existsSync(installer)) return tellingHand(kind);
  const place = process.execPath;
  return {
    ...fetching(parts.fetcher),
    kind,
    installs: isRoot ? 'silently' : 'with-password',
    async install(packagePath, file) {
      const fault = installFault(await exitCodeOf(installCommand({ installer, asker }, packagePath, file)));
      return fault === null ? ok(null) : err(fault);
    },
    startAgain: () => startAgain(place, parts.hadWindow()),
  };
}

/** Windows and macOS: the installer, or the system's own updater, ends this program and starts the new one. */
export function installerHand(kind: 'nsis' | 'mac-zip', { fetcher }: Pick<HandParts, 'fetcher'>): PackageHand {
  return {
    ...fetching(fetcher),
    kind,
    installs: 'silently',
    install: () => Promise.resolve(ok(null)),
    startAgain: () => void fetcher().then(({ updater }) => updater.quitAndInstall(true, true)),
  };
}

/** For a program that was only unpacked, or lies where it may not write: only the person can replace it. */
export function tellingHand(kind: PackageKind): PackageHand {
  return {
    kind,
    installs: 'by-itself',
    fetch: () => Promise.resolve(err('not-installed')),
    install: () => Promise.resolve(err('not-installed')),
    forget: () => Promise.resolve(),
    startAgain: () => undefined,
  };
}

function fetching(fetcher: HandParts['fetcher']): Pick<PackageHand, 'fetch' | 'forget'> {
  return {
    fetch: async (offer, onPercent) => (await fetcher()).fetch(offer, onPercent),
    forget: async () => (await fetcher()).forget(),
  };
}

function startAgain(program: string, hadWindow: boolean): void {
  const args = nextArguments(process.argv.slice(1), { hadWindow });
  startWhenEnded({ program, args }, nextEnvironment(process.env));
  app.quit();
}

function mayWrite(dir: string): boolean {
  try {
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
