import { extractFile } from '@electron/asar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processesFrom } from '../support/package/app-processes.ts';
import { PROFILE, startGuestDesk, type GuestDesk } from '../support/package/guest-desk.ts';
import { installDeb, installedVersion } from '../support/package/installed.ts';
import { asRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';
import { watchWork, type WatchedWork } from '../support/package/watched-work.ts';

const PROGRAM_DIR = '/opt/Gatehouse';
const COMMAND = 'npm publish';
const SOON = { timeout: 30_000 };

holdThisComputerAlone();
let desk: GuestDesk;
let work: WatchedWork;
beforeEach(async () => {
  await installDeb('1.0.0');
  desk = await startGuestDesk();
  work = await watchWork(desk.guest);
});
afterEach(async () => {
  await desk.stop();
  await work.service.stop();
});

test('an answer that was never sent outlives the end of the app and an upgrade, and goes out with the new version', async () => {
  const app = await desk.start(['gatehouse']);
  const { ask, journal } = await answerOffline();
  expect(await app.quit()).toBe(0);

  await installDeb('1.1.0');
  expect(desk.guest.read(`${PROFILE}/settings.json`)).toBe(work.settings);
  expect(desk.guest.read(`${PROFILE}/journal.jsonl`)).toContain(journal);
  const next = await desk.start(['gatehouse']);
  expect([installedVersion(), programVersion(), isReplaced(next.pid)]).toEqual(['1.1.0', '1.1.0', false]);
  await work.service.openPort();
  expect((await work.session.answerTo(ask)).result).toMatchObject({ behavior: 'allow' });
  expect(work.session.answers.filter(({ requestId }) => requestId === ask.requestId)).toHaveLength(1);
  expect(desk.guest.read(`${PROFILE}/settings.json`)).toBe(work.settings);
  expect(await next.quit()).toBe(0);
});

test('an upgrade under the running app disturbs nothing: it answers and shows its window, and the next start is the new one', async () => {
  const app = await desk.start(['gatehouse', '--hidden', `--screenshot=${desk.guest.homeDir}/window.png`]);
  const { ask } = await answerOffline();

  await installDeb('1.1.0');
  expect([programVersion(), isReplaced(app.pid), app.hasEnded()]).toEqual(['1.1.0', true, false]);
  await work.service.openPort();
  expect((await work.session.answerTo(ask)).result).toMatchObject({ behavior: 'allow' });
  await desk.tray.click('Open Gatehouse');
  // Its pages lie in the archive that is gone: a window without them is one even grey.
  await expect.poll(() => pictureBytes(), SOON).toBeGreaterThan(20_000);
  expect(processesFrom(PROGRAM_DIR).filter(({ args }) => args.includes('--no-sandbox'))).toEqual([]);
  expect(await app.quit()).toBe(0);

  const next = await desk.start(['gatehouse']);
  expect(isReplaced(next.pid)).toBe(false);
  const later = work.session.ask({ input: { command: 'npm test' } });
  const notification = await desk.notifications.shown(({ body }) => body.includes('npm test'));
  await desk.notifications.invoke(notification.id, 'deny');
  expect((await work.session.answerTo(later)).result).toMatchObject({ behavior: 'deny' });
  expect(desk.guest.read(`${PROFILE}/settings.json`)).toBe(work.settings);
  expect(await next.quit()).toBe(0);
});

/** Allows an ask while the service cannot be reached. */
async function answerOffline() {
  await work.session.connected();
  const ask = work.session.ask({ input: { command: COMMAND } });
  const notification = await desk.notifications.shown(({ body }) => body.includes(COMMAND));
  work.service.closePort();
  await work.session.disconnected();
  await desk.notifications.invoke(notification.id, 'allow');
  await expect.poll(() => desk.guest.read(`${PROFILE}/outbox`), SOON).toContain(ask.requestId);
  expect(work.session.answers).toEqual([]);
  return { ask, journal: desk.guest.read(`${PROFILE}/journal.jsonl`) ?? '' };
}

function programVersion(): unknown {
  const manifest: unknown = JSON.parse(extractFile(`${PROGRAM_DIR}/resources/app.asar`, 'package.json').toString());
  return (manifest as { version?: unknown }).version;
}

/** Has the program file of this process been replaced since it started? */
function isReplaced(pid: number): boolean {
  return asRoot('readlink', `/proc/${pid}/exe`).trim().endsWith('(deleted)');
}

function pictureBytes(): number {
  return desk.guest.has('window.png') ? Number(asRoot('stat', '-c', '%s', `${desk.guest.homeDir}/window.png`)) : 0;
}
