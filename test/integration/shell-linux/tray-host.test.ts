import { Message, Variant } from '@jellybrick/dbus-next';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { joinBus, type BusClient } from '../../support/desktop/bus-client.ts';
import { serveObject } from '../../support/desktop/served-object.ts';
import { startTrayHost, type TrayHost } from '../../support/desktop/tray-host.ts';

const MENU = 'com.canonical.dbusmenu';
const PATH = '/com/canonical/dbusmenu';

describe('the tray host that tests click with', () => {
  let bus: Awaited<ReturnType<typeof startPrivateBus>>;
  let host: TrayHost;
  let program: BusClient;
  let redrawsLeft: number;
  let isDrawnAnew: boolean;
  let clicked: number[];
  let id = 0;

  /** A menu with one entry, which gets a new id each time that it is drawn. */
  function redraw(): void {
    id += 1;
    program.bus.send(Message.newSignal(PATH, MENU, 'LayoutUpdated', 'ui', [id, 0]));
  }
  function set(redraws: number, drawnAnew: boolean): void {
    [redrawsLeft, isDrawnAnew, clicked] = [redraws, drawnAnew, []];
  }

  beforeAll(async () => {
    bus = await startPrivateBus();
    host = await startTrayHost(bus.address);
    program = await joinBus(bus.address);
    serveObject(program.bus, '/StatusNotifierItem', {
      'org.freedesktop.DBus.Properties.GetAll': { out: 'a{sv}', run: () => [{ Menu: new Variant('o', PATH) }] },
    });
    serveObject(program.bus, PATH, {
      [`${MENU}.GetLayout`]: {
        out: 'u(ia{sv}av)',
        run: () => [id, [0, {}, [new Variant('(ia{sv}av)', [id, { label: new Variant('s', 'Open Gatehouse') }, []])]]],
      },
      [`${MENU}.Event`]: {
        out: '',
        run([wanted]) {
          if (redrawsLeft > 0) {
            redrawsLeft -= 1;
            if (isDrawnAnew) redraw();
            throw new Error('no entry with this id');
          }
          clicked.push(Number(wanted));
          return [];
        },
      },
    });
    await program.call(
      'org.kde.StatusNotifierWatcher',
      '/StatusNotifierWatcher',
      'org.kde.StatusNotifierWatcher.RegisterStatusNotifierItem',
      's',
      ['/StatusNotifierItem'],
    );
  });
  afterAll(async () => {
    await program.leave();
    await host.stop();
    await bus.stop();
  });

  test('clicks again, once, where the menu was drawn anew between the look and the click', async () => {
    set(2, true);
    await host.click('Open Gatehouse');
    expect(clicked).toEqual([id]);
  });

  test('tells of a click that was refused in a menu that stayed as it was', async () => {
    set(1, false);
    await expect(host.click('Open Gatehouse')).rejects.toThrow('no entry with this id');
    expect(clicked).toEqual([]);
  });
});
