import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PROFILE } from '../support/package/guest-desk.ts';
import { installDeb, installedVersion } from '../support/package/installed.ts';
import { startPasswordPrompt, type PasswordPrompt } from '../support/package/password-prompt.ts';
import { asRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';
import { hashOf, startUpdateDesk, type UpdateDesk } from '../support/package/update-desk.ts';
import { packagesOf } from '../support/packages.ts';
import { HARMS } from '../support/update-harm.ts';

const PACKAGE = 'gatehouse-1.1.0-amd64.deb';
const ARCHIVE = '/opt/Gatehouse/resources/app.asar';
const READY = /^update +1\.1\.0 ready, waits for person$/m;
const SOON = { timeout: 30_000 };
/** The AppImage goes through more of them; what refuses them is the same. */
const SOME_HARMS = HARMS.filter(
  ({ fault }, at, all) =>
    ['tampered', 'truncated', 'older', 'expired', 'wrong-signature', 'not-signed'].includes(fault) &&
    all.findIndex((other) => other.fault === fault) === at,
);

holdThisComputerAlone();
let desk: UpdateDesk;
let prompt: PasswordPrompt;
beforeAll(async () => {
  await installDeb('1.0.0');
  desk = await startUpdateDesk();
  prompt = await startPasswordPrompt(desk.guest);
});
afterAll(async () => {
  await desk.stop();
  await prompt.stop();
});
afterEach(() => {
  desk.mirror.mend();
  desk.endAll();
});

const fetchedPackages = () => asRoot('find', `${desk.guest.homeDir}/${PROFILE}`, '-name', '*.deb').trim();

test.each(SOME_HARMS)(
  '$what is refused with one line, and what is installed stays as it was',
  async ({ doTo, fault }) => {
    const before = hashOf(ARCHIVE);
    doTo(desk.mirror, PACKAGE);
    const app = await desk.startAndHear(['gatehouse'], new RegExp(`^update +refused: ${fault}$`, 'm'));
    expect([installedVersion(), hashOf(ARCHIVE)]).toEqual(['1.0.0', before]);
    expect(fetchedPackages()).toBe('');
    expect(app.hasEnded()).toBe(false);
    expect(await app.quit()).toBe(0);
  },
);

test('with a wrong password nothing is installed, and it says so', async () => {
  const app = await desk.startAndHear(['gatehouse'], READY);
  const question = await prompt.listenFor(app);
  await desk.pressInstall();
  await question.asked();
  await question.answer('wrong');
  await expect.poll(() => app.output(), SOON).toMatch(/^update +refused: refused$/m);
  expect([installedVersion(), app.hasEnded()]).toEqual(['1.0.0', false]);
  expect(await app.quit()).toBe(0);
});

test('where nobody can be asked for a password nothing is installed either', async () => {
  const app = await desk.startAndHear(['gatehouse'], READY);
  // Fetched in the run before, and found again.
  expect(desk.mirror.asked).not.toContain(PACKAGE);
  await desk.pressInstall();
  await expect.poll(() => app.output(), SOON).toMatch(/^update +refused: refused$/m);
  expect([installedVersion(), app.hasEnded()]).toEqual(['1.0.0', false]);
  expect(await app.quit()).toBe(0);
});

test('a package that was changed while the system asked for the password is not installed', async () => {
  const app = await desk.startAndHear(['gatehouse'], READY);
  const question = await prompt.listenFor(app);
  await desk.pressInstall();
  await question.asked();
  const fetched = fetchedPackages();
  expect(fetched).toMatch(/\/packages\/pending\/gatehouse-1\.1\.0-amd64\.deb$/);
  asRoot('cp', packagesOf('1.0.0').deb, fetched);
  await question.answer(prompt.rightPassword);
  await expect.poll(() => app.output(), SOON).toMatch(/^update +refused: tampered$/m);
  expect([installedVersion(), app.hasEnded()]).toEqual(['1.0.0', false]);
  expect(asRoot('find', '/var/tmp', '-maxdepth', '1', '-name', 'gatehouse-update*').trim()).toBe('');
  expect(await app.quit()).toBe(0);
});

test('with the right one the system installs what was checked, and the app starts again as the new version', async () => {
  const app = await desk.startAndHear(['gatehouse'], READY);
  const question = await prompt.listenFor(app);
  const next = desk.tray.items.next(() => true, desk.tray.items.all.length);
  await desk.pressInstall();
  expect(await question.asked()).toContain('A password is needed to install a newer version of Gatehouse');
  await question.answer(prompt.rightPassword);
  await expect.poll(() => app.hasEnded(), { timeout: 60_000 }).toBe(true);
  await next;
  await desk.logged(/"updated".*"1\.1\.0"/);
  expect(installedVersion()).toBe('1.1.0');
  // What the person's session had set for new files does not count for those of the system.
  expect(asRoot('stat', '-c', '%a', '/usr/share/applications/mimeinfo.cache').trim()).toBe('644');
});
