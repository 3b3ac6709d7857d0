import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';
import { electronRuntime } from '../runtime/electron-runtime.mjs';
import { gather } from './gather.mjs';
import { SIGNING_VARIABLES, signingLine } from './signing.mjs';

// Usage: node build/release/make.mjs [--official] [what `npm run package` takes]
// What the release workflow does on each system: makes the packages, and lays what is to be released into out/release/packages.
// --official: refuses to use any other Electron. What is given to people must have it.
const [isOfficial, packageArgs] = [process.argv.includes('--official'), process.argv.slice(2)];
if (isOfficial && (await electronRuntime()).origin !== 'official') throw new Error('this is not the official Electron');
const env = { ...process.env };
// A workflow sets a secret that does not exist to nothing, which the builder takes for one that is broken.
for (const name of SIGNING_VARIABLES) if (env[name] === '') delete env[name];
const madeDir = inProject('out/release/made');
const packagesDir = inProject('out/release/packages');
fs.rmSync(inProject('out/release'), { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [
    inProject('build/scripts/package.mjs'),
    `--into=${madeDir}`,
    ...packageArgs.filter((argument) => argument !== '--official'),
  ],
  { env, stdio: 'inherit' },
);
if (status !== 0) throw new Error('the packages could not be made');
const { version } = JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8'));
const names = gather({ madeDir, intoDir: packagesDir, system: process.platform, version });
const line = signingLine(process.platform, env);
fs.writeFileSync(path.join(packagesDir, `signing-${process.platform}.txt`), `${line}\n`);
const said = [line, '', ...names.map((name) => `- ${name}`), ''].join('\n');
console.log(said);
const summaryPath = process.env['GITHUB_STEP_SUMMARY'];
if (summaryPath !== undefined) fs.appendFileSync(summaryPath, said);
