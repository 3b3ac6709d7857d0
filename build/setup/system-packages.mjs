import { DEBIAN_NEEDS, installDebianPackages } from './debian-packages.mjs';

// Usage: node build/setup/system-packages.mjs package|run|test
// As root: installs the Debian packages for that use, and nothing else.
const [need] = process.argv.slice(2);
if (need === undefined || !(need in DEBIAN_NEEDS)) throw new Error(`one of ${Object.keys(DEBIAN_NEEDS).join(', ')}`);
installDebianPackages(DEBIAN_NEEDS[/** @type {keyof typeof DEBIAN_NEEDS} */ (need)]);
