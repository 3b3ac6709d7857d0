import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PROFILE } from '../support/package/guest-desk.ts';
import { installDeb, installedVersion } from '../support/package/installed.ts';
import { putPasswordPrompt, type PasswordPrompt } from '../support/package/password-prompt.ts';
import { asRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';
import { hashOf, startUpdateDesk, type UpdateDesk } from '../support/package/update-desk.ts';
import { HARMS } from '../support/update-harm.ts';

const PACKAGE = 'gatehouse-1.1.0-amd64.deb';
const ARCHIVE = '/opt/Gatehouse/resources/app.asar';
const READY = /^update +1\.1\.0 ready, waits for person$/m;
const INSTALL = 'Install version 1.1.0 and restart';
/** One of each kind; the AppImage goes through all of them. */
const SOME_HARMS = HARMS.filter(({ fault }, at, all) => all.findIndex((other) => other.fault === fault) === at);

holdThisComputerAlone();
let desk: UpdateDesk;
let prompt: PasswordPrompt;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  await installDeb('1.0.0');
  desk = await startUpdateDesk();
  prompt = putPasswordPrompt(desk.guest);
  env = { PATH: `${prompt.binDir}:/usr/local/bin:/usr/bin:/bin` };
});
afterAll(() => desk.stop());
afterEach(() => desk.mirror.mend());

test.each(SOME_HARMS)(
  '$what is refused with one line, and what is installed stays as it was',
  async ({ doTo, fault }) => {
    const before = hashOf(ARCHIVE);
    doTo(desk.mirror, PACKAGE);
    const app = await desk.startAndHear(['gatehouse'], new RegExp(`^update +refused: ${fault}$`, 'm'), env);
    expect([installedVersion(), hashOf(ARCHIVE)]).toEqual(['1.0.0', before]);
    expect(asRoot('find', `${desk.guest.homeDir}/${PROFILE}`, '-name', '*.deb').trim()).toBe('');
    expect(app.hasEnded()).toBe(false);
    expect(await app.quit()).toBe(0);
  },
);

test('without a password nothing is installed, and it says so', async () => {
  const app = await desk.startAndHear(['gatehouse'], READY, env);
  await desk.tray.click(INSTALL);
  await prompt.refuse();
  await expect.poll(() => app.output(), { timeout: 20_000 }).toMatch(/^update +refused: refused$/m);
  expect([installedVersion(), app.hasEnded()]).toEqual(['1.0.0', false]);
  expect(await app.quit()).toBe(0);
});

test('with one the system installs the package that was checked, and the app starts again as the new version', async () => {
  const app = await desk.startAndHear(['gatehouse'], READY, env);
  // Fetched in the run before, and found again.
  expect(desk.mirror.asked).not.toContain(PACKAGE);
  const next = desk.tray.items.next(() => true, desk.tray.items.all.length);
  await desk.tray.click(INSTALL);
  const { command, outcome } = await prompt.allow();
  expect(outcome).toMatchObject({ code: 0 });
  expect(command.at(-1)).toMatch(/\/packages\/pending\/gatehouse-1\.1\.0-amd64\.deb$/);
  await expect.poll(() => app.hasEnded(), { timeout: 30_000 }).toBe(true);
  await next;
  await desk.logged(/"updated".*"1\.1\.0"/);
  expect(installedVersion()).toBe('1.1.0');
  await desk.tray.click('Quit Gatehouse');
});
