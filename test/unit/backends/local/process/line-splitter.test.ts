import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from '../../../../../main/backends/local/process/line-splitter.ts';

function split(chunks: readonly Uint8Array[], maxBytes = 1_000) {
  const lines: string[] = [];
  let oversized = 0;
  const splitter = new LineSplitter(
    maxBytes,
    (line) => lines.push(Buffer.from(line).toString('latin1')),
    () => oversized++,
  );
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return { lines, oversized };
}

test('finds the same lines however the bytes are cut into chunks', () => {
  const text = fc.array(fc.string({ unit: 'binary-ascii' }).map((one) => one.replaceAll('\n', '')));
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 9 })), (lines, sizes) => {
      const bytes = Buffer.from(lines.join('\n'), 'latin1');
      const chunks: Buffer[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[turn % sizes.length] ?? bytes.length;
        chunks.push(bytes.subarray(at, at + size));
        at += size;
      }
      const wanted = lines.filter((line) => [...line].some((character) => character > ' '));
      expect(split(chunks).lines).toEqual(wanted);
    }),
  );
});

test('drops a line beyond the limit, counts it once, and reads the next one', () => {
  const chunks = ['short\n', 'x'.repeat(8), 'x'.repeat(8), 'x'.repeat(80), '\nnext\n'].map((part) => Buffer.from(part));
  expect(split(chunks, 10)).toEqual({ lines: ['short', 'next'], oversized: 1 });
});

test('takes what stands behind the last line end for a line', () => {
  expect(split([Buffer.from('a\nb')]).lines).toEqual(['a', 'b']);
});
