import { inProject } from './project-paths.mjs';

/** Packages that most starts never need: bundled apart, beside main, and read when something asks for them. */
const APART = ['electron-updater'];
/** `electron-store` checks a JSON schema with these if it is given one. Ours are zod's. */
const NEVER_USED = /^ajv(-formats)?(\/|$)/;

/** @type {import('esbuild').Plugin} */
const lightStart = {
  name: 'light-start',
  setup({ onResolve }) {
    for (const name of APART) {
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
        kind === 'entry-point' ? undefined : { path: `./${name}.cjs`, external: true },
      );
    }
    onResolve({ filter: NEVER_USED }, () => ({ path: inProject('build/bundle/never-used.mjs') }));
  },
};

/**
 * How esbuild turns main and preload into one CommonJS file each, but for what main reads later. The preload must be CommonJS because a sandboxed preload
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
      entryPoints: { index: inProject('main/index.ts'), ...Object.fromEntries(APART.map((name) => [name, name])) },
      outdir: `${outDir}/main`,
      outExtension: { '.js': '.cjs' },
      plugins: [lightStart],
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
