import react from '@vitejs/plugin-react';
import { inProject } from './project-paths.mjs';

/**
 * How Vite builds the window's page. It is served under a strict content policy, so nothing may be inlined: no script, no
 * style, no data: asset.
 *
 * @param {string} outDir
 * @param {(sourcePath: string) => void} [onSource]  told every file that something is taken of
 * @returns {import('vite').InlineConfig}
 */
export function rendererBundle(outDir, onSource = () => {}) {
  return {
    configFile: false,
    root: inProject('renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [
      react(),
      { name: 'tell-sources', moduleParsed: ({ id }) => onSource((id.split('?')[0] ?? id).replace('\0', '')) },
    ],
    build: {
      outDir: `${outDir}/renderer`,
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      // Apart from what is shipped: no comment in the page leads there.
      sourcemap: 'hidden',
      rolldownOptions: { output: { sourcemapExcludeSources: true } },
      assetsInlineLimit: 0,
      modulePreload: false,
      // One file from the disk of this computer: splitting it would only add reads.
      chunkSizeWarningLimit: 2_000,
    },
  };
}
