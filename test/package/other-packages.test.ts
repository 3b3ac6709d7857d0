import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packagesOf } from '../support/packages.ts';
import { processesFrom } from '../support/package/app-processes.ts';
import { startGuestDesk, type GuestDesk } from '../support/package/guest-desk.ts';
import { librariesNeededIn } from '../support/package/libraries.ts';
import { asRoot, tryAsRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';

const SOON = { timeout: 30_000 };
const { rpm, appImage, tarGz } = packagesOf('1.0.0');

holdThisComputerAlone();
let desk: GuestDesk;
let dir: string;
beforeAll(async () => {
  desk = await startGuestDesk();
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-others-'));
  asRoot('chmod', '0755', dir);
});
afterAll(async () => {
  await desk.stop();
  asRoot('rm', '-rf', dir);
});

test('the archive unpacks into one folder, from which an ordinary user answers a practice ask', async () => {
  const listed = asRoot('tar', '-tzf', tarGz).trim().split('\n');
  expect(listed.filter((name) => !name.startsWith('gatehouse-1.0.0-x64/'))).toEqual([]);
  asRoot('tar', '-xzf', tarGz, '-C', dir);
  await answersPractice([join(dir, 'gatehouse-1.0.0-x64/gatehouse')], join(dir, 'gatehouse-1.0.0-x64'));
});

test('the AppImage runs from the home of an ordinary user, in its sandbox, and answers a practice ask', async () => {
  const program = desk.guest.bring(appImage, 'Gatehouse.AppImage');
  await answersPractice([program], tmpdir());
  const extracted = await desk.run([program, '--appimage-extract']);
  expect(extracted.code).toBe(0);
  const entry = desk.guest.read('squashfs-root/gatehouse.desktop') ?? '';
  expect(entry).toMatch(/^Exec=AppRun -- %U$/m);
  expect(entry).not.toContain('--no-sandbox');
  expect(tryAsRoot('desktop-file-validate', `${desk.guest.homeDir}/squashfs-root/gatehouse.desktop`).code).toBe(0);
});

test('the rpm asks for exactly the libraries that its programs load, and for xdg-open', () => {
  const requires = asRoot('rpm', '--query', '--package', '--requires', rpm).trim().split('\n');
  const libraries = requires.flatMap((one) => /^(\S+)\(\)\(64bit\)$/.exec(one)?.[1] ?? []);
  const { unpackedDir } = packagesOf('1.0.0');
  const needed = librariesNeededIn(unpackedDir).filter(
    (name) => !/^(ld-linux|libc\.so|libdl|libm\.so|libpthread)/.test(name),
  );
  expect(libraries.sort()).toEqual([...needed].sort());
  expect(requires).toContain('xdg-utils');
});

test('the rpm belongs to root, unpacks to what the deb installs, and starts', async () => {
  const listed = asRoot('rpm', '--query', '--package', '--list', '--verbose', rpm).trim().split('\n');
  expect(listed.filter((line) => !/^[-d]rw[-x]r-[-x]r-[-x]\s+\d+ root\s+root /.test(line))).toEqual([]);
  const target = join(dir, 'rpm');
  asRoot(
    'sh',
    '-c',
    `mkdir '${target}' && cd '${target}' && rpm2cpio '${rpm}' | cpio --extract --quiet --make-directories`,
  );
  asRoot('chmod', '0755', target);
  await answersPractice([join(target, 'opt/Gatehouse/gatehouse')], join(target, 'opt/Gatehouse'));
  expect(readFileSync(join(target, 'usr/share/applications/gatehouse.desktop'), 'utf8')).toContain(
    'Exec=/opt/Gatehouse/gatehouse -- %U',
  );
});

test('with rpm, an upgrade keeps the command although the old version goes last, and a removal leaves nothing', () => {
  const database = join(dir, 'rpm-database');
  const rpmRun = (...args: readonly string[]) => asRoot('rpm', '--dbpath', database, ...args);
  asRoot('mkdir', '-p', database);
  const before = tryAsRoot('test', '-e', '/usr/share/icons/hicolor/icon-theme.cache').code;
  try {
    rpmRun('--install', '--nodeps', rpm);
    expect(asRoot('readlink', '/usr/bin/gatehouse').trim()).toBe('/opt/Gatehouse/gatehouse');
    rpmRun('--upgrade', '--nodeps', packagesOf('1.1.0').rpm);
    expect(rpmRun('--query', 'gatehouse').trim()).toBe('gatehouse-1.1.0-1.x86_64');
    expect(asRoot('readlink', '/usr/bin/gatehouse').trim()).toBe('/opt/Gatehouse/gatehouse');
    expect(tryAsRoot('test', '-x', '/opt/Gatehouse/gatehouse').code).toBe(0);
  } finally {
    rpmRun('--erase', '--nodeps', 'gatehouse');
  }
  for (const path of ['/usr/bin/gatehouse', '/opt/Gatehouse', '/usr/share/applications/gatehouse.desktop'])
    expect([path, tryAsRoot('test', '-e', path).code]).toEqual([path, 1]);
  expect(tryAsRoot('test', '-e', '/usr/share/icons/hicolor/icon-theme.cache').code).toBe(before);
});

/** Starts it, allows the practice ask on its notification, sees the receipt, and looks whether its pages are held. */
async function answersPractice(command: readonly string[], programDir: string): Promise<void> {
  const app = await desk.start([...command, '--practice', '--print-events']);
  const notification = await desk.notifications.shown(({ body }) => body.includes('npm test'));
  await desk.tray.click('Open Gatehouse');
  const renderers = () => processesFrom(programDir).filter(({ kind }) => kind === 'renderer');
  await expect.poll(() => renderers().map(({ seccomp }) => seccomp), SOON).toEqual(['2']);
  expect(processesFrom(programDir).filter(({ args }) => args.includes('--no-sandbox'))).toEqual([]);
  await desk.notifications.invoke(notification.id, 'allow');
  await expect.poll(() => app.output(), SOON).toMatch(/^confirmed +.*: Bash: npm test/m);
  expect(await app.quit()).toBe(0);
}
