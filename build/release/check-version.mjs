import fs from 'node:fs';
import { inProject } from '../bundle/project-paths.mjs';
import { versionFaults } from './version.mjs';

// Usage: node build/release/check-version.mjs v1.2.3
// Ends with 1 and says why where that tag must not be released.
const read = (/** @type {string} */ name) => fs.readFileSync(inProject(name), 'utf8');
const faults = versionFaults({
  tag: process.argv[2] ?? '',
  manifestVersion: JSON.parse(read('package.json')).version,
  lockVersion: JSON.parse(read('package-lock.json')).version,
  changelog: read('CHANGELOG.md'),
});
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
