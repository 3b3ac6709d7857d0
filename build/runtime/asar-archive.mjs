import fs from 'node:fs';
import path from 'node:path';

/**
 * Packs the files of one flat folder into an asar archive, the only form in which Electron looks for its default app.
 *
 * @param {string} sourceDir
 * @param {string} asarPath
 * @source https://github.com/electron/asar#format: a size pickle, a header pickle with JSON, then the files' bytes
 */
export function writeAsar(sourceDir, asarPath) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const files = {};
  const contents = [];
  let offset = 0;
  for (const name of fs.readdirSync(sourceDir).sort()) {
    const bytes = fs.readFileSync(path.join(sourceDir, name));
    files[name] = { size: bytes.length, offset: String(offset) };
    contents.push(bytes);
    offset += bytes.length;
  }
  const json = Buffer.from(JSON.stringify({ files }));
  const paddedBytes = Math.ceil(json.length / 4) * 4;
  const header = Buffer.alloc(16 + paddedBytes);
  header.writeUInt32LE(4, 0);
  header.writeUInt32LE(8 + paddedBytes, 4);
  header.writeUInt32LE(4 + paddedBytes, 8);
  header.writeUInt32LE(json.length, 12);
  json.copy(header, 16);
  fs.writeFileSync(asarPath, Buffer.concat([header, ...contents]));
}
