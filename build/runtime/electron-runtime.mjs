import fs from 'node:fs';
import path from 'node:path';
import { officialElectron } from './official-electron.mjs';
import { STAND_IN_VERSION, standInElectronDir } from './stand-in-electron.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executablePath
 * @property {string[]} flags  go before the path of the app
 * @property {string} version
 * @property {'override' | 'official' | 'stand-in'} origin
 */

/**
 * Finds the Electron to run: the one the caller names in ELECTRON_OVERRIDE_DIST_PATH, else the official binary of the pinned
 * version, else, on Linux x64 and for development and tests only, the stand-in.
 *
 * @param {(line: string) => void} [say]  told everything that takes long or is not as usual
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime(say = (line) => console.error(`[electron] ${line}`)) {
  const flags = sandboxFlags();
  const overrideDir = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (overrideDir !== undefined && overrideDir !== '') {
    return { executablePath: executableIn(overrideDir), flags, version: versionIn(overrideDir), origin: 'override' };
  }
  const official = officialElectron(say);
  if (official !== null) return { ...official, flags, origin: 'official' };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Electron could not be fetched. Run `npx install-electron`, or set ELECTRON_OVERRIDE_DIST_PATH.');
  }
  const distDir = await standInElectronDir(say);
  say(`NOT the official Electron: running the stand-in ${STAND_IN_VERSION}. It is for development and tests only.`);
  return { executablePath: executableIn(distDir), flags, version: STAND_IN_VERSION, origin: 'stand-in' };
}

/** Chromium refuses to start its sandbox for the root user. */
function sandboxFlags() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** @param {string} distDir */
function executableIn(distDir) {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name = process.platform === 'darwin' || process.platform === 'win32' ? names[process.platform] : 'electron';
  const executablePath = path.join(distDir, name);
  if (!fs.existsSync(executablePath)) throw new Error(`There is no Electron at ${executablePath}`);
  return executablePath;
}

/** @param {string} distDir */
function versionIn(distDir) {
  const versionPath = path.join(distDir, 'version');
  return fs.existsSync(versionPath) ? fs.readFileSync(versionPath, 'utf8').trim().replace(/^v/, '') : 'unknown';
}
