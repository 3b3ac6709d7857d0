import { extractFile, listPackage } from '@electron/asar';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { inProject } from '../../build/bundle/project-paths.mjs';
import { packagesOf, TEST_CHANNEL_URL, testUpdateKeys } from '../support/packages.ts';

const { unpackedDir, sourceMapsDir } = packagesOf('1.0.0');
const asarPath = join(unpackedDir, 'resources/app.asar');
const MOST_BYTES = 4_000_000;
const names = listPackage(asarPath, { isPack: false }).map((name) => name.replace(/^\//, ''));
const files = names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
/** What node-notifier needs. */
const PACKAGES = [
  'growly',
  'is-docker',
  'is-wsl',
  'isexe',
  'node-notifier',
  'semver',
  'shellwords',
  'uuid',
  'which',
  // Of semver, in some versions.
  'lru-cache',
  'yallist',
];

test('the archive holds what runs: the bundles, the pictures, and one package with what that needs', () => {
  const tops = new Set(files.map((name) => name.split('/').slice(0, 2).join('/')));
  const allowed = ['package.json', 'out/main', 'out/preload', 'out/renderer', 'out/icons', 'out/tray'];
  expect([...tops].filter((top) => !top.startsWith('node_modules/')).sort()).toEqual(allowed.sort());
  const packages = [...tops].filter((top) => top.startsWith('node_modules/')).map((top) => top.slice(13));
  expect(packages.filter((name) => !PACKAGES.includes(name))).toEqual([]);
  expect(packages).toContain('node-notifier');
});

test('it is small, and holds no map, no test and nothing typed', () => {
  expect(statSync(asarPath).size).toBeLessThan(MOST_BYTES);
  expect(files.filter((name) => /\.(map|ts|tsx|flow|md)$|(^|\/)(test|tests|\.github)\//.test(name))).toEqual([]);
  const bundles = files.filter((name) => /^out\/.*\.(cjs|js|css)$/.test(name));
  expect(bundles.length).toBeGreaterThanOrEqual(4);
  for (const name of bundles) expect(extractFile(asarPath, name).toString()).not.toContain('sourceMappingURL');
});

test('the maps are kept beside the packages, one for each bundle, without the sources', () => {
  const maps = readdirSync(sourceMapsDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  const bundles = files.filter((name) => /^out\/.*\.(cjs|js)$/.test(name)).map((name) => name.slice('out/'.length));
  expect(maps.sort()).toEqual(bundles.map((name) => `${name}.map`).sort());
  for (const name of maps) {
    const map = z
      .looseObject({ sources: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(join(sourceMapsDir, name), 'utf8')));
    expect(map.sources.length).toBeGreaterThan(0);
    expect(Object.keys(map)).not.toContain('sourcesContent');
  }
});

test('its manifest names the version, and where updates come from and who signs them', () => {
  const manifest: unknown = JSON.parse(extractFile(asarPath, 'package.json').toString());
  expect(manifest).toMatchObject({
    name: 'gatehouse',
    version: '1.0.0',
    main: 'out/main/index.cjs',
    desktopName: 'gatehouse.desktop',
    updates: { url: TEST_CHANNEL_URL, publicKeys: [testUpdateKeys().publicKey] },
  });
  expect(Object.keys(z.looseObject({}).parse(manifest))).not.toContain('devDependencies');
});

test('every package whose code is in the app is named with its licence and its text, and in the bill of materials', () => {
  const bill = billSchema.parse(JSON.parse(readFileSync(join(unpackedDir, 'sbom.cdx.json'), 'utf8')));
  const notices = readFileSync(join(unpackedDir, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const inside = [...bundledPackages(), ...PACKAGES.filter((name) => names.includes(`node_modules/${name}`))];
  expect(inside.length).toBeGreaterThan(60);
  const named = new Set(bill.components.map(({ name }) => name));
  expect(inside.filter((name) => !named.has(name))).toEqual([]);
  for (const { name, version, type } of bill.components) {
    if (type === 'library') expect(notices).toContain(`${name} ${version} (`);
  }
});

test('the bill of materials has one entry for each part, and every licence in it is one that we may pass on', () => {
  const bill = billSchema.parse(JSON.parse(readFileSync(join(unpackedDir, 'sbom.cdx.json'), 'utf8')));
  expect([bill.bomFormat, bill.specVersion, bill.metadata.component.version]).toEqual(['CycloneDX', '1.6', '1.0.0']);
  const references = bill.components.map((one) => one['bom-ref']);
  expect(new Set(references).size).toBe(references.length);
  expect(bill.dependencies).toEqual([{ ref: bill.metadata.component['bom-ref'], dependsOn: references }]);
  const licences = bill.components.flatMap((one) => one.licenses.map((of) => of.expression ?? of.license?.id ?? ''));
  expect([...new Set(licences)].filter((id) => !PERMISSIVE.has(id))).toEqual([]);
  expect(bill.components.map(({ name }) => name)).toContain('electron');
});

const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  '(MIT OR Apache-2.0)',
  'MIT OR Apache-2.0',
  'Python-2.0',
]);

const billSchema = z.object({
  bomFormat: z.string(),
  specVersion: z.string(),
  metadata: z.object({ component: z.object({ version: z.string(), 'bom-ref': z.string() }) }),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
  components: z.array(
    z.object({
      type: z.string(),
      'bom-ref': z.string(),
      name: z.string(),
      version: z.string(),
      licenses: z
        .array(z.object({ license: z.object({ id: z.string() }).optional(), expression: z.string().optional() }))
        .min(1),
    }),
  ),
});

/** As the maps tell it, which the bundlers wrote and not we. */
function bundledPackages(): readonly string[] {
  const maps = readdirSync(sourceMapsDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  const found = maps.flatMap((name) => {
    const text = readFileSync(join(sourceMapsDir, name), 'utf8');
    const { sources } = z.looseObject({ sources: z.array(z.string()) }).parse(JSON.parse(text));
    return sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
  });
  // What has no package of its own is part of the bundler.
  return [...new Set(found)].filter((name) => existsSync(inProject('node_modules', name, 'package.json')));
}
