import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCcrService, workConnection, type CcrService, type CcrSession } from '../support/ccr-service/index.ts';
import { startDesk, type Desk, type RunningApp } from '../support/desk.ts';
import { joinBus } from '../support/desktop/bus-client.ts';
import {
  forgeSignal,
  startNotificationDaemon,
  type ShownNotification,
} from '../support/desktop/notification-daemon.ts';
import type { MenuEntry } from '../support/desktop/tray-host.ts';

const shows = (text: string) => (notification: ShownNotification) => notification.body.includes(text);
const hasLabel = (text: string) => (menu: readonly MenuEntry[]) => menu.some(({ label }) => label.includes(text));
const canResume = (menu: readonly MenuEntry[]) =>
  menu.some(({ entries }) => entries.some(({ label }) => label === 'Resume notifications'));

describe('on a desktop that comes and goes', () => {
  let service: CcrService;
  let session: CcrSession;
  let desk: Desk;
  let app: RunningApp;

  beforeAll(async () => {
    service = await startCcrService();
    session = service.addSession({ title: 'Payments API' });
    desk = await startDesk();
    desk.configure({
      connections: [workConnection(service)],
    });
    app = await desk.start();
    await session.connected();
  });

  afterAll(async () => {
    await desk.stop();
    await service.stop();
  });

  test('three asks at once become one notice that answers nothing by itself', async () => {
    const asks = ['make one', 'make two', 'make three'].map((command) => session.ask({ input: { command } }));
    const group = await desk.notifications.shown(({ title }) => title === '3 waiting in 1 session');
    expect(group.actions.filter((_, index) => index % 2 === 0)).toEqual(['default', 'open']);
    await desk.tray.menuThat(hasLabel('make three'));
    for (const ask of asks) session.cancel(ask.requestId);
    await desk.notifications.withdrawn(group.id);
  });

  test('a pause holds notices back, and "Resume notifications" brings them', async () => {
    await desk.tray.click('Pause notifications', 'For 1 hour');
    await desk.tray.menuThat(canResume);
    const before = desk.notifications.calls.all.length;
    const ask = session.ask({ input: { command: 'npm run paused' } });
    await desk.tray.menuThat(hasLabel('npm run paused'));
    expect(desk.notifications.calls.all.slice(before).filter(({ tag }) => tag === 'notify')).toEqual([]);
    await desk.tray.click('Pause notifications', 'Resume notifications');
    const notification = await desk.notifications.shown(shows('npm run paused'));
    await desk.notifications.invoke(notification.id, 'deny');
    expect((await session.answerTo(ask)).result).toMatchObject({ behavior: 'deny' });
  });

  test('a click that another program makes up is ignored', async () => {
    const ask = session.ask({ input: { command: 'curl forged' } });
    const notification = await desk.notifications.shown(shows('curl forged'));
    const forger = await joinBus(desk.busAddress);
    try {
      const names = await forger.call(
        'org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.ListNames',
      );
      const victims = (names[0] as string[]).filter((name) => name.startsWith(':') && name !== forger.uniqueName);
      for (const victim of victims) forgeSignal(forger, victim, 'ActionInvoked', 'us', [notification.id, 'allow']);
      await forger.settle();
    } finally {
      await forger.leave();
    }
    await desk.notifications.invoke(notification.id, 'deny');
    expect((await session.answerTo(ask)).result).toMatchObject({ behavior: 'deny' });
  });

  test('a notification daemon that restarts is shown the open ask again, without buttons if it draws none', async () => {
    const ask = session.ask({ input: { command: 'npm run twice' } });
    await desk.notifications.shown(shows('npm run twice'));
    await desk.notifications.stop();
    const plain = await startNotificationDaemon(desk.busAddress, { capabilities: ['body'], firstId: 40 });
    expect((await plain.shown(shows('npm run twice'))).actions).toEqual([]);
    await plain.stop();
    const usual = await startNotificationDaemon(desk.busAddress, { firstId: 80 });
    try {
      const again = await usual.shown(shows('npm run twice'));
      expect(again.actions).toContain('allow');
      await usual.invoke(again.id, 'allow');
      expect((await session.answerTo(ask)).result).toMatchObject({ behavior: 'allow' });
    } finally {
      await usual.stop();
    }
  });

  test('ends with code 0 soon after SIGTERM', async () => {
    const startedMs = performance.now();
    expect(await app.quit()).toBe(0);
    // Two seconds are promised; the rest is for a busy computer.
    expect(performance.now() - startedMs).toBeLessThan(6_000);
  });
});
