import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';

const BUILD_DIR = join(import.meta.dirname, '../../../build');

/** Sizes and pixels: how well zlib packs them differs between versions of Node. */
function pictures(file: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = file.indexOf('IHDR'); at >= 0; at = file.indexOf('IHDR', at + 1)) {
    const data = file.indexOf('IDAT', at);
    const pixels = inflateSync(file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)));
    found.push(`${file.readUInt32BE(at + 4)}:${pixels.toString('base64')}`);
  }
  return found;
}

test('the committed icons are what the script draws', { timeout: 120_000 }, async () => {
  const scriptPath = join(BUILD_DIR, 'scripts/draw-icons.mjs');
  const { drawAll }: { drawAll: () => Map<string, Buffer> } = await import(scriptPath);
  const drawn = drawAll();
  expect(drawn.size).toBeGreaterThan(90);
  for (const [name, bytes] of drawn) {
    const isSame = pictures(readFileSync(join(BUILD_DIR, name))).join() === pictures(bytes).join();
    expect({ name, isSame }).toEqual({ name, isSame: true });
  }
});
