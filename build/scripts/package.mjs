import { installNpmPackages } from '../setup/npm-packages.mjs';
import { DEBIAN_NEEDS, installDebianPackages } from '../setup/debian-packages.mjs';

// Usage: npm run package [-- --only=deb,rpm] [--version=1.2.3]
// Makes the packages that this system can make, in out/package/release, or in out/package/for-tests where there is no official
// Electron, and says what it cannot make and why.
installNpmPackages();
installDebianPackages(DEBIAN_NEEDS.package);
const { makePackages } = await import('../package/make-packages.mjs');
const option = (/** @type {string} */ name) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const { made, notes, dir } = await makePackages({
  only: option('only')?.split(',') ?? null,
  version: option('version') ?? null,
});
for (const { name, bytes } of made) console.log(`${name}  ${(bytes / 1e6).toFixed(1)} MB`);
console.log(`in ${dir}`);
for (const note of notes) console.log(`not made: ${note}`);
