import { expect, test } from 'vitest';
import { LastLines } from '../../../../../main/backends/local/process/last-lines.ts';

function linesOf(...chunks: readonly (string | Uint8Array)[]) {
  const lines = new LastLines();
  for (const chunk of chunks) lines.push(Buffer.from(chunk as Uint8Array));
  return lines.all();
}

test('keeps the last twenty lines, the unfinished one too', () => {
  const all = Array.from({ length: 50 }, (_, at) => `line ${at}`);
  expect(linesOf(all.join('\n'))).toEqual(all.slice(-20));
});

test('shows neither colours nor secrets nor what was drawn over', () => {
  const lines = linesOf('\u001b[31mError\u001b[0m: bad\n', 'token=abcdef123456\n', '10 %\r100 %\n', '\n');
  expect(lines).toEqual(['Error: bad', 'token=***', '100 %']);
});

test('reads characters that were cut in two, and stays small whatever comes', () => {
  const euro = Buffer.from('€');
  expect(linesOf(euro.subarray(0, 1), euro.subarray(1))).toEqual(['€']);
  expect(linesOf('y'.repeat(5_000_000))[0]?.length).toBeLessThan(500);
});
