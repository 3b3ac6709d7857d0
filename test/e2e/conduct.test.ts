import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Message } from '@jellybrick/dbus-next';
import { afterEach, expect, test } from 'vitest';
import { startCcrService, workConnection } from '../support/ccr-service/index.ts';
import { startDesk, type Desk } from '../support/desk.ts';
import { joinBus } from '../support/desktop/bus-client.ts';
import { startLoginManager } from '../support/desktop/login-manager.ts';
import { IN_TUNNEL, ON_WIRE, startNetworkManager } from '../support/desktop/network-manager.ts';
import { startQuietServer } from '../support/desktop/quiet-server.ts';
import type { ShownNotification } from '../support/desktop/notification-daemon.ts';
import type { MenuEntry } from '../support/desktop/tray-host.ts';
import type { PageBridge } from '../support/open-desk.ts';

declare const window: { readonly bridge: PageBridge };

const run = promisify(execFile);
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const shows = (text: string) => (notification: ShownNotification) => notification.body.includes(text);
const has = (text: string) => (menu: readonly MenuEntry[]) => menu.some(({ label }) => label.includes(text));

async function aDesk(options?: Parameters<typeof startDesk>[0]): Promise<Desk> {
  const desk = await startDesk(options);
  endings.push(desk.stop);
  return desk;
}

async function aWatchedSession(desk: Desk, settings: Readonly<Record<string, unknown>> = {}) {
  const service = await startCcrService();
  endings.push(() => service.stop());
  const session = service.addSession({ title: 'Payments API' });
  desk.configure({
    connections: [workConnection(service)],
    ...settings,
  });
  return session;
}

/** A player of sounds that writes down what it was given. */
function fakePlayer(desk: Desk): { readonly path: string; readonly played: () => readonly string[] } {
  const dir = join(desk.env['HOME'] ?? '', 'bin');
  const notePath = join(dir, 'played');
  mkdirSync(dir);
  writeFileSync(join(dir, 'pw-play'), `#!/bin/sh\necho "$1" >> "${notePath}"\n`);
  chmodSync(join(dir, 'pw-play'), 0o755);
  writeFileSync(notePath, '');
  return {
    path: `${dir}:${process.env['PATH'] ?? ''}`,
    played: () => readFileSync(notePath, 'utf8').split('\n').filter(Boolean),
  };
}

test('the shortcut opens the inbox from another program, and a key that is taken is not', async () => {
  const desk = await aDesk();
  const xdotool = (...keys: string[]) => run('xdotool', ['key', ...keys], { env: desk.env });
  desk.configure({ shortcut: 'Ctrl+Alt+H' });
  await desk.start({ args: [`--user-data-dir=${desk.profileDir}-other`, '--hidden'] });
  desk.configure({});
  const app = await desk.startDriven();
  await desk.tray.click('Open Gatehouse');
  const page = await app.window();
  await page.getByRole('region', { name: 'Inbox', exact: true }).waitFor();
  const change = (shortcut: string | null) =>
    page.evaluate((keys) => window.bridge.call('settings:change', { shortcut: keys }), shortcut);

  expect((await change('Ctrl+Alt+H')).error?.code).toBe('shortcut-taken');
  expect(await change('Ctrl+Alt+G')).toEqual({ ok: true, value: null });
  expect((await change('Ctrl+Alt+H')).error?.code).toBe('shortcut-taken');
  await page.close();
  const again = app.electron.waitForEvent('window');
  await xdotool('ctrl+alt+g');
  await (await again).getByRole('region', { name: 'Inbox', exact: true }).waitFor();
  const stored: unknown = JSON.parse(readFileSync(join(desk.profileDir, 'settings.json'), 'utf8'));
  expect(stored).toMatchObject({ shortcut: 'Ctrl+Alt+G' });
});

