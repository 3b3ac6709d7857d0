import { build as esbuild } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { build as vite } from 'vite';
import { withFileLock } from './file-lock.mjs';
import { nodeBundles } from './main-bundle.mjs';
import { inProject } from './project-paths.mjs';
import { rendererBundle } from './renderer-bundle.mjs';
import { sourceStamp } from './source-stamp.mjs';

/** Names every file that the bundlers took something of, for the notices of licences. */
export const SOURCES_FILE = 'sources.json';
const PARTS = ['main', 'preload', 'renderer', 'icons', 'tray', 'sounds', SOURCES_FILE];

/**
 * Builds main, preload and renderer into `out/`. Everything is built beside `out/` first and moved in at the end, so that an
 * app that starts meanwhile never finds half of it.
 *
 * @param {{ onlyIfStale: boolean }} options
 * @returns {Promise<'built' | 'fresh'>}
 */
export async function buildApp({ onlyIfStale }) {
  fs.mkdirSync(inProject('out'), { recursive: true });
  return withFileLock(inProject('out/.build.lock'), async () => {
    const stamp = sourceStamp();
    if (onlyIfStale && stamp === readStamp()) return 'fresh';
    const stagingDir = fs.mkdtempSync(inProject('out/.staging-'));
    try {
      await bundleInto(stagingDir);
      moveIn(stagingDir, stamp);
    } finally {
      fs.rmSync(stagingDir, { recursive: true, force: true });
    }
    return 'built';
  });
}

/** @param {string} outDir */
async function bundleInto(outDir) {
  const { main, preload } = nodeBundles(outDir);
  /** @type {string[]} */
  const sources = [];
  const page = rendererBundle(outDir, (source) => void sources.push(source));
  const [ofMain, ofPreload] = await Promise.all([esbuild(main), esbuild(preload), vite(page)]);
  for (const { metafile } of [ofMain, ofPreload])
    sources.push(...Object.keys(metafile?.inputs ?? {}).map((source) => inProject(source)));
  fs.writeFileSync(path.join(outDir, SOURCES_FILE), JSON.stringify(sources.map(asProjectPath).sort(), null, 1));
  copyDrawings(outDir);
}

/** @param {string} source */
function asProjectPath(source) {
  return path.relative(inProject(), source).replaceAll(path.sep, '/');
}

/**
 * Copies the app's drawn icons and its sound, which are read from disk at run time.
 *
 * @param {string} outDir
 */
export function copyDrawings(outDir) {
  for (const name of ['icons', 'tray', 'sounds']) {
    const from = inProject('build', name);
    if (fs.existsSync(from)) fs.cpSync(from, `${outDir}/${name}`, { recursive: true });
  }
}

/** @param {string} stagingDir @param {string} stamp */
function moveIn(stagingDir, stamp) {
  fs.rmSync(stampPath(), { force: true });
  for (const part of PARTS) {
    fs.rmSync(inProject('out', part), { recursive: true, force: true });
    if (fs.existsSync(`${stagingDir}/${part}`)) fs.renameSync(`${stagingDir}/${part}`, inProject('out', part));
  }
  fs.writeFileSync(stampPath(), stamp);
}

function readStamp() {
  return fs.existsSync(stampPath()) ? fs.readFileSync(stampPath(), 'utf8') : '';
}

function stampPath() {
  return inProject('out/.build-stamp');
}
