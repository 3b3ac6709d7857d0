import { installNpmPackages } from '../setup/npm-packages.mjs';
import { closeWith, runRing, runStaticChecks } from './rings.mjs';

// Usage: npm run check. Format, lint, types, boundaries and unit tests.
installNpmPackages();
closeWith([...(await runStaticChecks()), await runRing('unit')]);
