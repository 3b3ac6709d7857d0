import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { UpdateFault } from '../../shared/model/update.ts';
import { startScreenReader } from '../support/desktop/screen-reader.ts';
import { PROFILE } from '../support/package/guest-desk.ts';
import { asRoot, tryAsRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';
import { hashOf, startUpdateDesk, type UpdateDesk } from '../support/package/update-desk.ts';
import { watchWork } from '../support/package/watched-work.ts';
import { packagesOf, type MadeVersion } from '../support/packages.ts';
import { HARMS } from '../support/update-harm.ts';

const PACKAGE = 'gatehouse-1.1.0-x86_64.AppImage';
const SOON = { timeout: 30_000 };
const INSTALL = 'Install and restart';
const HARMFUL: ReadonlySet<UpdateFault> = new Set(['tampered', 'truncated', 'older', 'expired', 'wrong-signature']);
/** What harms most, and all in which Electron's network has a part. The integration ring has the others, too, without it. */
const SOME_HARMS = HARMS.filter(
  ({ what, fault }, at, all) =>
    (HARMFUL.has(fault) && all.findIndex((other) => other.fault === fault) === at) ||
    /line breaks|never ends|redirect|somewhere else/.test(what),
);

holdThisComputerAlone();
let desk: UpdateDesk;
let appImage: string;
/** What the AppImage's own start would make anew each time. */
let opened: { readonly command: readonly string[]; readonly env: Readonly<Record<string, string>> };
beforeAll(async () => {
  desk = await startUpdateDesk();
  appImage = bringAppImage();
  expect((await desk.run([appImage, '--appimage-extract'])).code).toBe(0);
  const appDir = `${desk.guest.homeDir}/squashfs-root`;
  opened = { command: [`${appDir}/gatehouse`], env: { APPIMAGE: appImage, APPDIR: appDir } };
});
afterAll(() => desk.stop());
afterEach(() => {
  desk.mirror.mend();
  desk.endAll();
});

function bringAppImage(): string {
  const path = desk.guest.bring(packagesOf('1.0.0').appImage, 'Apps/Gatehouse 1.0.0.AppImage');
  asRoot('chown', '-R', `${desk.guest.name}:`, `${desk.guest.homeDir}/Apps`);
  return path;
}

const filesBeside = () => asRoot('ls', '-A', `${desk.guest.homeDir}/Apps`).trim().split('\n');
/** Cheaper than two hashes. */
const isCopyOf = (version: MadeVersion) => tryAsRoot('cmp', '-s', appImage, packagesOf(version).appImage).code === 0;
const fetched = () => asRoot('find', `${desk.guest.homeDir}/${PROFILE}`, '-name', '*.AppImage').trim();

test.each(SOME_HARMS)('$what is refused with one line, and the AppImage stays as it was', async ({ doTo, fault }) => {
  doTo(desk.mirror, PACKAGE);
  const app = await desk.startAndHear(opened.command, new RegExp(`^update +refused: ${fault}$`, 'm'), opened.env);
  expect(hashOf(appImage)).toBe(hashOf(packagesOf('1.0.0').appImage));
  expect([filesBeside(), fetched()]).toEqual([['Gatehouse 1.0.0.AppImage'], '']);
  // It goes on: its tray still answers.
  expect(app.hasEnded()).toBe(false);
  expect(await app.quit()).toBe(0);
});

test('a variable that another AppImage left behind does not make that one be replaced', async () => {
  // What it is then: a folder that somebody unpacked.
  const files = desk.mirror.manifest.files.map((file) =>
    file.name === PACKAGE ? { ...file, kind: 'tar.gz', name: 'gatehouse-1.1.0-x64.tar.gz' } : file,
  );
  desk.mirror.show({ ...desk.mirror.manifest, files });
  const stranger = desk.guest.bring('/bin/true', 'Apps/Editor.AppImage');
  const env = { APPIMAGE: stranger, APPDIR: `${desk.guest.homeDir}/Apps` };
  const app = await desk.startAndHear(opened.command, /^update +1\.1\.0 available$/m, env);
  expect(await app.quit()).toBe(0);
  asRoot('rm', stranger);
});

test('the AppImage replaces itself under its own name when the person says so, and starts again as the new version', async () => {
  const app = await desk.startAndHear([appImage], /^update +1\.1\.0 ready, waits for person$/m);
  expect(hashOf(appImage)).toBe(hashOf(packagesOf('1.0.0').appImage));
  const next = desk.tray.items.next(() => true, desk.tray.items.all.length);
  await desk.pressInstall();
  await expect.poll(() => app.hasEnded(), SOON).toBe(true);
  await next;
  await desk.logged(/"updated".*"1\.1\.0"/);
  expect(hashOf(appImage)).toBe(hashOf(packagesOf('1.1.0').appImage));
  expect([filesBeside(), fetched()]).toEqual([['Gatehouse 1.0.0.AppImage'], '']);
});

test('while an ask is open nothing is installed and the window says why; answered from its notification, it is no longer in the way', async () => {
  bringAppImage();
  const { service, session } = await watchWork(desk.guest, desk.settings);
  onTestFinished(() => service.stop());
  const reader = await startScreenReader(join(desk.guest.homeDir, '.run/at-spi'));
  onTestFinished(() => reader.stop());
  const ask = session.ask({ input: { command: 'npm publish' } });
  const held = /^update +1\.1\.0 ready, waits for asks$/m;
  const app = await desk.startAndHear([...opened.command, reader.flag], held, { ...opened.env, ...reader.env });
  await desk.tray.click('Settings...');
  await expect.poll(() => reader.texts('Updates'), SOON).toContain('Version 1.1.0 is here and was checked.');
  expect(await reader.texts('Updates')).toContain(
    'It can be installed when no request is open: a restart could lose an answer.',
  );
  expect(await reader.buttons('Updates')).not.toContain(INSTALL);
  await reader.press('Updates', INSTALL);
  await desk.tray.click('Version 1.1.0 waits for open requests');

  const notification = await desk.notifications.shown(({ body }) => body.includes('npm publish'));
  await desk.notifications.invoke(notification.id, 'allow');
  expect((await session.answerTo(ask)).result).toMatchObject({ behavior: 'allow' });
  await expect.poll(() => app.output(), SOON).toMatch(/^update +1\.1\.0 ready, waits for person$/m);
  expect(app.output()).not.toMatch(/^update +1\.1\.0 installing$/m);
  expect(isCopyOf('1.0.0')).toBe(true);

  await expect.poll(() => reader.buttons('Updates'), SOON).toContain(INSTALL);
  expect((await reader.texts('Updates')).join()).not.toContain('It can be installed when');
  await reader.press('Updates', INSTALL);
  await expect.poll(() => app.hasEnded(), SOON).toBe(true);
  expect(isCopyOf('1.1.0')).toBe(true);
});
