import fs from 'node:fs';
import path from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { nodeBundles } from '../bundle/main-bundle.mjs';
import { inProject } from '../bundle/project-paths.mjs';
import { rendererBundle } from '../bundle/renderer-bundle.mjs';
import { readManifest } from './app-folder.mjs';

/**
 * Every package of which something is in the app: what the bundlers took in, and what was copied.
 *
 * @param {readonly string[]} copied  names
 * @returns {Promise<string[]>} folders below node_modules, sorted
 */
export async function packagesInApp(copied) {
  const sources = new Set([...(await sourcesOfMain()), ...(await sourcesOfRenderer())]);
  const dirs = new Set(copied.map((name) => inProject('node_modules', name)));
  for (const source of sources) {
    const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source.replaceAll(path.sep, '/'));
    if (found?.[1] !== undefined) dirs.add(found[1]);
  }
  return [...dirs].sort();
}

async function sourcesOfMain() {
  const { main, preload } = nodeBundles('unused');
  const outcomes = await Promise.all(
    [main, preload].map((options) => esbuild({ ...options, write: false, metafile: true, sourcemap: false })),
  );
  return outcomes.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}).map((source) => inProject(source)));
}

async function sourcesOfRenderer() {
  /** @type {string[]} */
  const sources = [];
  const config = rendererBundle('unused');
  await vite({
    ...config,
    build: { ...config.build, write: false },
    plugins: [
      ...(config.plugins ?? []),
      { name: 'list-sources', moduleParsed: ({ id }) => void sources.push(id.split('?')[0] ?? id) },
    ],
  });
  return sources;
}

/**
 * The licence texts that have to go with the app, and a bill of materials in CycloneDX.
 *
 * @param {string} noticesDir  made anew
 * @param {readonly string[]} packageDirs
 * @param {{ version: string, electronVersion: string }} app
 */
export function writeNotices(noticesDir, packageDirs, { version, electronVersion }) {
  fs.rmSync(noticesDir, { recursive: true, force: true });
  fs.mkdirSync(noticesDir, { recursive: true });
  fs.copyFileSync(inProject('LICENSE'), path.join(noticesDir, 'LICENSE.gatehouse.txt'));
  const parts = packageDirs.map(describe);
  const texts = parts.map((part) => `${part.name} ${part.version} (${part.license})\n\n${part.text}\n`);
  const rule = `${'-'.repeat(78)}\n`;
  const head = `Gatehouse ${version} contains the following packages. Electron and Chromium have their own files beside this one.\n\n`;
  fs.writeFileSync(path.join(noticesDir, 'THIRD-PARTY-NOTICES.txt'), head + rule + texts.join(rule));
  const components = [
    { type: 'framework', name: 'electron', version: electronVersion, purl: `pkg:npm/electron@${electronVersion}` },
    ...parts.map(({ name, version: of, license }) => ({
      type: 'library',
      name,
      version: of,
      purl: `pkg:npm/${name.replace('@', '%40')}@${of}`,
      licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
    })),
  ];
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'gatehouse', version } },
    components,
  };
  fs.writeFileSync(path.join(noticesDir, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

/** @param {string} dir */
function describe(dir) {
  const { name, version, license } = readManifest(path.join(dir, 'package.json'));
  const files = fs.readdirSync(dir).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => fs.readFileSync(path.join(dir, file), 'utf8').trim());
  if (texts.length === 0 && license === undefined) throw new Error(`${name} says nothing of its licence`);
  return { name, version, license: String(license), text: texts.join('\n\n') || `Licence: ${String(license)}` };
}
