import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inProject } from './project-paths.mjs';

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'shared',
  'build/bundle',
  'build/icons',
  'build/sounds',
  'build/tray',
  'package-lock.json',
];

/** A hash over everything that the built app is made from: names and bytes. */
export function sourceStamp() {
  const hash = crypto.createHash('sha256');
  for (const source of SOURCES) {
    for (const filePath of filesUnder(inProject(source))) {
      hash
        .update(`${path.relative(inProject(), filePath)}\0`)
        .update(fs.readFileSync(filePath))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** @param {string} sourcePath @returns {string[]} sorted */
function filesUnder(sourcePath) {
  const found = fs.statSync(sourcePath, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [sourcePath];
  const names = fs.readdirSync(sourcePath).sort();
  return names.flatMap((name) => filesUnder(path.join(sourcePath, name)));
}
