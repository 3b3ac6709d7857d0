import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeChecksums } from '../../../../build/release/checksums.mjs';
import { gather } from '../../../../build/release/gather.mjs';
import { signingLine } from '../../../../build/release/signing.mjs';

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
