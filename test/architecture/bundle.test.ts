import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { nodeBundles } from '../../build/bundle/main-bundle.mjs';

test('main takes of zod only what it uses, not its words in forty languages', async () => {
  const { metafile } = await build({ ...nodeBundles('out/never-written').main, write: false, metafile: true });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const locales = inputs.filter(([path, { bytesInOutput }]) => path.includes('/zod/v4/locales/') && bytesInOutput > 0);
  expect(inputs.length).toBeGreaterThan(500);
  expect(locales.map(([path]) => path.replace(/^.*\//, ''))).toEqual(['en.js']);
});
