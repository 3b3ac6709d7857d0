import { installNpmPackages } from '../setup/npm-packages.mjs';

// Usage: npm run build [-- --if-stale]
installNpmPackages();
const { buildApp } = await import('../bundle/build-app.mjs');
const startedAtMs = performance.now();
const outcome = await buildApp({ onlyIfStale: process.argv.includes('--if-stale') });
console.log(
  outcome === 'fresh' ? 'out/ is up to date' : `built out/ in ${Math.round(performance.now() - startedAtMs)} ms`,
);
