import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { cachePath } from './cache-dir.mjs';
import { runNpm } from './npm-command.mjs';
import { publishDir } from './publish-dir.mjs';

/** @typedef {'claude-code' | 'official-sdk' | 'happy-cli' | 'happy-coder-cli'} Pin  a folder with package.json and package-lock.json */

/**
 * Programs against which Gatehouse is proved and which are no dependency of it: their licences do not allow us to pass them
 * on. Each has a folder here with its own lock file, whose checksums npm compares; they are kept in a per-user cache.
 *
 * @param {Pin} name
 * @param {string[]} flags  for npm
 * @param {(nodeModulesDir: string) => void} check  throws when what was installed is of no use
 * @returns {Promise<string>} the folder `node_modules` with the packages of that lock file
 */
export async function pinnedPackages(name, flags, check) {
  const pinDir = fileURLToPath(new URL(`./${name}`, import.meta.url));
  const cacheDir = cachePath(`${name}-${pinnedVersion(name)}-locked`);
  if (!fs.existsSync(cacheDir)) {
    await publishDir(cacheDir, (stagingDir) => {
      for (const file of ['package.json', 'package-lock.json'])
        fs.copyFileSync(path.join(pinDir, file), path.join(stagingDir, file));
      runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...flags], {
        cwd: stagingDir,
        attempts: 3,
      });
      check(path.join(stagingDir, 'node_modules'));
    });
  }
  return path.join(cacheDir, 'node_modules');
}

/**
 * @param {Pin} name
 * @returns {string} the version of the one package that the folder's package.json names
 */
export function pinnedVersion(name) {
  const { dependencies } = JSON.parse(fs.readFileSync(new URL(`./${name}/package.json`, import.meta.url), 'utf8'));
  return String(Object.values(dependencies)[0]);
}
