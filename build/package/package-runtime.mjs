import path from 'node:path';
import { electronRuntime } from '../runtime/electron-runtime.mjs';

/**
 * The Electron that goes into the packages.
 *
 * @returns {Promise<{ distDir: string | null, version: string, isRelease: boolean, archs: ('x64' | 'arm64')[] }>}
 *   `distDir` null: the builder fetches the pinned version itself, for every architecture. Packages with anything but the
 *   official one are for tests: they lie in a folder of their own.
 */
export async function packageRuntime() {
  const runtime = await electronRuntime();
  const { version, origin } = runtime;
  if (origin === 'official') return { distDir: null, version, isRelease: true, archs: ['x64', 'arm64'] };
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  return { distDir: path.dirname(runtime.executablePath), version, isRelease: false, archs: [arch] };
}
