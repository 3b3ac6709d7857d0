import { Message, Variant } from '@jellybrick/dbus-next';
import { joinBus } from './bus-client.ts';
import { createHappenings, type Happenings } from './happenings.ts';
import { serveObject } from './served-object.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** A notification daemon that says who it is and whether it keeps quiet. */
export interface QuietServer {
  /** Switches the property and tells of it as Plasma does. */
  setInhibited(isInhibited: boolean): Promise<void>;
  /** Members that it was asked for, answered or not. */
  readonly asked: Happenings<string>;
  /** From now on takes questions, or only that for its name, and does not answer; with `nothing` answers all that wait. */
  hang(what: 'all' | 'name' | 'nothing'): void;
  /** Titles of what it was given to show, oldest first. */
  shown(): readonly string[];
  stop(): Promise<void>;
}

/** @param name  what it calls itself, such as `gnome-shell` or `Plasma` */
export async function startQuietServer(address: string, name: string, inhibited?: boolean): Promise<QuietServer> {
  const client = await joinBus(address);
  let value = inhibited;
  const titles: string[] = [];
  const asked = createHappenings<string>('questions');
  let release = (): void => {};
  let nameGate: Promise<void> = Promise.resolve();
  let gate: Promise<void> = Promise.resolve();

  function hang(what: 'all' | 'name' | 'nothing'): void {
    release();
    if (what === 'nothing') return;
    nameGate = new Promise((resolve) => (release = resolve));
    if (what === 'all') gate = nameGate;
  }
  serveObject(client.bus, PATH, {
    [`${NAME}.GetServerInformation`]: {
      out: 'ssss',
      async run() {
        asked.push('GetServerInformation');
        await nameGate;
        return [name, 'test', '1', '1.2'];
      },
    },
    [`${NAME}.GetCapabilities`]: { out: 'as', run: () => [['actions', 'body']] },
    [`${NAME}.Notify`]: { out: 'u', run: ([, , , title]) => [titles.push(String(title))] },
    [`${NAME}.CloseNotification`]: { out: '', run: () => [] },
    [`${PROPERTIES}.Get`]: {
      out: 'v',
      async run([, property]) {
        asked.push(String(property));
        await gate;
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
    asked,
    hang,
    shown: () => [...titles],
    async stop() {
      hang('nothing');
      await client.leave();
    },
  };
}
