import { DEBIAN_NEEDS, installDebianPackages } from '../setup/debian-packages.mjs';
import { installNpmPackages } from '../setup/npm-packages.mjs';

// Usage: node build/scripts/setup.mjs. Everything that the tests need.
installNpmPackages();
installDebianPackages(DEBIAN_NEEDS.test);