test('do-not-disturb of the desktop holds a notice and its sound back, says so, and lets it go once when it ends', async () => {
  const desk = await aDesk();
  await desk.notifications.stop();
  const plasma = await startQuietServer(desk.busAddress, 'Plasma', true);
  endings.push(plasma.stop);
  const player = fakePlayer(desk);
  const session = await aWatchedSession(desk, { notifications: { sound: true } });
  await desk.start({ env: { PATH: player.path, XDG_CURRENT_DESKTOP: 'KDE' } });
  await session.connected();
  await desk.tray.menuThat((menu) => menu.length > 0);
  const ask = session.ask({ input: { command: 'npm run held' } });
  const menu = await desk.tray.menuThat(has('Do not disturb is on in KDE Plasma'));
  expect(has('npm run held')(menu)).toBe(true);
  expect(plasma.shown()).toEqual([]);
  expect(player.played()).toEqual([]);

  await plasma.setInhibited(false);
  await desk.tray.menuThat((now) => !has('Do not disturb')(now));
  await expect.poll(() => plasma.shown().length, { timeout: 10_000 }).toBe(1);
  await expect.poll(() => player.played().length, { timeout: 10_000 }).toBe(1);
  expect(player.played()[0]).toMatch(/sounds\/ask\.wav$/);
  await plasma.setInhibited(true);
  await plasma.setInhibited(false);
  session.cancel(ask.requestId);
  await desk.tray.menuThat((now) => !has('npm run held')(now));
  expect(plasma.shown()).toHaveLength(1);
  expect(desk.log().filter(({ event }) => event === 'notice-held')).toHaveLength(1);
});

test('sleep, wake, lock and unlock come twice and in any order, and each is told once; a locked screen hides content', async () => {
  const login = await startLoginManager();
  endings.push(() => login.stop());
  const desk = await aDesk();
  const session = await aWatchedSession(desk, { notifications: { hideContentWhenLocked: true } });
  await desk.start({ env: login.env });
  await session.connected();
  await login.listened();
  session.ask({ input: { command: 'npm run locked' } });
  await desk.notifications.shown(shows('npm run locked'));

  const desktop = await joinBus(desk.busAddress);
  endings.push(desktop.leave);
  await desktop.bus.requestName('org.gnome.Shell.ScreenShield', 0);
  const lock = async (isLocked: boolean) => {
    desktop.bus.send(
      Message.newSignal('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged', 'b', [isLocked]),
    );
    await desktop.settle();
  };
  await login.wake();
  await lock(true);
  await lock(true);
  const hidden = await desk.notifications.shown(({ title }) => title === 'A session asks for permission');
  expect(JSON.stringify(hidden)).not.toContain('npm run locked');
  await login.sleep();
  await login.sleep();
  await lock(false);
  await login.wake();
  await login.wake();
  await lock(false);
  await desk.notifications.shown(shows('npm run locked'));
  const told = () => desk.log().flatMap(({ event, state }) => (event === 'power' ? [state] : []));
  await expect.poll(told, { timeout: 10_000 }).toHaveLength(4);
  expect(new Set(told())).toEqual(new Set(['lock', 'resume', 'suspend', 'unlock']));
});

test('a line that looks alive is opened anew when the system takes another way out of the network', async () => {
  const login = await startLoginManager();
  endings.push(() => login.stop());
  const manager = await startNetworkManager(login.env.DBUS_SYSTEM_BUS_ADDRESS, ON_WIRE);
  endings.push(() => manager.stop());
  const desk = await aDesk();
  const session = await aWatchedSession(desk);
  await desk.start({ env: login.env });
  await manager.asked(1);
  // A line that is still being dialled is left to its dial: this one is to be up.
  session.ask({ input: { command: 'npm run before' } });
  await desk.tray.menuThat(has('npm run before'));
  const anew = session.nextConnection();
  await manager.becomes(IN_TUNNEL);
  await manager.becomes(IN_TUNNEL);
  await anew;
  session.ask({ input: { command: 'npm run after' } });
  await desk.tray.menuThat(has('npm run after'));
  expect(desk.log().filter(({ event }) => event === 'network-back')).toHaveLength(1);
});
