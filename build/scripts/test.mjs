import { findProgram } from '../runtime/find-program.mjs';
import { DEBIAN_NEEDS, installDebianPackages } from '../setup/debian-packages.mjs';
import { installNpmPackages } from '../setup/npm-packages.mjs';
import { closeWith, runRing, runStaticChecks } from './rings.mjs';

// Usage: npm test. Every check and every ring, one after the other.
const RINGS = ['unit', 'contract', 'integration', 'renderer', 'e2e'];
// Installs what `npm run package` makes for this system; only that of Debian's kind can be put on and taken off by a test.
if (process.platform === 'linux' && findProgram('dpkg') !== null) RINGS.push('package');

installNpmPackages();
installDebianPackages(DEBIAN_NEEDS.test);
const outcomes = await runStaticChecks();
for (const ring of RINGS) outcomes.push(await runRing(ring));
closeWith(outcomes);
