import fs from 'node:fs';
import path from 'node:path';
import { SOURCES_FILE } from '../bundle/build-app.mjs';
import { inProject } from '../bundle/project-paths.mjs';
import { readManifest } from './app-folder.mjs';

/** @typedef {{ name: string, version: string, license: string, text: string }} Part */

const NOTICE_FILE = /^(licen[cs]e|copying|notice)|-licen[cs]e$/i;

/**
 * Every package of which something is in the app: what the bundlers took in, and what was copied.
 *
 * @param {readonly string[]} copied  names
 * @returns {string[]} folders, sorted
 */
export function packagesInApp(copied) {
  /** @type {string[]} */
  const sources = JSON.parse(fs.readFileSync(inProject('out', SOURCES_FILE), 'utf8'));
  const dirs = new Set(copied.map((name) => inProject('node_modules', name)));
  for (const source of sources) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(source);
    if (found !== null) dirs.add(inProject(found[0]));
  }
  return [...dirs].sort();
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
  // The same version may be installed in two places.
  const parts = [...new Map(packageDirs.map(describe).map((part) => [`${part.name}@${part.version}`, part])).values()];
  fs.writeFileSync(path.join(noticesDir, 'THIRD-PARTY-NOTICES.txt'), noticeText(version, parts));
  const bill = billOfMaterials({ version, electronVersion }, parts);
  fs.writeFileSync(path.join(noticesDir, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

/** @param {string} version @param {readonly Part[]} parts */
function noticeText(version, parts) {
  const rule = `${'-'.repeat(78)}\n`;
  const head =
    `Gatehouse ${version} contains the following packages. ` +
    'Electron and Chromium have their own files beside this one.\n\n';
  const texts = parts.map((part) => `${part.name} ${part.version} (${part.license})\n\n${part.text}\n`);
  return head + rule + texts.join(rule);
}

/** @param {{ version: string, electronVersion: string }} app @param {readonly Part[]} parts */
function billOfMaterials({ version, electronVersion }, parts) {
  const root = `pkg:generic/gatehouse@${version}`;
  const components = [
    component('framework', { name: 'electron', version: electronVersion, license: 'MIT' }),
    ...parts.map((part) => component('library', part)),
  ];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': root, name: 'gatehouse', version, licenses: licences('MIT') },
    },
    components,
    dependencies: [{ ref: root, dependsOn: components.map((one) => one['bom-ref']) }],
  };
}

/** @param {'framework' | 'library'} type @param {Omit<Part, 'text'>} part */
function component(type, { name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type, 'bom-ref': purl, name, version, purl, licenses: licences(license) };
}

/** @param {string} license */
function licences(license) {
  return [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }];
}

/** @param {string} dir @returns {Part} */
function describe(dir) {
  const { name, version, ...manifest } = readManifest(path.join(dir, 'package.json'));
  // Older packages list them.
  const license = manifest.license ?? manifest.licenses?.[0]?.type;
  if (typeof license !== 'string') throw new Error(`${name} says nothing of its licence`);
  const texts = [dir, ...vendorsIn(path.join(dir, 'vendor'))].flatMap(noticesIn);
  return { name, version, license, text: texts.join('\n\n') || `Licence: ${license}` };
}

/**
 * Programs of others that a package brings along have licences of their own.
 *
 * @param {string} vendorDir
 */
function vendorsIn(vendorDir) {
  if (!fs.existsSync(vendorDir)) return [];
  const inside = fs.readdirSync(vendorDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [vendorDir, ...inside.map(({ name }) => path.join(vendorDir, name))];
}

/** @param {string} dir */
function noticesIn(dir) {
  const names = fs.readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isFile());
  return names
    .filter(({ name }) => NOTICE_FILE.test(name))
    .map(({ name }) => fs.readFileSync(path.join(dir, name), 'utf8').trim());
}
