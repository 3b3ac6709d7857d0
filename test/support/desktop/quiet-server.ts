import { Message, Variant } from '@jellybrick/dbus-next';
import { joinBus } from './bus-client.ts';
import { serveObject } from './served-object.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** A notification daemon that says who it is and whether it keeps quiet; it shows nothing. */
export interface QuietServer {
  /** Switches the property and tells of it as Plasma does. */
  setInhibited(isInhibited: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** @param name  what it calls itself, such as `gnome-shell` or `Plasma` */
export async function startQuietServer(address: string, name: string, inhibited?: boolean): Promise<QuietServer> {
  const client = await joinBus(address);
  let value = inhibited;
  serveObject(client.bus, PATH, {
    [`${NAME}.GetServerInformation`]: { out: 'ssss', run: () => [name, 'test', '1', '1.2'] },
    [`${PROPERTIES}.Get`]: {
      out: 'v',
      run([, property]) {
        if (value === undefined || property !== 'Inhibited') throw new Error('no such property');
        return [new Variant('b', value)];
      },
    },
  });
  await client.bus.requestName(NAME, 0);
  return {
    async setInhibited(isInhibited) {
      value = isInhibited;
      client.bus.send(
        Message.newSignal(PATH, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', [
          NAME,
          { Inhibited: new Variant('b', isInhibited) },
          [],
        ]),
      );
      await client.settle();
    },
    stop: client.leave,
  };
}
