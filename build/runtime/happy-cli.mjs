import fs from 'node:fs';
import path from 'node:path';
import { pinnedPackages, pinnedVersion } from './pinned-packages.mjs';

/** @typedef {'happy' | 'happy-coder'} HappyName  the package on npm */

/**
 * The published command line programs of Happy that the tests run: the current one, and the last of its former name, which
 * speaks the older form of nearly everything.
 *
 * @type {Readonly<Record<HappyName, import('./pinned-packages.mjs').Pin>>}
 */
const PINS = { happy: 'happy-cli', 'happy-coder': 'happy-coder-cli' };

/** @param {HappyName} name */
export const happyVersion = (name) => pinnedVersion(PINS[name]);

/**
 * The program, installed once per user. What is left out, and why nothing of it is missed:
 *
 * - The only install script unpacks `ripgrep` and `difftastic` for two calls that no test makes; nor are their archives kept,
 *   which are up to two thirds of the whole.
 * - Optional packages: the one that counts is a second copy of Claude Code, the same file as ours (see `createHappyHome`).
 * - `@slopus/happy-terminal`, another agent with its own several hundred packages, some of which no lock file can hold for every
 *   system. It is started by an environment variable only; the pin puts a tiny package in its place.
 *
 * @param {HappyName} name
 * @returns {Promise<string>} the JavaScript file for `node`
 */
export async function happyProgram(name) {
  const modulesDir = await pinnedPackages(PINS[name], ['--omit=optional'], (dir) => {
    mustBe(dir, name);
    fs.rmSync(path.join(dir, name, 'tools'), { recursive: true, force: true });
  });
  return entryOf(modulesDir, name);
}

/** @param {string} modulesDir @param {HappyName} name */
function mustBe(modulesDir, name) {
  const { version } = JSON.parse(fs.readFileSync(path.join(modulesDir, name, 'package.json'), 'utf8'));
  if (version !== happyVersion(name)) throw new Error(`${name} is version ${version}, not ${happyVersion(name)}`);
  fs.accessSync(entryOf(modulesDir, name));
}

/**
 * What `bin/happy.mjs` starts in a second process: started at once there is one process to end.
 *
 * @param {string} modulesDir @param {HappyName} name
 */
function entryOf(modulesDir, name) {
  return path.join(modulesDir, name, 'dist', 'index.mjs');
}
