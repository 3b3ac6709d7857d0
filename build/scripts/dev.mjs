import { context } from 'esbuild';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { build as vite } from 'vite';
import { buildApp, copyDrawings } from '../bundle/build-app.mjs';
import { nodeBundles } from '../bundle/main-bundle.mjs';
import { inProject } from '../bundle/project-paths.mjs';
import { rendererBundle } from '../bundle/renderer-bundle.mjs';
import { endChild } from '../runtime/child-process.mjs';
import { electronRuntime } from '../runtime/electron-runtime.mjs';

// Usage: npm run dev [-- ARGS]. Builds on every save and starts the app again with what was built. It is the whole app that
// starts again, for the page too: that keeps no state that a release would not keep, and needs no way in.
const SETTLE_MS = 150;
const outDir = inProject('out');
await buildApp({ onlyIfStale: true });
// What watching leaves in out/ is not what the stamp stands for.
fs.rmSync(inProject('out/.build-stamp'), { force: true });
copyDrawings(outDir);
const electron = await electronRuntime();

/** @type {import('node:child_process').ChildProcess | null} */
let app = null;
/** @type {NodeJS.Timeout | undefined} */
let pending;
let isEnding = false;
let restarts = Promise.resolve();

/** Starts the app again once the saves have settled. One restart at a time. */
function restartSoon() {
  clearTimeout(pending);
  pending = setTimeout(() => void (restarts = restarts.then(restart)), SETTLE_MS);
}

async function restart() {
  const previous = app;
  app = null;
  if (previous !== null) await endChild(previous);
  if (isEnding) return;
  const args = ['--practice=if-empty', ...process.argv.slice(2)];
  const child = spawn(electron.executablePath, [...electron.flags, inProject(), ...args], { stdio: 'inherit' });
  app = child;
  console.error('[dev] started');
  // Ended by hand: so do we. Ended by `restart`: another has taken its place.
  child.once('exit', () => child === app && void end());
}

/** @type {import('esbuild').Plugin} */
const onBuilt = {
  name: 'restart-when-built',
  setup: (build) => build.onEnd(({ errors }) => (errors.length === 0 ? restartSoon() : undefined)),
};
const contexts = await Promise.all(
  Object.values(nodeBundles(outDir)).map((bundle) => context({ ...bundle, plugins: [onBuilt] })),
);
await Promise.all(contexts.map((each) => each.watch()));
const page = rendererBundle(outDir);
const watcher = await vite({ ...page, build: { ...page.build, watch: {} } });
if (!('on' in watcher)) throw new Error('Vite does not watch');
watcher.on('event', (event) => {
  if (event.code === 'END') restartSoon();
});

async function end() {
  if (isEnding) return;
  isEnding = true;
  clearTimeout(pending);
  await restarts;
  if (app !== null) await endChild(app);
  await Promise.all(contexts.map((each) => each.dispose()));
  await /** @type {{ close: () => Promise<void> }} */ (watcher).close();
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void end());
