import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { followAnswer } from '../dbus/follow-answer.ts';
import { evenLate, type BusSignal, type SessionBus } from '../dbus/session-bus.ts';
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
  const rule = `type='signal',sender='${owner}',interface='${PROPERTIES}',path='${NOTIFICATIONS_PATH}'`;

  async function ask(): Promise<boolean | null> {
    const call = { destination: owner, path: NOTIFICATIONS_PATH, interface: PROPERTIES };
    const reply = await evenLate(bus.call({ ...call, member: 'Get', signature: 'ss', body: [on, property] }));
    const value = reply.ok ? got.safeParse(reply.value) : undefined;
    return value?.success === true ? value.data[0] : null;
  }

  function isNews({ sender, member, body }: BusSignal): boolean {
    if (sender !== owner || member !== 'PropertiesChanged') return false;
    const read = changed.safeParse(body);
    if (!read.success || read.data[0] !== on) return false;
    const [, values, withoutValue] = read.data;
    return Object.hasOwn(values, property) || withoutValue.includes(property);
  }

  return followAnswer(bus, { rule, isNews, ask }, onQuiet);
}
