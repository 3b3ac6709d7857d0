import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export const MANIFEST_NAME = 'gatehouse-update.json';
const DAY_MS = 86_400_000;
/** A version that people may be given. What is not finished is told to nobody's program. */
const VERSION = /^\d+\.\d+\.\d+$/;
/** The words for processors that the different kinds of packages use. */
const ARCHS = { x64: 'x64', amd64: 'x64', x86_64: 'x64', arm64: 'arm64', aarch64: 'arm64' };
const KINDS = [
  { ending: '.AppImage', system: 'linux', kind: 'AppImage' },
  { ending: '.deb', system: 'linux', kind: 'deb' },
  { ending: '.rpm', system: 'linux', kind: 'rpm' },
  { ending: '.tar.gz', system: 'linux', kind: 'tar.gz' },
  { ending: '.exe', system: 'win32', kind: 'nsis' },
  { ending: '.zip', system: 'darwin', kind: 'mac-zip' },
];

/** @typedef {{ system: string, arch: string, kind: string, name: string, size: number, sha512: string }} ListedFile */

/**
 * The list of versions that the app reads, for the packages of one version in a folder. Files that are no packages of that
 * version are left out.
 *
 * @param {object} order
 * @param {string} order.dir
 * @param {string} order.version
 * @param {string} order.notes      what is new, in Markdown
 * @param {number} order.nowMs
 * @param {number} order.days       for how long it is good; after that a mirror that shows it is taken for one that holds back
 * @param {string} [order.pageUrl]  where people fetch a package by hand
 */
export async function updateManifest({ dir, version, notes, nowMs, days, pageUrl }) {
  if (!VERSION.test(version)) throw new Error(`${version} is not a version that is published to everybody`);
  /** @type {ListedFile[]} */
  const files = [];
  for (const name of fs.readdirSync(dir).sort()) {
    const what = packageOf(name, version);
    if (what !== null) files.push({ ...what, name, ...(await factsOf(path.join(dir, name))) });
  }
  if (files.length === 0) throw new Error(`There are no packages of version ${version} in ${dir}`);
  const twin = files.find((file, index) => files.findIndex((other) => sameKind(file, other)) !== index);
  if (twin !== undefined) throw new Error(`${twin.name} is not the only one of its kind`);
  return {
    schema: 1,
    product: 'gatehouse',
    channel: 'stable',
    version,
    ...dates(nowMs, days),
    notes,
    ...(pageUrl !== undefined && { pageUrl }),
    files,
  };
}

/**
 * The same list with a later end, to be signed anew: for a time in which there is no new version.
 *
 * @param {string} manifest  the text of the one that is about to end
 * @param {{ nowMs: number, days: number }} order
 */
export function renewed(manifest, { nowMs, days }) {
  return { ...JSON.parse(manifest), expiresAt: dates(nowMs, days).expiresAt };
}

/** @param {number} nowMs @param {number} days */
function dates(nowMs, days) {
  const text = (/** @type {number} */ atMs) => new Date(Math.floor(atMs / 1000) * 1000).toISOString();
  return { releasedAt: text(nowMs), expiresAt: text(nowMs + days * DAY_MS) };
}

/**
 * @param {string} name
 * @param {string} version
 */
function packageOf(name, version) {
  const found = KINDS.find(({ ending }) => name.endsWith(ending));
  if (found === undefined || !name.startsWith(`gatehouse-${version}-`)) return null;
  const word = name.slice(`gatehouse-${version}-`.length, -found.ending.length).replace(/^mac-|-setup$/, '');
  const arch = ARCHS[/** @type {keyof typeof ARCHS} */ (word)];
  return arch === undefined ? null : { system: found.system, arch, kind: found.kind };
}

/** @param {string} filePath */
async function factsOf(filePath) {
  const hash = createHash('sha512');
  await pipeline(fs.createReadStream(filePath), hash);
  return { size: fs.statSync(filePath).size, sha512: hash.digest('base64') };
}

/** @param {ListedFile} a @param {ListedFile} b */
function sameKind(a, b) {
  return a.system === b.system && a.arch === b.arch && a.kind === b.kind;
}
