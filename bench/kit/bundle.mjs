import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject } from '../../build/bundle/project-paths.mjs';

/** Scripts below `build/` find the project from where they lie, so they stay there. */
const leaveScripts = {
  name: 'leave-scripts',
  /** @param {import('esbuild').PluginBuild} plugin */
  setup(plugin) {
    plugin.onResolve({ filter: /\/build\/.*\.mjs$/ }, ({ path: request, resolveDir }) => ({
      path: pathToFileURL(path.resolve(resolveDir, request)).href,
      external: true,
    }));
  },
};

/**
 * Makes the measurements runnable by plain Node: `measures/x.ts` becomes `out/bench/x.mjs`, and what they start likewise.
 *
 * @returns {Promise<void>}
 */
export async function bundleMeasures() {
  const measures = fs.readdirSync(inProject('bench/measures')).map((name) => `bench/measures/${name}`);
  await build({
    absWorkingDir: inProject(),
    entryPoints: [
      ...measures.map((file) => ({ in: file, out: path.basename(file, '.ts') })),
      { in: 'bench/far-side/index.ts', out: 'far-side' },
      { in: 'bench/far-side/happy.ts', out: 'happy-side' },
    ],
    outdir: inProject('out/bench'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
    plugins: [leaveScripts],
  });
}
