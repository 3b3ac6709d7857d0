import { inProject } from '../bundle/project-paths.mjs';
import { runInForeground } from '../runtime/child-process.mjs';
import { electronRuntime } from '../runtime/electron-runtime.mjs';
import { startPrivateBus } from '../runtime/private-bus.mjs';
import { startPrivateDisplay } from '../runtime/private-display.mjs';
import { DEBIAN_NEEDS, installDebianPackages } from '../setup/debian-packages.mjs';
import { installNpmPackages } from '../setup/npm-packages.mjs';

// Usage: npm start. Installs what is missing, builds and starts the app, with the practice connection when none is configured.
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
const isHeadless = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
installNpmPackages();
installDebianPackages(isHeadless ? DEBIAN_NEEDS.runHeadless : DEBIAN_NEEDS.run);
const { buildApp } = await import('../bundle/build-app.mjs');
await buildApp({ onlyIfStale: true });
const electron = await electronRuntime();
const args = ['--practice=if-empty', ...process.argv.slice(2)];
process.exitCode = isHeadless ? await runHeadless() : await runApp(args, {});

async function runHeadless() {
  const screenshotPath = inProject('out/screenshot.png');
  console.log('There is no display: running under Xvfb with a session bus of its own, until Ctrl-C.');
  console.log(`What the window shows is in ${screenshotPath}`);
  const display = await startPrivateDisplay();
  const bus = await startPrivateBus();
  try {
    const env = { ...display.env, ...bus.env };
    return await runApp([...args, '--print-events', `--screenshot=${screenshotPath}`], env);
  } finally {
    await bus.stop();
    await display.stop();
  }
}

/** @param {string[]} appArgs @param {NodeJS.ProcessEnv} env */
function runApp(appArgs, env) {
  return runInForeground(electron.executablePath, [...electron.flags, inProject(), ...appArgs], {
    cwd: process.cwd(),
    env: { ...process.env, ...env },
  });
}
