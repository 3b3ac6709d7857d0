import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeChecksums } from '../../../../build/release/checksums.mjs';
import { gather } from '../../../../build/release/gather.mjs';
import { builderConfig } from '../../../../build/package/builder-config.mjs';
import { signingLine } from '../../../../build/release/signing.mjs';
import { updateManifest } from '../../../../build/release/update-manifest.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(join(dir, name), text);

test('the list of checksums names every file but itself, sorted, as sha256sum writes it', async () => {
  put('b.deb', 'two');
  put('a.AppImage', 'one');
  mkdirSync(join(dir, 'unpacked'));
  const sum = (text: string) => createHash('sha256').update(text).digest('hex');
  const expected = `${sum('one')}  a.AppImage\n${sum('two')}  b.deb\n`;
  for (const round of ['made', 'made again']) {
    expect([round, await writeChecksums(dir)]).toEqual([round, ['a.AppImage', 'b.deb']]);
    expect(readFileSync(join(dir, 'SHA256SUMS'), 'utf8')).toBe(expected);
  }
  if (process.platform !== 'linux') return;
  const check = () => execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: dir, stdio: 'pipe' });
  expect(check().toString()).toBe('a.AppImage: OK\nb.deb: OK\n');
  put('b.deb', 'Two');
  expect(check).toThrow('computed checksum did NOT match');
});

test('there is no list of nothing, and none that could be read in two ways', async () => {
  await expect(writeChecksums(dir)).rejects.toThrow('nothing to release');
  put('a b.deb', 'one');
  await expect(writeChecksums(dir)).rejects.toThrow('cannot stand in a list');
});

test('what was made is gathered without what it was made of', () => {
  const madeDir = join(dir, 'made');
  const intoDir = join(dir, 'into');
  mkdirSync(join(madeDir, 'linux-unpacked'), { recursive: true });
  const files = ['gatehouse_1.2.0_amd64.deb', 'gatehouse-1.2.0-x64.tar.gz', 'latest-linux.yml', 'builder-debug.yml'];
  for (const name of [...files, 'linux-unpacked/sbom.cdx.json']) writeFileSync(join(madeDir, name), name);
  const released = ['gatehouse-1.2.0-linux.sbom.cdx.json', 'gatehouse-1.2.0-x64.tar.gz', 'gatehouse_1.2.0_amd64.deb'];
  expect(gather({ madeDir, intoDir, system: 'linux', version: '1.2.0' })).toEqual(released);
  expect(readdirSync(intoDir).sort()).toEqual(released);
});

test('packages without a bill of materials are not released, and neither is nothing', () => {
  const order = { madeDir: dir, intoDir: join(dir, 'into'), system: 'linux', version: '1.2.0' };
  expect(() => gather(order)).toThrow('There are no packages');
  put('a.deb', 'one');
  expect(() => gather(order)).toThrow('There is no sbom.cdx.json');
});

const MAC = { CSC_LINK: 'x', CSC_KEY_PASSWORD: 'x' };
const NOTARY = { APPLE_ID: 'x', APPLE_APP_SPECIFIC_PASSWORD: 'x', APPLE_TEAM_ID: 'x' };

test.each([
  ['darwin', {}, 'macOS: **not signed**'],
  ['darwin', { ...MAC, CSC_LINK: '' }, 'macOS: **not signed**'],
  ['darwin', NOTARY, 'macOS: **not signed**'],
  ['darwin', MAC, 'macOS: signed, **not notarised**'],
  ['darwin', { ...MAC, ...NOTARY }, 'macOS: signed and notarised.'],
  ['win32', MAC, 'Windows: **not signed**'],
  ['win32', { WIN_CSC_LINK: 'x', WIN_CSC_KEY_PASSWORD: 'x' }, 'Windows: signed.'],
  ['linux', {}, 'Linux: compare'],
])('a release on %s with %j says how far it can be trusted', (system, env, start) => {
  expect(signingLine(system, env).startsWith(start)).toBe(true);
});

test('the list of versions holds a package of every kind, by the names that the builder is told to give', async () => {
  const config = builderConfig({
    ...{ appDir: dir, outputDir: dir, noticesDir: dir, electronDistDir: null, electronVersion: '45.4.1' },
    ...{ platform: 'linux', env: {}, isFast: false },
  });
  const named = (pattern: unknown, arch: string, ext: string) =>
    String(pattern)
      .replace('${name}', 'gatehouse')
      .replace('${version}', '1.2.0')
      .replace('${arch}', arch)
      .replace('${ext}', ext);
  const wanted = [
    [config.artifactName, 'amd64', 'deb', 'linux x64 deb'],
    [config.artifactName, 'x86_64', 'rpm', 'linux x64 rpm'],
    [config.artifactName, 'aarch64', 'rpm', 'linux arm64 rpm'],
    [config.artifactName, 'x86_64', 'AppImage', 'linux x64 AppImage'],
    [config.artifactName, 'arm64', 'tar.gz', 'linux arm64 tar.gz'],
    [config.nsis?.artifactName, 'x64', 'exe', 'win32 x64 nsis'],
    [config.nsis?.artifactName, 'arm64', 'exe', 'win32 arm64 nsis'],
    [config.mac?.artifactName, 'x64', 'zip', 'darwin x64 mac-zip'],
    [config.mac?.artifactName, 'arm64', 'zip', 'darwin arm64 mac-zip'],
  ] as const;
  for (const [pattern, arch, ext] of wanted) put(named(pattern, arch, ext), ext);
  put(named(config.mac?.artifactName, 'arm64', 'dmg'), 'for people only');
  const { files } = await updateManifest({ dir, version: '1.2.0', notes: '- New.', nowMs: 0, days: 1 });
  expect(files.map(({ system, arch, kind }) => `${system} ${arch} ${kind}`).toSorted()).toEqual(
    wanted.map(([, , , kind]) => kind).toSorted(),
  );
});
