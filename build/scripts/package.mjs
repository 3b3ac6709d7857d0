import path from 'node:path';
import { installNpmPackages } from '../setup/npm-packages.mjs';
import { DEBIAN_NEEDS, installDebianPackages } from '../setup/debian-packages.mjs';

// Usage: npm run package [-- --only=deb,rpm] [--version=1.2.3] [--into=DIR] [--fast]
// Makes the packages that this system can make, in out/package/release, or in out/package/for-tests where there is no official
// Electron, and says what it cannot make and why. --fast: less work, larger files, for tests.
// UPDATE_URL and UPDATE_PUBLIC_KEYS (base64, with commas between) say where the app shall look for newer versions.
installNpmPackages();
installDebianPackages(DEBIAN_NEEDS.package);
const { makePackages } = await import('../package/make-packages.mjs');
const option = (/** @type {string} */ name) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const intoDir = option('into');
const { UPDATE_URL: url = '', UPDATE_PUBLIC_KEYS: keys = '' } = process.env;
const { made, notes, dir } = await makePackages({
  only: option('only')?.split(',') ?? null,
  version: option('version') ?? null,
  outputDir: intoDir === undefined ? null : path.resolve(intoDir),
  isFast: process.argv.includes('--fast'),
  updates: url === '' || keys === '' ? null : { url, publicKeys: keys.split(',') },
});
for (const { name, bytes } of made) console.log(`${name}  ${(bytes / 1e6).toFixed(1)} MB`);
console.log(`in ${dir}`);
for (const note of notes) console.log(`not made: ${note}`);
