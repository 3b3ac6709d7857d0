import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inProject } from '../../../../build/bundle/project-paths.mjs';
import { readManifest } from '../../../../main/updates/manifest.ts';
import { checkSignature, readPublicKey } from '../../../../main/updates/signature.ts';

const PACKAGES = ['amd64.deb', 'x86_64.rpm', 'x86_64.AppImage', 'x64.tar.gz'].map((rest) => `gatehouse-1.2.0-${rest}`);
const PAGE = 'https://example.org/releases/v1.2.0';
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-20\n\n### Added\n\n- A guide.\n';

/** A repository of which version 1.2.0 is to be released, with its packages where the workflow lays them. */
let root = '';
let packagesDir = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'releasing-'));
  packagesDir = join(root, 'out/release/packages');
  mkdirSync(packagesDir, { recursive: true });
  for (const dir of ['build/release', 'build/bundle']) cpSync(inProject(dir), join(root, dir), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"version":"1.2.0","type":"module"}');
  writeFileSync(join(root, 'CHANGELOG.md'), CHANGELOG);
  for (const name of PACKAGES) writeFileSync(join(packagesDir, name), `the bytes of ${name}`);
  writeFileSync(join(packagesDir, 'signing-linux.txt'), 'Linux: compare the packages with SHA256SUMS.\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const inPackages = (name: string) => join(packagesDir, name);

function run(name: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'build/release', name), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  });
  return { status, stdout, stderr };
}

/** @throws with what it said, when it did not end well */
function ran(...call: Parameters<typeof run>): string {
  const { status, stdout, stderr } = run(...call);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

test('what the programs of a release make is what the app believes', () => {
  const keyPath = join(root, 'key.pem');
  const publicKey = readPublicKey(ran('make-key.mjs', [keyPath]).trim());
  if (process.platform !== 'win32') expect(statSync(keyPath).mode & 0o777).toBe(0o600);

  expect(ran('make-manifest.mjs', [`--page=${PAGE}`])).toContain('version 1.2.0, 4 packages, good until');
  // As in the workflow: the text of the key, not a file.
  ran('sign-manifest.mjs', [], { GATEHOUSE_UPDATE_KEY: readFileSync(keyPath, 'utf8') });
  expect(ran('finish.mjs')).toContain('6 files, with SHA256SUMS');

  const list = readFileSync(inPackages('gatehouse-update.json'));
  const signature = readFileSync(inPackages('gatehouse-update.json.sig'));
  expect(publicKey === null ? null : checkSignature(list, signature, [publicKey])).toBe('good');
  expect(readManifest(list)).toMatchObject({ version: '1.2.0', notes: '### Added\n\n- A guide.', pageUrl: PAGE });
  const listed = readManifest(list)?.files.map(({ name }) => name);
  expect(listed).toEqual([...PACKAGES].sort());

  const sums = readFileSync(inPackages('SHA256SUMS'), 'utf8').trim().split('\n');
  const summed = [...PACKAGES, 'gatehouse-update.json', 'gatehouse-update.json.sig'].sort();
  expect(sums.map((line) => line.split('  ')[1])).toEqual(summed);
  expect(readdirSync(packagesDir).sort()).toEqual(['SHA256SUMS', ...summed].sort());
  const notes = readFileSync(join(root, 'out/release/notes.md'), 'utf8');
  expect(notes).toBe('### Added\n\n- A guide.\n\n### Packages\n\n- Linux: compare the packages with SHA256SUMS.\n');
});

test('a list that is renewed says the same for longer, and has to be signed anew', () => {
  const keyPath = join(root, 'key.pem');
  const publicKey = readPublicKey(ran('make-key.mjs', [keyPath]).trim());
  const keys = publicKey === null ? [] : [publicKey];
  const sign = () => ran('sign-manifest.mjs', [packagesDir], { GATEHOUSE_UPDATE_KEY_FILE: keyPath });
  const read = () => readFileSync(inPackages('gatehouse-update.json'));
  const signature = () => readFileSync(inPackages('gatehouse-update.json.sig'));
  ran('make-manifest.mjs', ['--days=1']);
  sign();
  const first = readManifest(read());
  ran('make-manifest.mjs', ['--renew', '--days=90']);
  expect(checkSignature(read(), signature(), keys)).toBe('wrong-signature');
  sign();
  expect(checkSignature(read(), signature(), keys)).toBe('good');
  const { expiresAt = 0, ...second } = readManifest(read()) ?? {};
  expect(expiresAt).toBeGreaterThan((first?.expiresAt ?? 0) + 80 * 86_400_000);
  expect({ ...second, expiresAt: first?.expiresAt }).toEqual(first);
});

test('a key that is there already is not written over', () => {
  const keyPath = join(root, 'key.pem');
  ran('make-key.mjs', [keyPath]);
  const before = readFileSync(keyPath, 'utf8');
  expect(run('make-key.mjs', [keyPath])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `${keyPath} is there already\n`,
  });
  expect(readFileSync(keyPath, 'utf8')).toBe(before);
});

test.each([
  ['make-key.mjs', [], 'Say where the private key goes'],
  ['make-manifest.mjs', ['--days=0'], '--days is a number from 1 to 730'],
  ['make-manifest.mjs', ['--days=soon'], '--days is a number from 1 to 730'],
  ['make-manifest.mjs', ['empty'], 'There are no packages of version 1.2.0 in empty'],
  ['sign-manifest.mjs', [], 'There is no key in GATEHOUSE_UPDATE_KEY'],
  ['check-version.mjs', ['v1.2'], 'v1.2 is no tag of a version, such as v1.2.3'],
])('%s %j ends with a line that says why', (name, args, line) => {
  mkdirSync(join(root, 'empty'));
  writeFileSync(join(root, 'package-lock.json'), '{"version":"1.2.0"}');
  const given = args.map((each) => (each === 'empty' ? join(root, each) : each));
  const { status, stderr } = run(name, given);
  expect(status).toBe(1);
  const said = stderr
    .replaceAll(`${root}/`, '')
    .split('\n')
    .filter((each) => each.trim() !== '');
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(line);
});
