import type { FileHandle } from 'node:fs/promises';
import { KIB } from '../../shared/units.ts';

const CHUNK_BYTES = 64 * KIB;
const NEWLINE = 0x0a;

/** Whole lines of a file, last one first, with where each begins. Holds one chunk and one line at a time. */
export async function* linesBackward(
  file: FileHandle,
  endBytes: number,
): AsyncGenerator<{ readonly startBytes: number; readonly bytes: Buffer }> {
  let chunkStart = endBytes;
  /** Ends of a line whose start is further up, nearest to the start first. */
  let pieces: Buffer[] = [];
  while (chunkStart > 0) {
    const length = Math.min(CHUNK_BYTES, chunkStart);
    chunkStart -= length;
    const chunk = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(chunk, filled, length - filled, chunkStart + filled);
      if (bytesRead === 0) return; // the file was cut under us
      filled += bytesRead;
    }
    let end = length;
    for (
      let newline = chunk.lastIndexOf(NEWLINE);
      newline !== -1;
      newline = newline === 0 ? -1 : chunk.lastIndexOf(NEWLINE, newline - 1)
    ) {
      const line = Buffer.concat([chunk.subarray(newline + 1, end), ...pieces]);
      pieces = [];
      end = newline;
      if (line.length > 0) yield { startBytes: chunkStart + newline + 1, bytes: line };
    }
    pieces.unshift(chunk.subarray(0, end));
  }
  const first = Buffer.concat(pieces);
  if (first.length > 0) yield { startBytes: 0, bytes: first };
}
