import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { electronRuntime } from '../../build/runtime/electron-runtime.mjs';
import { startDesk, type Desk, type DeskOptions } from '../support/desk.ts';
import { startNotificationDaemon } from '../support/desktop/notification-daemon.ts';
import type { PageBridge } from '../support/open-desk.ts';

const HELLO = /Hello from Gatehouse/;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const sees = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** Through the guide to the try. */
async function openTry(desk: Desk, options: Parameters<Desk['startDriven']>[0]): Promise<Page> {
  const page = await (await desk.startDriven(options)).window();
  await press(page, 'Begin');
  await press(page, 'Continue without a connection');
  await press(page, 'Continue');
  await press(page, 'Send me a request');
  return page;
}

/** Settings of GNOME as its own program tells them, changed by a file. */
function fakeGnome() {
  const dir = mkdtempSync(join(tmpdir(), 'gatehouse-gnome-'));
  mkdirSync(join(dir, 'bin'));
  const answer = join(dir, 'banners');
  const program = join(dir, 'bin', 'gsettings');
  writeFileSync(
    program,
    `#!/bin/sh\n[ "$2 $3" = "org.gnome.desktop.notifications show-banners" ] && cat '${answer}' || echo true\n`,
  );
  chmodSync(program, 0o755);
  const banners = (areShown: boolean) => writeFileSync(answer, `${areShown}\n`);
  banners(true);
  return {
    env: { XDG_CURRENT_DESKTOP: 'GNOME', PATH: `${join(dir, 'bin')}:${process.env['PATH'] ?? ''}` },
    banners,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

describe('on a GNOME desktop the guide names what is in the way', () => {
  const gnome = fakeGnome();
  let desk: Desk;
  let page: Page;

  beforeAll(async () => {
    desk = await startDesk();
    page = await openTry(desk, { env: gnome.env });
    await desk.notifications.shown(({ body }) => HELLO.test(body));
  });
  afterAll(async () => {
    await desk.stop();
    gnome.remove();
  });

  const tryAgain = () => page.evaluate(() => (window as unknown as { bridge: PageBridge }).bridge.call('trial:start'));

  test('a pause, which can be ended right there', async () => {
    await desk.tray.click('Pause notifications', 'For 1 hour');
    await tryAgain();
    await sees(page, /^No notification: /);
    await sees(page, 'It is in the tray menu');
    await press(page, 'Resume notifications');
    await sees(page, 'A notification was sent');
    await desk.notifications.shown(({ body }) => HELLO.test(body));
  });

  test('notifications that are switched off here, which can be switched on right there', async () => {
    await page.evaluate(async () => {
      const { bridge } = window as unknown as { bridge: PageBridge };
      const { value } = await bridge.call('state:snapshot');
      const { settings } = value as { settings: { notifications: object } };
      await bridge.call('settings:change', { notifications: { ...settings.notifications, enabled: false } });
    });
    await press(page, 'Switch notifications on');
    await sees(page, 'A notification was sent');
  });

  test('banners that the system does not show', async () => {
    gnome.banners(false);
    await tryAgain();
    await sees(page, 'The system shows no banners, of any program.');
    gnome.banners(true);
  });

  test('a notification program without buttons, and none at all', async () => {
    await desk.notifications.stop();
    await tryAgain();
    await sees(page, /no notification program runs/);
    await sees(page, 'No notification');
    const plain = await startNotificationDaemon(desk.busAddress, { capabilities: ['body'] });
    await sees(page, /Notifications come without buttons/);
    await plain.stop();
  });

  test('no place for the tray icon, with the extension that makes one, and the window that always works', async () => {
    await desk.tray.stop();
    await sees(page, /AppIndicator and KStatusNotifierItem Support/);
    await sees(page, 'Not in the tray');
    await sees(page, /in this window only/);
    await press(page, 'Answer it here instead');
    await page.getByRole('button', { name: /^Allow once/ }).click();
    await sees(page, 'You allowed it in this window.');
  });
});

describe('in an installation that is fenced in', () => {
  let desk: Desk | null = null;
  afterEach(async () => {
    await desk?.stop();
    desk = null;
  });
  const options: DeskOptions = { withTray: false };

  test.each([
    ['Flatpak', async () => ({ FLATPAK_ID: 'gatehouse' })],
    ['Snap', async () => ({ SNAP: dirname((await electronRuntime()).executablePath) })],
  ] as const)('%s is named as the cause', async (fence, environment) => {
    desk = await startDesk(options);
    await desk.notifications.stop();
    const page = await openTry(desk, { env: await environment() });
    await sees(page, new RegExp(`Notifications cannot be shown: ${fence} fences Gatehouse in`));
    await sees(page, new RegExp(`${fence} fences Gatehouse in, and its way to the tray is closed`));
    expect(await page.getByRole('button', { name: 'Answer it here instead' }).count()).toBe(1);
  });
});
