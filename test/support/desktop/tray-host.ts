import { Message, Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { joinBus, plain } from './bus-client.ts';
import { createHappenings, type Happenings } from './happenings.ts';
import { serveObject } from './served-object.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly isSeparator: boolean;
  readonly entries: readonly MenuEntry[];
}

/** A panel with a tray, on the bus only: it reads menus and clicks by label. */
export interface TrayHost {
  /** Services that registered an icon, as they named themselves. */
  readonly items: Happenings<string>;
  /** Members of signals of icons and menus, such as `LayoutUpdated` and `NewIcon`. */
  readonly signals: Happenings<string>;
  properties(): Promise<Readonly<Record<string, unknown>>>;
  menu(): Promise<readonly MenuEntry[]>;
  /** Waits until the menu fits; looked at again whenever it changes. */
  menuThat(fits: (menu: readonly MenuEntry[]) => boolean): Promise<readonly MenuEntry[]>;
  /** Clicks an entry by the labels that lead to it. @throws if the app refused the click */
  click(...labels: string[]): Promise<void>;
  /** Clicks an id read earlier, as a person does in a menu that stayed open. */
  clickId(id: number): Promise<void>;
  /** Clicks the icon itself. */
  activate(): Promise<void>;
  stop(): Promise<void>;
}

const layoutReply = z.tuple([z.number(), z.unknown()]);
const layoutNode: z.core.$ZodType<MenuEntry> = z.lazy(() =>
  z
    .tuple([z.number(), z.record(z.string(), z.unknown()), z.array(layoutNode)])
    .transform(([id, properties, entries]) => ({
      id,
      // A single underscore marks the access key; two stand for one.
      label: textOf(properties['label']).replace(/_(_?)/g, '$1'),
      isEnabled: properties['enabled'] !== false,
      isSeparator: properties['type'] === 'separator',
      entries,
    })),
);

export async function startTrayHost(address: string): Promise<TrayHost> {
  const client = await joinBus(address);
  const items = createHappenings<string>('tray items');
  const signals = createHappenings<string>('tray signals');
  let latest: { readonly service: string; readonly path: string } | null = null;

  serveObject(client.bus, '/StatusNotifierWatcher', {
    [`${WATCHER}.RegisterStatusNotifierItem`]: {
      out: '',
      run([name], sender) {
        const service = String(name);
        // Some register a path, some a unique name, some a well-known one.
        latest = service.startsWith('/')
          ? { service: sender, path: service }
          : { service: sender, path: '/StatusNotifierItem' };
        items.push(service);
        client.bus.send(
          Message.newSignal('/StatusNotifierWatcher', WATCHER, 'StatusNotifierItemRegistered', 's', [service]),
        );
        return [];
      },
    },
    [`${WATCHER}.RegisterStatusNotifierHost`]: { out: '', run: () => [] },
    [`${PROPERTIES}.Get`]: {
      out: 'v',
      run: ([, name]) => [
        name === 'IsStatusNotifierHostRegistered'
          ? new Variant('b', true)
          : name === 'ProtocolVersion'
            ? new Variant('i', 0)
            : new Variant('as', [...items.all]),
      ],
    },
  });
  for (const name of [MENU, ITEM]) {
    await client.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.AddMatch', 's', [
      `type='signal',interface='${name}'`,
    ]);
  }
  client.bus.on('message', (message) => {
    if (message.interface === MENU || message.interface === ITEM) signals.push(message.member);
  });
  await client.bus.requestName(WATCHER, 0);

  async function item(): Promise<{ readonly service: string; readonly path: string }> {
    await items.next(() => true);
    if (latest === null) throw new Error('no tray icon');
    return latest;
  }
  async function properties(): Promise<Readonly<Record<string, unknown>>> {
    const { service, path } = await item();
    const [all] = await client.call(service, path, `${PROPERTIES}.GetAll`, 's', [ITEM]);
    return z.record(z.string(), z.unknown()).parse(plain(all));
  }
  async function menuPath(): Promise<string> {
    return z.string().parse((await properties())['Menu']);
  }
  async function menu(): Promise<readonly MenuEntry[]> {
    const { service } = await item();
    const reply = await client.call(service, await menuPath(), `${MENU}.GetLayout`, 'iias', [0, -1, []]);
    return z.parse(layoutNode, layoutReply.parse(plain(reply))[1]).entries;
  }
  async function clickId(id: number): Promise<void> {
    const { service } = await item();
    await client.call(service, await menuPath(), `${MENU}.Event`, 'isvu', [id, 'clicked', new Variant('i', 0), 0]);
  }

  return {
    items,
    signals,
    properties,
    menu,
    async menuThat(fits) {
      for (;;) {
        const seen = signals.all.length;
        const now = await menu();
        if (fits(now)) return now;
        await signals.next(isNewMenu, seen);
      }
    },
    async click(...labels) {
      for (;;) {
        const seen = signals.all.length;
        const id = idOf(await menu(), labels);
        try {
          return await clickId(id);
        } catch (error) {
          // A menu drawn anew between look and click refuses the old id and does nothing: whoever sees that clicks again.
          if (!signals.all.slice(seen).some(isNewMenu)) throw error;
        }
      }
    },
    clickId,
    async activate() {
      const { service, path } = await item();
      await client.call(service, path, `${ITEM}.Activate`, 'ii', [0, 0]);
    },
    stop: client.leave,
  };
}

function isNewMenu(member: string): boolean {
  return member === 'LayoutUpdated' || member === 'NewMenu';
}

function idOf(menu: readonly MenuEntry[], [label = '', ...further]: readonly string[]): number {
  const entry = menu.find((candidate) => candidate.label === label);
  if (entry === undefined) throw new Error(`no "${label}" among ${menu.map((other) => other.label).join(' | ')}`);
  return further.length === 0 ? entry.id : idOf(entry.entries, further);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
