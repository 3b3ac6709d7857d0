import { makeTestPackages } from './packages.ts';

/** Runs once before the package ring: its tests install what `npm run package` makes. */
export const setup = makeTestPackages;
