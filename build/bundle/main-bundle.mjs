import { inProject } from './project-paths.mjs';

/**
 * How esbuild turns main and preload into one CommonJS file each. The preload must be CommonJS because a sandboxed preload
 * cannot be a module; main is, because a module main that awaits `app.whenReady()` at its top level never gets there.
 *
 * @param {string} outDir
 * @returns {Record<'main' | 'preload', import('esbuild').BuildOptions>}
 */
export function nodeBundles(outDir) {
  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    absWorkingDir: inProject(),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  return {
    main: {
      ...shared,
      entryPoints: [inProject('main/index.ts')],
      outfile: `${outDir}/main/index.cjs`,
      // node-notifier runs programs that lie beside its sources. The last two are optional native parts of ws.
      external: ['electron', 'node-notifier', 'bufferutil', 'utf-8-validate'],
    },
    preload: {
      ...shared,
      entryPoints: [inProject('preload/index.ts')],
      outfile: `${outDir}/preload/index.cjs`,
      external: ['electron'],
    },
  };
}
