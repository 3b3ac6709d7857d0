import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';
import { findProgram } from '../runtime/find-program.mjs';

/**
 * Where the builder finds its Linux tools. On an ordinary network it fetches them itself. Packages for tests can also be made
 * where nothing can be fetched: with the tools of the system, and two stand-ins.
 *
 * @param {{ isRelease: boolean, workDir: string }} order
 * @returns {Record<string, string>} for the environment
 */
export function linuxTools({ isRelease, workDir }) {
  if (findProgram('fpm') !== null) return { USE_SYSTEM_FPM: 'true', ...(isRelease ? {} : appImageTools(workDir)) };
  if (isRelease) return {};
  return { CUSTOM_FPM_PATH: inProject('build/package/fpm-stand-in.mjs'), ...appImageTools(workDir) };
}

/**
 * The layout that the builder expects of its own download.
 *
 * @param {string} workDir
 */
function appImageTools(workDir) {
  const toolsDir = path.join(workDir, 'appimage-tools');
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  fs.rmSync(toolsDir, { recursive: true, force: true });
  for (const dir of ['runtimes', `lib/${arch}`]) fs.mkdirSync(path.join(toolsDir, dir), { recursive: true });
  const toolPath = (/** @type {string} */ name) => path.join(toolsDir, name);
  fs.symlinkSync(needed('desktop-file-validate'), toolPath('desktop-file-validate'));
  // Least effort: what is made with these tools is for tests.
  const squash = `#!/bin/sh\nexec '${needed('mksquashfs')}' "$@" -Xcompression-level 1\n`;
  fs.writeFileSync(toolPath('mksquashfs'), squash, { mode: 0o755 });
  fs.writeFileSync(toolPath(`runtimes/runtime-${arch}`), standInRuntime());
  return { APPIMAGE_TOOLS_PATH: toolsDir };
}

/** @param {string} name */
function needed(name) {
  const found = findProgram(name);
  if (found === null) throw new Error(`${name} is needed for an AppImage`);
  return found;
}

const RUNTIME_BYTES = 4096;

/** A shell script, padded to a fixed length, in the place of the program that mounts the archive behind it. */
function standInRuntime() {
  const script = fs.readFileSync(inProject('build/package/linux/appimage-stand-in.sh'), 'utf8');
  const text = script.replace('@OFFSET@', String(RUNTIME_BYTES));
  if (Buffer.byteLength(text) > RUNTIME_BYTES) throw new Error('the stand-in runtime is too long');
  return text + '\n'.repeat(RUNTIME_BYTES - Buffer.byteLength(text));
}
