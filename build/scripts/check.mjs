import { installNpmPackages } from '../setup/npm-packages.mjs';
import { closeWith, ring, staticChecks, twoAtATime } from './rings.mjs';

// Usage: npm run check. Format, lint, types, boundaries and unit tests.
installNpmPackages();
closeWith(await twoAtATime([ring('unit'), ...staticChecks()]));
