import { findProgram } from '../runtime/find-program.mjs';
import { DEBIAN_NEEDS, installDebianPackages } from '../setup/debian-packages.mjs';
import { installNpmPackages } from '../setup/npm-packages.mjs';
import { closeWith, ring, staticChecks, twoAtATime } from './rings.mjs';

// Usage: npm test. Every check and every ring, the long ones first, so that two run side by side until the end.
const RINGS = ['integration', 'renderer', 'e2e', 'contract'];
// Installs what `npm run package` makes for this system; only that of Debian's kind can be put on and taken off by a test.
if (process.platform === 'linux' && findProgram('dpkg') !== null) RINGS.splice(1, 0, 'package');

installNpmPackages();
installDebianPackages(DEBIAN_NEEDS.test);
closeWith(await twoAtATime([ring('unit'), ...staticChecks(), ...RINGS.map(ring)]));
