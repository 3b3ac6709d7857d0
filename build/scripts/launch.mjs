import { inProject } from '../bundle/project-paths.mjs';
import { runInForeground } from '../runtime/child-process.mjs';
import { electronRuntime } from '../runtime/electron-runtime.mjs';
import { installNpmPackages } from '../setup/npm-packages.mjs';

// Usage: npm run launch -- ARGS. Builds if something changed and runs the app on the caller's display and session bus, for as
// long as the app runs. SIGTERM, SIGINT and SIGHUP end the app, and its exit code is ours.
const args = process.argv.slice(2);
const { DISPLAY, WAYLAND_DISPLAY, npm_lifecycle_event: npmScript, INIT_CWD: callerDir } = process.env;
const needsDisplay =
  process.platform === 'linux' && !args.some((arg) => /^--(?:ozone-platform|(?:dis)?connect-claude)/.test(arg));
if (needsDisplay && !DISPLAY && !WAYLAND_DISPLAY) {
  console.error('There is no display: set DISPLAY or WAYLAND_DISPLAY. `npm start` brings its own.');
  process.exit(1);
}
installNpmPackages();
const { buildApp } = await import('../bundle/build-app.mjs');
await buildApp({ onlyIfStale: true });
const electron = await electronRuntime();
process.exitCode = await runInForeground(electron.executablePath, [...electron.flags, inProject(), ...args], {
  // npm moves to the project's folder; a file named in an argument is meant from where the caller is.
  cwd: npmScript === 'launch' && callerDir !== undefined ? callerDir : process.cwd(),
  env: process.env,
});
