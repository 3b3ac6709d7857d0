import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';
import { orSayWhy } from './or-say-why.mjs';
import { MANIFEST_NAME } from './update-manifest.mjs';
import { privateKeys, publicText, signatures } from './update-keys.mjs';

// Usage: GATEHOUSE_UPDATE_KEY=... node build/release/sign-manifest.mjs [DIR]
// Signs the list of versions in DIR (out/release/packages) with the keys of the environment, or of GATEHOUSE_UPDATE_KEY_FILE.
await orSayWhy(() => {
  const manifestPath = path.join(process.argv[2] ?? inProject('out/release/packages'), MANIFEST_NAME);
  const keys = privateKeys(process.env);
  fs.writeFileSync(`${manifestPath}.sig`, signatures(fs.readFileSync(manifestPath), keys));
  console.log(`${manifestPath}.sig: signed, for programs with ${keys.map(publicText).join(' or ')}`);
});
