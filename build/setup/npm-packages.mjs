import fs from 'node:fs';
import { inProject } from '../bundle/project-paths.mjs';
import { runNpm } from '../runtime/npm-command.mjs';

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockedPackage */

/** Installs the packages of package-lock.json, unless node_modules holds exactly those already. */
export function installNpmPackages() {
  const difference = firstDifference();
  if (difference === null) return;
  console.error(`[setup] installing the npm packages: ${difference}`);
  runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: inProject(), attempts: 3 });
}

/** @returns {string | null} what node_modules lacks; null when it is in step with the lock file */
function firstDifference() {
  // npm's own record of what it has put there.
  const recordPath = inProject('node_modules/.package-lock.json');
  if (!fs.existsSync(recordPath)) return 'there is no node_modules yet';
  const installed = readPackages(recordPath);
  for (const [place, wanted] of Object.entries(readPackages(inProject('package-lock.json')))) {
    const isForSomeMachinesOnly = wanted.optional === true || wanted.os !== undefined || wanted.cpu !== undefined;
    if (place === '' || (isForSomeMachinesOnly && installed[place] === undefined)) continue;
    if (installed[place]?.version !== wanted.version) return `${place} is not at ${wanted.version}`;
  }
  return null;
}

/** @param {string} lockPath @returns {Record<string, LockedPackage>} */
function readPackages(lockPath) {
  return JSON.parse(fs.readFileSync(lockPath, 'utf8')).packages;
}
