import react from '@vitejs/plugin-react';
import { inProject } from './project-paths.mjs';

/**
 * How Vite builds the window's page. It is served under a strict content policy, so nothing may be inlined: no script, no
 * style, no data: asset.
 *
 * @param {string} outDir
 * @returns {import('vite').InlineConfig}
 */
export function rendererBundle(outDir) {
  return {
    configFile: false,
    root: inProject('renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: `${outDir}/renderer`,
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      // One file from the disk of this computer: splitting it would only add reads.
      chunkSizeWarningLimit: 2_000,
    },
  };
}
