import type { FileHandle } from 'node:fs/promises';
import { KIB } from '../../../../shared/units.ts';
import { MAX_LINE_BYTES } from './line-tail.ts';

const CHUNK_BYTES = 64 * KIB;
const NEWLINE = 0x0a;

export interface LineBefore {
  readonly startBytes: number;
  /** Null: it was too long to be held. */
  readonly bytes: Buffer | null;
  /** False for what stands behind the last end of line: it is being written. */
  readonly isWhole: boolean;
}

/**
 * The lines of a file that end before `endBytes`, nearest first; stops at `stopBytes`, where a line cut in two is not
 * told. Whatever the file holds, this holds one chunk and one line of limited length.
 */
export async function* linesBefore(
  file: FileHandle,
  endBytes: number,
  stopBytes = 0,
): AsyncGenerator<LineBefore, undefined> {
  /** Ends of a line whose start is further up, nearest to the start first. */
  let pieces: Buffer[] = [];
  let piecesBytes = 0;
  let isTooLong = false;
  let isWhole = false;
  const take = (start: Buffer): Buffer | null => {
    const bytes = isTooLong ? null : Buffer.concat([start, ...pieces]);
    pieces = [];
    piecesBytes = 0;
    isTooLong = false;
    return bytes;
  };
  for (let chunkEnd = endBytes; chunkEnd > stopBytes;) {
    const chunkStart = Math.max(stopBytes, chunkEnd - CHUNK_BYTES);
    const chunk = await readAll(file, chunkStart, chunkEnd - chunkStart);
    if (chunk === null) return; // the file was cut under us
    let end = chunk.length;
    for (let newline = chunk.lastIndexOf(NEWLINE); newline !== -1; newline = lastNewline(chunk, newline)) {
      const bytes = take(chunk.subarray(newline + 1, end));
      if (bytes === null || bytes.length > 0) yield { startBytes: chunkStart + newline + 1, bytes, isWhole };
      isWhole = true;
      end = newline;
    }
    const piece = chunk.subarray(0, end);
    piecesBytes += piece.length;
    if (piecesBytes > MAX_LINE_BYTES) {
      isTooLong = true;
      pieces = [];
    } else pieces.unshift(piece);
    chunkEnd = chunkStart;
  }
  const bytes = take(Buffer.alloc(0));
  if (stopBytes === 0 && (bytes === null || bytes.length > 0)) yield { startBytes: 0, bytes, isWhole };
}

const lastNewline = (chunk: Buffer, before: number) => (before === 0 ? -1 : chunk.lastIndexOf(NEWLINE, before - 1));

async function readAll(file: FileHandle, atBytes: number, length: number): Promise<Buffer | null> {
  const buffer = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, atBytes + filled);
    if (bytesRead === 0) return null;
    filled += bytesRead;
  }
  return buffer;
}
