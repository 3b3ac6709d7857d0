import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import type { DoctorFacts, NotificationWay } from '../../domain/doctor/doctor-facts.ts';
import type { ShortBus } from './short-bus.ts';

const NOTIFICATIONS = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;
const WATCHER = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.freedesktop.DBus.Properties',
} as const;
const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;
const SECRETS = { destination: 'org.freedesktop.secrets' } as const;
const KWALLETS = ['org.kde.kwalletd6', 'org.kde.kwalletd5'] as const;

const serverInformation = z.tuple([z.string(), z.string(), z.string()]).rest(z.unknown());
const capabilities = z.tuple([z.array(z.string())]);
const yesOrNo = z.tuple([z.boolean()]);
const flag = z.tuple([z.instanceof(Variant).transform(({ value }) => value === true)]);
const objectPath = z.tuple([z.string()]);

/** Who shows notifications in this session. Asking starts the program if the system knows how, as a notification would. */
export async function notificationWay({ ask }: ShortBus): Promise<NotificationWay> {
  const told = await ask({ ...NOTIFICATIONS, member: 'GetServerInformation' });
  if (!told.ok) return { tag: told.error.code === 'refused' ? await absence(ask) : 'not-answering' };
  const can = await ask({ ...NOTIFICATIONS, member: 'GetCapabilities' });
  if (!can.ok && can.error.code === 'late') return { tag: 'not-answering' };
  const information = serverInformation.safeParse(told.value);
  const list = can.ok ? capabilities.safeParse(can.value) : undefined;
  const [name = '?', , version = '?'] = information.success ? information.data : [];
  return { tag: 'daemon', name, version, capabilities: list?.success === true ? list.data[0] : [] };
}

/** Some refuse to say who they are, and are there all the same. */
async function absence(ask: ShortBus['ask']): Promise<'no-daemon' | 'not-answering'> {
  return (await hasOwner(ask, NOTIFICATIONS.destination)) ? 'not-answering' : 'no-daemon';
}

/** Plasma has the watcher even without a panel: what counts is whether anything shows the icons. */
export async function trayHost({ ask }: ShortBus): Promise<DoctorFacts['trayHost']> {
  if (!(await hasOwner(ask, WATCHER.destination))) return 'missing';
  const body = ['org.kde.StatusNotifierWatcher', 'IsStatusNotifierHostRegistered'];
  const told = await ask({ ...WATCHER, member: 'Get', signature: 'ss', body });
  const isThere = told.ok ? flag.safeParse(told.value) : undefined;
  return isThere?.success === true && !isThere.data[0] ? 'missing' : 'there';
}

export type SessionKeyring = 'absent' | 'locked' | 'open';

/** The keyring of the session, without unlocking it: nobody is asked for a password. */
export async function sessionKeyring({ ask }: ShortBus): Promise<SessionKeyring> {
  const alias = await ask({
    ...SECRETS,
    path: '/org/freedesktop/secrets',
    interface: 'org.freedesktop.Secret.Service',
    member: 'ReadAlias',
    signature: 's',
    body: ['default'],
  });
  const path = alias.ok ? objectPath.safeParse(alias.value) : undefined;
  if (path?.success !== true) {
    const wallets = await Promise.all(KWALLETS.map((name) => hasOwner(ask, name)));
    return wallets.includes(true) ? 'open' : 'absent';
  }
  if (path.data[0] === '/') return 'open'; // it makes a collection when it first keeps something
  const told = await ask({
    ...SECRETS,
    path: path.data[0],
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Secret.Collection', 'Locked'],
  });
  const isLocked = told.ok ? flag.safeParse(told.value) : undefined;
  return isLocked?.success === true && isLocked.data[0] ? 'locked' : 'open';
}

async function hasOwner(ask: ShortBus['ask'], name: string): Promise<boolean> {
  const told = await ask({ ...BUS, member: 'NameHasOwner', signature: 's', body: [name] });
  const answer = told.ok ? yesOrNo.safeParse(told.value) : undefined;
  return answer?.success === true && answer.data[0];
}
