import { findProgram } from '../runtime/find-program.mjs';
import { DEBIAN_NEEDS, installDebianPackages } from '../setup/debian-packages.mjs';
import { installNpmPackages } from '../setup/npm-packages.mjs';
import { closeWith, runRings, runStaticChecks } from './rings.mjs';

// Usage: npm test. Every check and every ring. The long ones come first, so that two run side by side until the end.
const RINGS = ['unit', 'integration', 'renderer', 'e2e', 'contract'];
// Installs what `npm run package` makes for this system; only that of Debian's kind can be put on and taken off by a test.
if (process.platform === 'linux' && findProgram('dpkg') !== null) RINGS.splice(2, 0, 'package');

installNpmPackages();
installDebianPackages(DEBIAN_NEEDS.test);
const outcomes = await runStaticChecks();
closeWith([...outcomes, ...(await runRings(RINGS))]);
