import fs from 'node:fs';
import zlib from 'node:zlib';

const END_RECORD_BYTES = 22;
const END_RECORD_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_HEADER_BYTES = 30;
const LONGEST_COMMENT_BYTES = 65_535;

/**
 * @typedef {{ name: string, method: number, crc: number, packedBytes: number, localOffset: number, mode: number }} ZipEntry
 */

/**
 * Reads a zip file that is already on disk and already trusted by its hash, so that set-up does not need an `unzip` program.
 * Archives over 4 GiB (zip64) are refused by `entries` finding no entry at the announced place.
 *
 * @param {string} zipPath
 */
export function openZip(zipPath) {
  const file = fs.openSync(zipPath, 'r');
  const sizeBytes = fs.fstatSync(file).size;
  /** @param {number} offset @param {number} length */
  const slice = (offset, length) => {
    const bytes = Buffer.alloc(length);
    if (fs.readSync(file, bytes, 0, length, offset) !== length) throw new Error(`${zipPath} ends too early`);
    return bytes;
  };
  return {
    entries: () => readDirectory(slice, sizeBytes),
    /** @param {ZipEntry} entry */
    read: (entry) => {
      const header = slice(entry.localOffset, LOCAL_HEADER_BYTES);
      const start = entry.localOffset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
      const packed = slice(start, entry.packedBytes);
      const bytes = entry.method === 0 ? packed : zlib.inflateRawSync(packed);
      if (zlib.crc32(bytes) !== entry.crc) throw new Error(`${entry.name} in ${zipPath} is damaged`);
      return bytes;
    },
    close: () => fs.closeSync(file),
  };
}

/**
 * @param {(offset: number, length: number) => Buffer} slice
 * @param {number} sizeBytes
 * @returns {ZipEntry[]}
 */
function readDirectory(slice, sizeBytes) {
  const tailBytes = Math.min(sizeBytes, END_RECORD_BYTES + LONGEST_COMMENT_BYTES);
  const tail = slice(sizeBytes - tailBytes, tailBytes);
  let end = tail.length - END_RECORD_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_RECORD_MARK) end -= 1;
  if (end < 0) throw new Error('not a zip archive: it has no end record');
  const directory = slice(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at < directory.length;) {
    if (directory.readUInt32LE(at) !== ENTRY_MARK) throw new Error('the zip directory is damaged');
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      mode: directory.readUInt16LE(at + 40) & 0o777,
      localOffset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}
