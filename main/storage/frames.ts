/**
 * Records in a file, each as `length (u32 LE) | crc32 of the payload (u32 LE) | payload`. What was cut by a kill or written
 * over by something else is found out by its first frame that does not hold.
 */
import { crc32 } from 'node:zlib';

const HEAD_BYTES = 8;
/** No payload is shorter: a stretch of zeros, as a power cut may leave, must not read as empty frames. */
const MIN_PAYLOAD_BYTES = 2;

export function frame(payload: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(HEAD_BYTES + payload.length);
  framed.writeUInt32LE(payload.length, 0);
  framed.writeUInt32LE(crc32(payload), 4);
  payload.copy(framed, HEAD_BYTES);
  return framed;
}

/** @returns the payloads up to the first bad frame, and where the good part ends. */
export function readFrames(bytes: Buffer): { readonly payloads: readonly Buffer[]; readonly goodBytes: number } {
  const payloads: Buffer[] = [];
  let at = 0;
  while (at + HEAD_BYTES <= bytes.length) {
    const length = bytes.readUInt32LE(at);
    const end = at + HEAD_BYTES + length;
    if (length < MIN_PAYLOAD_BYTES || end > bytes.length) break;
    const payload = bytes.subarray(at + HEAD_BYTES, end);
    if (crc32(payload) !== bytes.readUInt32LE(at + 4)) break;
    payloads.push(payload);
    at = end;
  }
  return { payloads, goodBytes: at };
}
