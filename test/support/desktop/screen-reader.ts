import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { joinBus } from './bus-client.ts';
import { createHappenings } from './happenings.ts';
import { serveObject } from './served-object.ts';

/** What a program for people who do not see the screen makes of the app that last said it is there. */
export interface ScreenReader {
  /** Leads an app to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes a window tell what is in it, as it does for a person's own screen reader. */
  readonly flag: string;
  /** What is said in a part of the window, in order. @throws while the window has no part of this name */
  texts(part: string): Promise<readonly string[]>;
  /** Names of the buttons in it that can be pressed. */
  buttons(part: string): Promise<readonly string[]>;
  /** Presses one, also one that is said to be unavailable. */
  press(part: string, button: string): Promise<void>;
  stop(): Promise<void>;
}

interface Thing {
  readonly app: string;
  readonly path: string;
  readonly role: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly inside: readonly Thing[];
}

const AT = 'org.a11y.atspi';
const ROOT = '/org/a11y/atspi/accessible/root';
const REGISTRY = '/org/a11y/atspi/registry';
const KEYS = `${REGISTRY}/deviceeventcontroller`;
/** The bit for it among the states. */
const SENSITIVE = 24;

const reference = z.tuple([z.string(), z.string()]);
const roleReply = z.tuple([z.string()]);
const nameReply = z.tuple([z.instanceof(Variant)]).transform(([{ value }]) => z.string().parse(value));
const stateReply = z.tuple([z.tuple([z.number(), z.number()])]);
const childrenReply = z.tuple([z.array(reference)]);

/** @param socketPath  of the bus on which apps and screen readers meet */
export async function startScreenReader(socketPath: string): Promise<ScreenReader> {
  const bus = await startPrivateBus(socketPath);
  const client = await joinBus(bus.address);
  const apps = createHappenings<string>('apps for the screen reader');
  serveObject(client.bus, ROOT, {
    [`${AT}.Socket.Embed`]: {
      out: '(so)',
      run([plug]) {
        apps.push(reference.parse(plug)[0]);
        return [[client.uniqueName, ROOT]];
      },
    },
  });
  serveObject(client.bus, REGISTRY, {
    [`${AT}.Registry.GetRegisteredEvents`]: { out: 'a(ss)', run: () => [[]] },
  });
  const none = { out: 'a(souua(iisi)u(bbb))', run: () => [[]] };
  serveObject(client.bus, KEYS, {
    [`${AT}.DeviceEventController.GetKeystrokeListeners`]: none,
    [`${AT}.DeviceEventController.GetDeviceEventListeners`]: none,
  });
  await client.bus.requestName(`${AT}.Registry`, 0);

  async function look(app: string, path: string): Promise<Thing> {
    const [role, name, states, children] = await Promise.all([
      client.call(app, path, `${AT}.Accessible.GetRoleName`),
      client.call(app, path, 'org.freedesktop.DBus.Properties.Get', 'ss', [`${AT}.Accessible`, 'Name']),
      client.call(app, path, `${AT}.Accessible.GetState`),
      client.call(app, path, `${AT}.Accessible.GetChildren`),
    ]);
    const [[low]] = stateReply.parse(states);
    const inside: Thing[] = [];
    // One after the other: the bus lets nobody wait for many replies at once.
    for (const child of childrenReply.parse(children)[0]) {
      // A window that is drawn anew meanwhile takes things away that it has just named.
      const thing = await look(...child).catch(() => null);
      if (thing !== null) inside.push(thing);
    }
    return {
      app,
      path,
      role: roleReply.parse(role)[0],
      name: nameReply.parse(name),
      isEnabled: (low & (1 << SENSITIVE)) !== 0,
      inside,
    };
  }

  async function thingsIn(part: string): Promise<readonly Thing[]> {
    await apps.next(() => true);
    const found = flat(await look(apps.all.at(-1) ?? '', ROOT)).find(
      ({ role, name }) => role === 'panel' && name === part,
    );
    if (found === undefined) throw new Error(`the window has no part "${part}"`);
    return flat(found);
  }

  const buttonsOf = (things: readonly Thing[]) => things.filter(({ role }) => role === 'push button');
  return {
    env: { AT_SPI_BUS_ADDRESS: bus.address, ACCESSIBILITY_ENABLED: '1' },
    flag: '--force-renderer-accessibility',
    texts: async (part) => (await thingsIn(part)).filter(({ role }) => role === 'static').map(({ name }) => name),
    buttons: async (part) =>
      buttonsOf(await thingsIn(part))
        .filter(({ isEnabled }) => isEnabled)
        .map(({ name }) => name),
    async press(part, button) {
      const thing = buttonsOf(await thingsIn(part)).find(({ name }) => name === button);
      if (thing === undefined) throw new Error(`no button "${button}"`);
      await client.call(thing.app, thing.path, `${AT}.Action.DoAction`, 'i', [0]);
    },
    async stop() {
      await client.leave();
      await bus.stop();
    },
  };
}

function flat(thing: Thing): readonly Thing[] {
  return [thing, ...thing.inside.flatMap(flat)];
}
