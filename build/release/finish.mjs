import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';
import { writeChecksums } from './checksums.mjs';
import { orSayWhy } from './or-say-why.mjs';
import { releaseNotes } from './release-notes.mjs';

// Usage: node build/release/finish.mjs [DIR]
// For the packages of all systems in DIR (out/release/packages): writes SHA256SUMS there, and the page of the release beside it.
await orSayWhy(async () => {
  const packagesDir = path.resolve(process.argv[2] ?? inProject('out/release/packages'));
  const SIGNING = /^signing-.*\.txt$/;
  const signingNames = fs.readdirSync(packagesDir).filter((name) => SIGNING.test(name));
  const signingLines = signingNames.map((name) => fs.readFileSync(path.join(packagesDir, name), 'utf8').trim()).sort();
  const { version } = JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8'));
  const changelog = fs.readFileSync(inProject('CHANGELOG.md'), 'utf8');
  const notes = releaseNotes({ changelog, version, signingLines });
  for (const name of signingNames) fs.rmSync(path.join(packagesDir, name));
  const names = await writeChecksums(packagesDir);
  const notesPath = path.join(packagesDir, '..', 'notes.md');
  fs.writeFileSync(notesPath, notes);
  console.log(`${names.length} files, with SHA256SUMS, in ${packagesDir}\nthe page of the release: ${notesPath}`);
});
