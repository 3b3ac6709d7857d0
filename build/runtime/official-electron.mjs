import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cachePath } from './cache-dir.mjs';

// Long enough for 120 MB on a slow line; a network that swallows the connection must not hold up every start for longer.
const DOWNLOAD_LIMIT_MS = 5 * 60_000;
const TRY_AGAIN_AFTER_MS = 60 * 60_000;

/**
 * The Electron that belongs to the pinned npm package. Its binary is not in the package: it is downloaded when it is first
 * needed. A failed download is remembered for a while, so that a machine that cannot have it does not wait at each start.
 *
 * @param {(line: string) => void} say
 * @returns {{ executablePath: string, version: string } | null} null when it cannot be had now
 */
export function officialElectron(say) {
  const packageDir = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const installed = installedPath(packageDir);
  if (installed !== null) return { executablePath: installed, version };
  const failurePath = cachePath(`electron-${version}-download-failed`);
  if (failedRecently(failurePath)) return null;
  say(`fetching Electron ${version} (once)`);
  const { status } = spawnSync(process.execPath, [path.join(packageDir, 'install.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: DOWNLOAD_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  const executablePath = status === 0 ? installedPath(packageDir) : null;
  if (executablePath !== null) return { executablePath, version };
  fs.mkdirSync(path.dirname(failurePath), { recursive: true });
  fs.writeFileSync(failurePath, '');
  say(`Electron ${version} could not be fetched. Next try in an hour, or now if you delete ${failurePath}`);
  return null;
}

/** @param {string} packageDir */
function installedPath(packageDir) {
  const namePath = path.join(packageDir, 'path.txt');
  if (!fs.existsSync(namePath)) return null;
  const executablePath = path.join(packageDir, 'dist', fs.readFileSync(namePath, 'utf8'));
  return fs.existsSync(executablePath) ? executablePath : null;
}

/** @param {string} failurePath */
function failedRecently(failurePath) {
  const failed = fs.statSync(failurePath, { throwIfNoEntry: false });
  return failed !== undefined && Date.now() - failed.mtimeMs < TRY_AGAIN_AFTER_MS;
}
