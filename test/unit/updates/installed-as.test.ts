import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  appImageOf,
  installedAs,
  isBroughtByOthers,
  isInRepository,
  isInstalledOnWindows,
  type Surroundings,
} from '../../../main/updates/installed-as.ts';

let dir: string;
let around: Surroundings;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'installed-as-'));
  const execPath = join(dir, 'gatehouse');
  mkdirSync(join(dir, 'resources'));
  writeFileSync(execPath, '');
  around = { platform: 'linux', environment: {}, execPath, resourcesDir: join(dir, 'resources') };
});
afterEach(() => rmSync(dir, { recursive: true }));

const resource = (name: string, text: string) => writeFileSync(join(dir, 'resources', name), text);

test('what its own package says counts, and anything else was only unpacked', () => {
  expect(installedAs(around)).toBe('tar.gz');
  for (const [text, kind] of [
    ['deb\n', 'deb'],
    ['rpm', 'rpm'],
    ['snap', 'tar.gz'],
    ['', 'tar.gz'],
  ] as const) {
    resource('package-type', text);
    expect([text, installedAs(around)]).toEqual([text, kind]);
  }
  expect(installedAs({ ...around, platform: 'win32' })).toBe('nsis');
  expect(installedAs({ ...around, platform: 'darwin' })).toBe('mac-zip');
});

test('it is the AppImage only if it runs from what that one has mounted', () => {
  const appImage = join(dir, 'Gatehouse.AppImage');
  writeFileSync(appImage, '');
  const other = join(dir, 'other');
  mkdirSync(other);
  const as = (environment: Surroundings['environment']) => installedAs({ ...around, environment });
  expect(as({ APPIMAGE: appImage, APPDIR: dir })).toBe('AppImage');
  expect(as({ APPIMAGE: appImage, APPDIR: other })).toBe('tar.gz');
  expect(as({ APPIMAGE: appImage, APPDIR: dir.slice(0, -1) })).toBe('tar.gz');
  expect(as({ APPIMAGE: appImage })).toBe('tar.gz');
  expect(as({ APPIMAGE: join(dir, 'gone'), APPDIR: dir })).toBe('tar.gz');
  symlinkSync(dir, join(other, 'link'));
  expect(
    appImageOf({ environment: { APPIMAGE: appImage, APPDIR: join(other, 'link') }, execPath: around.execPath }),
  ).toBe(appImage);
});

test('where a store or a distribution brings the versions, Gatehouse does not', () => {
  expect(isBroughtByOthers(around)).toBe(false);
  expect(isBroughtByOthers({ ...around, environment: { SNAP: '/snap/gatehouse/1' } })).toBe(true);
  expect(isBroughtByOthers({ ...around, environment: { FLATPAK_ID: 'dev.gatehouse.app' } })).toBe(true);
  resource('updates-off', '');
  expect(isBroughtByOthers(around)).toBe(true);
});

const POLICY = `gatehouse:
  Installed: 1.0.0
  Candidate: 1.0.0
  Version table:
 *** 1.0.0 100
        100 /var/lib/dpkg/status
`;

test('a deb that came from a repository is known from one that was only installed', () => {
  expect(isInRepository(POLICY)).toBe(false);
  expect(isInRepository('')).toBe(false);
  for (const line of [
    '        500 https://apt.example.org stable/main amd64 Packages',
    '        500 mirror+file:/etc/apt/mirrors/a.list stable/main amd64 Packages',
    '         -1 http://apt.example.org stable/main amd64 Packages',
  ])
    expect([line, isInRepository(`${POLICY}${line}\n`)]).toEqual([line, true]);
});

test('on Windows it was installed where the uninstaller lies beside it', () => {
  expect(isInstalledOnWindows(around.execPath)).toBe(false);
  writeFileSync(join(dir, 'Uninstall Gatehouse.exe'), '');
  expect(isInstalledOnWindows(around.execPath)).toBe(true);
});
