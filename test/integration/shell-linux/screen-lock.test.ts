import { Message } from '@jellybrick/dbus-next';
import { afterEach, expect, test } from 'vitest';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { systemClock as clock } from '../../../main/net/system-clock.ts';
import { followScreenLock } from '../../../main/shell/dbus/screen-lock.ts';
import { openSessionBus } from '../../../main/shell/dbus/session-bus.ts';
import { joinBus } from '../../support/desktop/bus-client.ts';
import { createHappenings } from '../../support/desktop/happenings.ts';
import { serveObject } from '../../support/desktop/served-object.ts';
import { recordingLog } from '../../support/recording-log.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const GNOME = { speaks: 'org.gnome.ScreenSaver', path: '/org/gnome/ScreenSaver' };

async function aBus(): Promise<string> {
  const bus = await startPrivateBus();
  endings.push(bus.stop);
  return bus.address;
}

/** A program on the bus that says whether the screen is locked, under a name or under none. */
async function aLocker(address: string, name: string | null, isLocked: boolean, { speaks, path } = GNOME) {
  const client = await joinBus(address);
  endings.push(client.leave);
  let active = isLocked;
  serveObject(client.bus, path, { [`${speaks}.GetActive`]: { out: 'b', run: () => [active] } });
  if (name !== null) await client.bus.requestName(name, 0);
  return {
    async becomes(next: boolean) {
      active = next;
      client.bus.send(Message.newSignal(path, speaks, 'ActiveChanged', 'b', [next]));
      await client.settle();
    },
  };
}

function follow(address: string) {
  const told = createHappenings<boolean>('lock');
  const bus = openSessionBus({ clock, log: recordingLog(), busAddress: address });
  const stop = followScreenLock(bus, (isLocked) => told.push(isLocked));
  endings.push(() => {
    stop();
    bus.close();
  });
  return told;
}

test.each([
  ['org.gnome.Shell.ScreenShield', GNOME],
  ['org.gnome.ScreenSaver', GNOME],
  ['org.freedesktop.ScreenSaver', { speaks: 'org.freedesktop.ScreenSaver', path: '/org/freedesktop/ScreenSaver' }],
  ['org.cinnamon.ScreenSaver', { speaks: 'org.cinnamon.ScreenSaver', path: '/org/cinnamon/ScreenSaver' }],
])('a screen that %s has locked already is known at the start, and each change after it', async (name, of) => {
  const address = await aBus();
  const locker = await aLocker(address, name, true, of);
  const told = follow(address);
  await told.next((isLocked) => isLocked);
  await locker.becomes(false);
  await told.next((isLocked) => !isLocked);
  await locker.becomes(true);
  await told.next((isLocked) => isLocked, 2);
  expect(told.all).toEqual([true, false, true]);
});

test('nobody but the program that locks the screen is believed', async () => {
  const address = await aBus();
  const locker = await aLocker(address, 'org.gnome.ScreenSaver', true);
  const stranger = await aLocker(address, null, false);
  const told = follow(address);
  await told.next((isLocked) => isLocked);
  await stranger.becomes(false);
  await locker.becomes(false);
  await told.next((isLocked) => !isLocked);
  await stranger.becomes(true);
  await locker.becomes(true);
  await told.next((isLocked) => isLocked, 2);
  expect(told.all).toEqual([true, false, true]);
});

test('two programs that both speak of the lock do not contradict each other: one that has locked is enough', async () => {
  const address = await aBus();
  const proxy = { speaks: 'org.freedesktop.ScreenSaver', path: '/org/freedesktop/ScreenSaver' };
  const shell = await aLocker(address, 'org.gnome.Shell.ScreenShield', true);
  await aLocker(address, 'org.freedesktop.ScreenSaver', false, proxy);
  const told = follow(address);
  await told.next((isLocked) => isLocked);
  await shell.becomes(false);
  await told.next((isLocked) => !isLocked);
  expect(told.all).toEqual([true, false]);
});
