import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';
import { changelogSection } from './changelog.mjs';
import { orSayWhy } from './or-say-why.mjs';
import { MANIFEST_NAME, renewed, updateManifest } from './update-manifest.mjs';

// Usage: node build/release/make-manifest.mjs [DIR] [--days=180] [--page=URL] [--renew]
// Writes the list of versions for the packages in DIR (out/release/packages). --renew: gives the one that lies there a later
// end instead. Either has to be signed by sign-manifest.mjs afterwards.
const [dir = inProject('out/release/packages')] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const option = (/** @type {string} */ name) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const manifestPath = path.join(dir, MANIFEST_NAME);
const days = Number(option('days') ?? '180');
const nowMs = Date.now();

await orSayWhy(async () => {
  if (!(days >= 1 && days <= 730)) throw new Error('--days is a number from 1 to 730');
  const isRenewal = process.argv.includes('--renew');
  const manifest = isRenewal ? renewed(fs.readFileSync(manifestPath, 'utf8'), { nowMs, days }) : await madeNew();
  fs.writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(
    `${manifestPath}: version ${manifest.version}, ${manifest.files.length} packages, good until ${manifest.expiresAt}`,
  );
});

async function madeNew() {
  const { version } = JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8'));
  const section = changelogSection(fs.readFileSync(inProject('CHANGELOG.md'), 'utf8'), version);
  if (section === null) throw new Error(`CHANGELOG.md has no section about ${version}`);
  const pageUrl = option('page');
  const page = pageUrl === undefined ? {} : { pageUrl };
  return updateManifest({ dir, version, notes: section.notes, nowMs, days, ...page });
}
