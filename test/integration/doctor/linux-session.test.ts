import { Variant } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { systemClock as clock } from '../../../main/net/system-clock.ts';
import { notificationWay, sessionKeyring, trayHost } from '../../../main/shell/doctor/linux-session.ts';
import { withShortBus, type ShortBus } from '../../../main/shell/doctor/short-bus.ts';
import { joinBus } from '../../support/desktop/bus-client.ts';
import { startNotificationDaemon } from '../../support/desktop/notification-daemon.ts';
import { serveObject } from '../../support/desktop/served-object.ts';
import { startTrayHost } from '../../support/desktop/tray-host.ts';

const endings: (() => Promise<unknown>)[] = [];
let address = '';

beforeEach(async () => {
  const bus = await startPrivateBus();
  endings.push(bus.stop);
  address = bus.address;
});
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const asked = <T>(question: (bus: ShortBus) => Promise<T>) => withShortBus({ clock, busAddress: address }, question);

async function daemon(options: Parameters<typeof startNotificationDaemon>[1]): Promise<void> {
  const started = await startNotificationDaemon(address, options);
  endings.push(started.stop);
}

/** A program that owns a name, with an object of one property and perhaps an answer to one call. */
async function program(name: string, path: string, methods: Parameters<typeof serveObject>[2]): Promise<void> {
  const client = await joinBus(address);
  endings.push(client.leave);
  serveObject(client.bus, path, methods);
  await client.bus.requestName(name, 0);
}

test('nobody who shows notifications is found as nobody', async () => {
  expect(await asked(notificationWay)).toEqual({ tag: 'no-daemon' });
});

test.each([[['actions', 'body']], [['body']]])('a daemon that can %j is found with its name', async (capabilities) => {
  await daemon({ capabilities });
  expect(await asked(notificationWay)).toEqual({
    tag: 'daemon',
    name: 'recording daemon',
    version: '1',
    capabilities,
  });
});

test('a daemon that takes calls and does not answer is told from one that is not there', async () => {
  await daemon({ hanging: true });
  expect(await asked(notificationWay)).toEqual({ tag: 'not-answering' });
});

test('a tray host is found, missing, and missing again where a watcher has nobody who draws', async () => {
  expect(await asked(trayHost)).toBe('missing');
  const host = await startTrayHost(address);
  expect(await asked(trayHost)).toBe('there');
  await host.stop();
  await program('org.kde.StatusNotifierWatcher', '/StatusNotifierWatcher', {
    'org.freedesktop.DBus.Properties.Get': { out: 'v', run: () => [new Variant('b', false)] },
  });
  expect(await asked(trayHost)).toBe('missing');
});

test.each([
  [true, 'locked'],
  [false, 'open'],
])(
  'a keyring whose first collection says locked=%s is %s, and nobody is asked for a password',
  async (isLocked, is) => {
    const calls: string[] = [];
    await program('org.freedesktop.secrets', '/org/freedesktop/secrets', {
      'org.freedesktop.Secret.Service.ReadAlias': {
        out: 'o',
        run() {
          calls.push('ReadAlias');
          return ['/org/freedesktop/secrets'];
        },
      },
      'org.freedesktop.DBus.Properties.Get': {
        out: 'v',
        run() {
          calls.push('Get');
          return [new Variant('b', isLocked)];
        },
      },
    });
    expect(await asked(sessionKeyring)).toBe(is);
    expect(calls).toEqual(['ReadAlias', 'Get']);
  },
);

test('no keyring, and no bus at all, are two things', async () => {
  expect(await asked(sessionKeyring)).toBe('absent');
  expect(await withShortBus({ clock, busAddress: 'unix:path=/nonexistent' }, sessionKeyring)).toBe(null);
});
