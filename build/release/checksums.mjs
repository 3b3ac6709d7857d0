import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const LIST = 'SHA256SUMS';

/**
 * Writes `SHA256SUMS` beside the files of a folder, as `sha256sum --check` reads it.
 *
 * @param {string} dir
 * @returns {Promise<string[]>} the names, sorted
 */
export async function writeChecksums(dir) {
  const names = fs
    .readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== LIST)
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) throw new Error(`There is nothing to release in ${dir}`);
  const odd = names.find((name) => /[\s\\]/.test(name));
  if (odd !== undefined) throw new Error(`${JSON.stringify(odd)} cannot stand in a list of checksums`);
  const lines = [];
  for (const name of names) lines.push(`${await sha256(path.join(dir, name))}  ${name}\n`);
  fs.writeFileSync(path.join(dir, LIST), lines.join(''));
  return names;
}

/** @param {string} filePath */
async function sha256(filePath) {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(filePath), hash);
  return hash.digest('hex');
}
