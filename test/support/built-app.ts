import { buildApp } from '../../build/bundle/build-app.mjs';
import { electronRuntime } from '../../build/runtime/electron-runtime.mjs';

/** Runs once before the e2e ring: the tests start the built app, so it must be there and up to date. */
export async function setup(): Promise<void> {
  await buildApp({ onlyIfStale: true });
  await electronRuntime();
}
