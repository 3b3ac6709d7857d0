import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, type Standing } from '../../../main/updates/judge.ts';
import { readManifest, type Manifest } from '../../../main/updates/manifest.ts';
import { compareVersions, isVersion, newest } from '../../../main/updates/version.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-11-21T12:00:00Z');
const sha512 = `${'A'.repeat(86)}==`;
const file = { system: 'linux', arch: 'x64', kind: 'deb', name: 'gatehouse-1.1.0-amd64.deb', size: 5, sha512 };
const LIST = {
  schema: 1,
  product: 'gatehouse',
  channel: 'stable',
  version: '1.1.0',
  releasedAt: '2026-11-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  notes: '',
  files: [file],
};
const read = (change: object = {}): Manifest | null =>
  readManifest(Buffer.from(JSON.stringify({ ...LIST, ...change })));
const STANDING: Standing = {
  product: 'gatehouse',
  channel: 'stable',
  running: '1.0.0',
  floor: '1.0.0',
  system: 'linux',
  arch: 'x64',
  kind: 'deb',
  nowMs: NOW_MS,
};

const number = fc.integer({ min: 0, max: 999_999_999 });
const versions = fc.tuple(number, number, number).map((parts) => parts.join('.'));

test('whatever the versions are, what is offered is newer than what runs and not older than what was ever named', () => {
  const manifest = read();
  if (manifest === null) throw new Error('the list is none');
  fc.assert(
    fc.property(versions, versions, versions, fc.integer({ min: -400, max: 400 }), (version, running, seen, days) => {
      const floor = newest(running, seen);
      const expiresAt = NOW_MS + days * DAY_MS;
      const judged = judge({ ...manifest, version, expiresAt }, { ...STANDING, running, floor });
      const mayBeOffered = days > 0 && compareVersions(version, running) > 0 && compareVersions(version, floor) >= 0;
      expect(judged.tag === 'newer').toBe(mayBeOffered);
      if (judged.tag === 'current') expect(version).toBe(running);
    }),
  );
});

test('versions go by their numbers, and are in one order', () => {
  expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
  fc.assert(
    fc.property(versions, versions, versions, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) || 0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

test.each(['1.2', '1.2.3.4', '1.2.3-beta', 'v1.2.3', '01.2.3', '1.2.3 ', '', '1.2.9999999999', '-1.2.3', '1.2.٣'])(
  '%j is no version that is published',
  (text) => {
    expect([isVersion(text), read({ version: text })]).toEqual([false, null]);
  },
);

test.each([
  ['a later schema', { schema: 2 }],
  ['a name with a folder', { files: [{ ...file, name: 'a/b.deb' }] }],
  ['a name with a folder of Windows', { files: [{ ...file, name: 'a\\b.deb' }] }],
  ['a name that begins with a dot', { files: [{ ...file, name: '..deb' }] }],
  ['a name that begins as a switch', { files: [{ ...file, name: '-x.deb' }] }],
  ['a name with an encoded slash', { files: [{ ...file, name: '..%2fb.deb' }] }],
  ['a name with a query', { files: [{ ...file, name: 'b.deb?x.deb' }] }],
  ['a name that ends as another kind', { files: [{ ...file, name: 'b.AppImage' }] }],
  ['a name of two lines', { files: [{ ...file, name: 'b.deb\nc.deb' }] }],
  ['a size of nothing', { files: [{ ...file, size: 0 }] }],
  ['a size below nothing', { files: [{ ...file, size: -1 }] }],
  ['half a byte', { files: [{ ...file, size: 1.5 }] }],
  ['more than a disk', { files: [{ ...file, size: 2 ** 40 }] }],
  ['a size as text', { files: [{ ...file, size: '5' }] }],
  ['a hash of another kind', { files: [{ ...file, sha512: 'a'.repeat(64) }] }],
  ['two packages of a kind', { files: [file, { ...file, name: 'gatehouse-1.1.0-2.deb' }] }],
  ['an end that is no time', { expiresAt: 'never' }],
  ['an end in local time', { expiresAt: '2027-01-01T00:00:00' }],
  ['a page that runs', { pageUrl: 'javascript:alert(1)' }],
  ['a page without a lock', { pageUrl: 'http://example.org' }],
])('a list with %s is no list', (_what, change) => {
  expect(read(change)).toBeNull();
});

test('what a later version may add is left alone, and bytes that are no text are no list', () => {
  expect(read({ more: { than: 'we know' } })).not.toBeNull();
  const kinds = [file, { ...file, kind: 'hologram', name: 'gatehouse-1.1.0.holo' }];
  expect(read({ files: kinds })?.files).toHaveLength(2);
  expect(readManifest(Uint8Array.of(0xff, 0xfe, 0x7b))).toBeNull();
});
