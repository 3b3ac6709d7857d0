import { Message, Variant } from '@jellybrick/dbus-next';
import { joinBus } from './bus-client.ts';
import { serveObject } from './served-object.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** A notification daemon that says who it is and whether it keeps quiet. */
export interface QuietServer {
  /** Switches the property and tells of it as Plasma does. */
  setInhibited(isInhibited: boolean): Promise<void>;
  /** Titles of what it was given to show, oldest first. */
  shown(): readonly string[];
  stop(): Promise<void>;
}

/** @param name  what it calls itself, such as `gnome-shell` or `Plasma` */
export async function startQuietServer(address: string, name: string, inhibited?: boolean): Promise<QuietServer> {
  const client = await joinBus(address);
  let value = inhibited;
  const titles: string[] = [];
  serveObject(client.bus, PATH, {
    [`${NAME}.GetServerInformation`]: { out: 'ssss', run: () => [name, 'test', '1', '1.2'] },
    [`${NAME}.GetCapabilities`]: { out: 'as', run: () => [['actions', 'body']] },
    [`${NAME}.Notify`]: { out: 'u', run: ([, , , title]) => [titles.push(String(title))] },
    [`${NAME}.CloseNotification`]: { out: '', run: () => [] },
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
    shown: () => [...titles],
    stop: client.leave,
  };
}
