import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/** Bundles a TypeScript program so that plain Node of any supported version can run it as its own process. */
export async function bundled(program: URL, outDir: string): Promise<string> {
  const outfile = `${outDir}/program.mjs`;
  await build({
    entryPoints: [fileURLToPath(program)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Packages of the older module kind ask for Node's own modules by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}
