import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askSound } from '../../../build/scripts/make-sound.mjs';
import { inProject } from '../../../build/bundle/project-paths.mjs';

test('the sound is what its script makes, short, small and quiet', () => {
  const file = readFileSync(inProject('build/sounds/ask.wav'));
  expect(askSound().equals(file)).toBe(true);
  expect(file.length).toBeLessThan(30_000);
  const samples = new Int16Array(file.buffer.slice(file.byteOffset + 44, file.byteOffset + file.length));
  expect(Math.max(...samples.map(Math.abs))).toBeLessThan(32_767 / 4);
});
