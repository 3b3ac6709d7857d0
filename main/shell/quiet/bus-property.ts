import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { addMatch, removeMatch } from '../dbus/name-owner.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { NOTIFICATIONS_PATH } from './desktop-notifications.ts';

const PROPERTIES = 'org.freedesktop.DBus.Properties';
const isTrue = z.instanceof(Variant).transform(({ value }) => value === true);
const got = z.tuple([isTrue]);
const changed = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.array(z.string())]);

/**
 * Follows a property that is true while the notification daemon keeps quiet: `Inhibited` of Plasma, `paused` of dunst.
 *
 * @param owner     unique name of the daemon; nobody else is believed
 * @param onQuiet   told what it says at first and at each change; never, if it has no such property
 */
export function followBusProperty(
  bus: SessionBus,
  owner: string,
  { on, property }: { readonly on: string; readonly property: string },
  onQuiet: (isQuiet: boolean) => void,
): () => void {
  let isOver = false;

  async function read(): Promise<void> {
    const reply = await bus.call({
      destination: owner,
      path: NOTIFICATIONS_PATH,
      interface: PROPERTIES,
      member: 'Get',
      signature: 'ss',
      body: [on, property],
    });
    const value = reply.ok ? got.safeParse(reply.value) : undefined;
    if (!isOver && value?.success === true) onQuiet(value.data[0]);
  }

  const stop = bus.onSignal((signal) => {
    if (signal.sender !== owner || signal.member !== 'PropertiesChanged') return;
    const body = changed.safeParse(signal.body);
    if (!body.success || body.data[0] !== on) return;
    const [, values, withoutValue] = body.data;
    // Not taken from the signal: what it says may be older than an answer that is on its way.
    if (Object.hasOwn(values, property) || withoutValue.includes(property)) void read();
  });
  const rule = `type='signal',sender='${owner}',interface='${PROPERTIES}',path='${NOTIFICATIONS_PATH}'`;
  void addMatch(bus, rule).then(read);
  return () => {
    isOver = true;
    stop();
    removeMatch(bus, rule);
  };
}
