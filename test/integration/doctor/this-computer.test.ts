import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { diskRoom } from '../../../main/shell/doctor/disk-room.ts';
import { installation } from '../../../main/shell/doctor/installation.ts';
import { isRunningFor } from '../../../main/shell/doctor/is-running.ts';
import { linuxSight } from '../../../main/shell/doctor/linux-sight.ts';
import { makePassingDir } from '../../../main/shell/doctor/passing-dir.ts';
import { readProfile } from '../../../main/shell/doctor/read-profile.ts';
import { migrateSettings } from '../../../main/storage/migrate-settings.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-computer-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

const installed = (of: Partial<Parameters<typeof installation>[0]>) =>
  installation({
    platform: 'linux',
    isPackaged: true,
    programPath: '/opt/Gatehouse/gatehouse',
    resourcesDir: dir,
    environment: {},
    ...of,
  });

test('how it was installed is read from where it lies, not from variables that another program left behind', () => {
  const snap = { SNAP: '/snap/gatehouse/3' };
  expect(installed({ programPath: '/snap/gatehouse/3/gatehouse', environment: snap })).toBe('snap');
  expect(installed({ environment: { SNAP: '/snap/code/7' } })).toBe('archive');
  expect(installed({ environment: { FLATPAK_ID: 'dev.gatehouse.app' } })).toBe('flatpak');
  const image = { APPIMAGE: '/home/x/Gatehouse.AppImage', APPDIR: '/tmp/.mount_Gate' };
  expect(installed({ programPath: '/tmp/.mount_Gate/gatehouse', environment: image })).toBe('appimage');
  writeFileSync(join(dir, 'package-type'), 'deb');
  expect(installed({})).toBe('deb');
  expect(installed({ isPackaged: false })).toBe('source');
  expect(installed({ platform: 'darwin' })).toBe('installer');
});

test('room and rights are those of the nearest folder that is there', async () => {
  const room = await diskRoom(join(dir, 'not', 'yet'));
  expect(room?.isWritable).toBe(true);
  expect(room?.freeBytes).toBeGreaterThan(0);
  // A file system without room, which nobody can write to.
  expect((await diskRoom('/proc/sys'))?.freeBytes).toBe(0);
});

test('a profile that another Gatehouse uses is told from one that was left behind', () => {
  expect(isRunningFor(dir, 'linux')).toBe(false);
  symlinkSync(`${hostname()}-${process.pid}`, join(dir, 'SingletonLock'));
  expect(isRunningFor(dir, 'linux')).toBe(true);
  rmSync(join(dir, 'SingletonLock'));
  symlinkSync('another-computer-1', join(dir, 'SingletonLock'));
  expect(isRunningFor(dir, 'linux')).toBe(null);
  expect(isRunningFor(dir, 'win32')).toBe(null);
});

test('settings that cannot be read are told, and left as they are', () => {
  expect(readProfile(dir, migrateSettings).problems).toEqual([]);
  writeFileSync(join(dir, 'settings.json'), '{broken');
  expect(readProfile(dir, migrateSettings).problems).toMatchObject([{ code: 'settings-set-aside' }]);
});

/** Stands in for `gsettings` and says what a desktop with these settings would. */
function desktopSays(answers: Readonly<Record<string, string>>): void {
  const cases = Object.entries(answers).map(([key, value]) => `"${key}") echo ${value};;`);
  mkdirSync(join(dir, 'bin'));
  writeFileSync(join(dir, 'bin', 'gsettings'), `#!/bin/sh\ncase "$2 $3" in ${cases.join(' ')} *) exit 1;; esac\n`);
  chmodSync(join(dir, 'bin', 'gsettings'), 0o755);
  vi.stubEnv('PATH', `${join(dir, 'bin')}${delimiter}/usr/bin:/bin`);
}
const GNOME = 'org.gnome.desktop.notifications';
const GNOME_APP = `${GNOME}.application:/org/gnome/desktop/notifications/application/gatehouse/`;
const gnome = () => linuxSight({ desktop: 'ubuntu:GNOME', configHome: dir });

test('banners that are off for all, off for Gatehouse, and hidden behind the lock screen are told apart', async () => {
  desktopSays({ [`${GNOME} show-banners`]: 'false', [`${GNOME} show-in-lock-screen`]: 'true' });
  expect(await gnome()).toEqual({ notificationPermission: 'banners-off', lockScreen: 'shown' });
});

test('a program that GNOME keeps quiet is off, whatever holds for the others', async () => {
  desktopSays({
    [`${GNOME} show-banners`]: 'true',
    [`${GNOME_APP} enable`]: 'false',
    [`${GNOME} show-in-lock-screen`]: 'true',
    [`${GNOME_APP} details-in-lock-screen`]: 'false',
  });
  expect(await gnome()).toEqual({ notificationPermission: 'off', lockScreen: 'without-content' });
});

test('a desktop that cannot be asked is not known, and settings of another desktop do not count', async () => {
  desktopSays({ [`${GNOME} show-banners`]: 'false' });
  expect(await linuxSight({ desktop: 'sway', configHome: dir })).toEqual({
    notificationPermission: 'unknown',
    lockScreen: 'unknown',
  });
  vi.stubEnv('PATH', dir);
  expect(await gnome()).toEqual({ notificationPermission: 'unknown', lockScreen: 'unknown' });
});

test('Plasma keeps the popups of each program in a file', async () => {
  writeFileSync(join(dir, 'plasmanotifyrc'), '[Applications][other]\nShowPopups=false\n');
  const plasma = () => linuxSight({ desktop: 'KDE', configHome: dir });
  expect((await plasma()).notificationPermission).toBe('on');
  writeFileSync(join(dir, 'plasmanotifyrc'), '[Applications][gatehouse]\nSeen=true\nShowPopups=false\n');
  expect((await plasma()).notificationPermission).toBe('off');
});

test('the folder of one look goes with it, and one that cannot be taken away does not keep the look from ending', () => {
  const passing = makePassingDir(dir);
  writeFileSync(join(passing.path, 'Local State'), '{}');
  passing.remove();
  expect(existsSync(passing.path)).toBe(false);

  const below = join(dir, 'below');
  mkdirSync(below);
  const stuck = makePassingDir(below);
  rmSync(below, { recursive: true });
  writeFileSync(below, 'a file where the folder was');
  expect(stuck.remove).not.toThrow();
});
