import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApp } from '../bundle/build-app.mjs';
import { inProject } from '../bundle/project-paths.mjs';
import { endChild } from '../runtime/child-process.mjs';
import { electronRuntime } from '../runtime/electron-runtime.mjs';
import { startPrivateBus } from '../runtime/private-bus.mjs';
import { startPrivateDisplay } from '../runtime/private-display.mjs';

// Usage: node build/scripts/smoke.mjs [--official]
// Starts the app with practice sessions and a profile of its own, and waits until it was asked something and drew its window. For
// systems that the e2e ring cannot drive. The picture is left in out/smoke.png. --official: fails on any other Electron.
const PATIENCE_MS = 90_000;
const LOOK_EVERY_MS = 200;

const picturePath = inProject('out/smoke.png');
const profileDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatehouse-smoke-'));
await buildApp({ onlyIfStale: true });
fs.rmSync(picturePath, { force: true });
const electron = await electronRuntime();
if (process.argv.includes('--official') && electron.origin !== 'official')
  throw new Error(`this is the ${electron.origin} Electron, not the official one`);
const isHeadless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
const display = isHeadless ? await startPrivateDisplay() : null;
const bus = isHeadless ? await startPrivateBus() : null;
const appArgs = ['--practice', '--print-events', `--screenshot=${picturePath}`, `--user-data-dir=${profileDir}`];
const app = spawn(electron.executablePath, [...electron.flags, inProject(), ...appArgs], {
  env: { ...process.env, ...display?.env, ...bus?.env },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let printed = '';
app.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (printed += text));
try {
  await shown();
  console.log(
    `Electron ${electron.version} (${electron.origin}) on ${process.platform} ${process.arch}: ${firstAsk()}`,
  );
} finally {
  await endChild(app);
  await bus?.stop();
  await display?.stop();
  fs.rmSync(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function firstAsk() {
  return printed.split('\n').find((line) => line.startsWith('asked'));
}

/** Resolves when a request was printed and a picture of the window is there. */
async function shown() {
  for (let waitedMs = 0; firstAsk() === undefined || !fs.existsSync(picturePath); waitedMs += LOOK_EVERY_MS) {
    if (app.exitCode !== null || app.signalCode !== null) throw new Error(`the app ended at once:\n${printed}`);
    if (waitedMs >= PATIENCE_MS) throw new Error(`nothing was asked or drawn in ${PATIENCE_MS} ms:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
