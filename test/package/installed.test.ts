import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { processesFrom } from '../support/package/app-processes.ts';
import { startGuestDesk, type GuestDesk } from '../support/package/guest-desk.ts';
import { installDeb } from '../support/package/installed.ts';
import { asRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';

const PROGRAM_DIR = '/opt/Gatehouse';
const SESSION = 'Fix the failing checkout tests';
const SOON = { timeout: 20_000 };

holdThisComputerAlone();
beforeAll(async () => {
  await installDeb('1.0.0');
});

let desk: GuestDesk;
beforeAll(async () => {
  desk = await startGuestDesk();
});
afterAll(() => desk.stop());
afterEach(() => expect(processesFrom(PROGRAM_DIR)).toEqual([]));

test('an ordinary user answers a practice ask of the installed app from its notification, in the real sandbox', async () => {
  const app = await desk.start(['gatehouse', '--practice', '--print-events']);
  const notification = await desk.notifications.shown(({ body }) => body.includes('npm test'));
  expect(notification.actions).toContain('allow');
  await desk.tray.click('Open Gatehouse');
  await expect.poll(() => ofKind('renderer').length, SOON).toBe(1);
  const { uid } = identity();
  expect(new Set(processesFrom(PROGRAM_DIR).map(({ user }) => user))).toEqual(new Set([uid]));
  expect(ofKind('renderer').map(({ seccomp }) => seccomp)).toEqual(['2']);
  expect(processesFrom(PROGRAM_DIR).filter(({ args }) => args.includes('--no-sandbox'))).toEqual([]);

  await desk.notifications.invoke(notification.id, 'allow');
  const receipt = new RegExp(`^confirmed +${SESSION}: Bash: npm test`, 'm');
  await expect.poll(() => app.output(), SOON).toMatch(receipt);
  expect(await app.quit()).toBe(0);
});

test('a link of the desktop opens a view of the app that runs, and can be no switch', async () => {
  const app = await desk.start(['gatehouse', '--hidden']);
  expect(ofKind('renderer')).toEqual([]);
  const opener = asRoot('sed', '-n', 's/^Exec=//p', '/usr/share/applications/gatehouse.desktop').trim();
  expect(opener).toBe('/opt/Gatehouse/gatehouse -- %U');
  const open = (...links: readonly string[]) =>
    desk.run(opener.split(' ').flatMap((word) => (word === '%U' ? links : [word])));

  // What a page or a mail could make a careless desktop pass on.
  for (const hostile of [
    ['gatehouse://x', '--remote-debugging-port=19222'],
    ['--remote-debugging-port=19222'],
    ['gatehouse://inbox --inspect=19222'],
  ]) {
    expect((await open(...hostile)).code).toBe(0);
  }
  expect(listeners()).not.toContain('19222');
  expect((await open('gatehouse://sessions')).code).toBe(0);
  await expect.poll(() => ofKind('renderer').length, SOON).toBe(1);
  expect(app.hasEnded()).toBe(false);
  expect(await app.quit()).toBe(0);
});

test('started by a hostile link the app opens no door either', async () => {
  const app = await desk.start([
    '/opt/Gatehouse/gatehouse',
    '--',
    'gatehouse://inbox',
    '--remote-debugging-port=19222',
    '--no-sandbox',
  ]);
  await expect.poll(() => ofKind('renderer').map(({ seccomp }) => seccomp), SOON).toEqual(['2']);
  expect(listeners()).not.toContain('19222');
  expect(await app.quit()).toBe(0);
});

function ofKind(kind: string) {
  return processesFrom(PROGRAM_DIR).filter((one) => one.kind === kind);
}

function identity(): { readonly uid: number } {
  return { uid: Number(asRoot('id', '-u', desk.guest.name)) };
}

/** Ports of this computer that somebody listens at. */
function listeners(): readonly string[] {
  const lines = asRoot('cat', '/proc/net/tcp', '/proc/net/tcp6').split('\n');
  return lines.flatMap((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    return state === '0A' ? [String(Number.parseInt(local.split(':')[1] ?? '', 16))] : [];
  });
}
