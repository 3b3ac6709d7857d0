import type { DoctorFix } from '../../../shared/model/doctor-names.ts';
import { desktopName } from '../../domain/doctor/desktop-name.ts';

/** Where the system mends something: an address that it knows, or a program with arguments. */
export type FixPlace =
  { readonly tag: 'address'; readonly url: string } | { readonly tag: 'program'; readonly command: readonly string[] };

type Places = Partial<Readonly<Record<DoctorFix, readonly FixPlace[]>>>;

const address = (url: string): FixPlace => ({ tag: 'address', url });
const program = (...command: readonly string[]): FixPlace => ({ tag: 'program', command });

const keyrings = [program('seahorse'), program('kwalletmanager5'), program('kwalletmanager')];
const gnome = (panel: string) => program('gnome-control-center', panel);
const plasma = (module: string) => [
  program('systemsettings', module),
  program('kcmshell6', module),
  program('kcmshell5', module),
];

/** Places of a Linux desktop, by its name. The first one whose program is installed is taken. */
const LINUX: Readonly<Record<string, Places>> = {
  GNOME: {
    'system-notifications': [gnome('notifications')],
    'system-do-not-disturb': [gnome('notifications')],
    'system-clock': [gnome('datetime')],
  },
  KDE: {
    'system-notifications': plasma('kcm_notifications'),
    'system-do-not-disturb': plasma('kcm_notifications'),
    'system-clock': plasma('kcm_clock'),
  },
  Xfce: {
    'system-notifications': [program('xfce4-notifyd-config')],
    'system-do-not-disturb': [program('xfce4-notifyd-config')],
    'system-clock': [program('time-admin')],
  },
  MATE: {
    'system-notifications': [program('mate-notification-properties')],
    'system-do-not-disturb': [program('mate-notification-properties')],
    'system-clock': [program('mate-time-admin'), program('time-admin')],
  },
  Cinnamon: {
    'system-notifications': [program('cinnamon-settings', 'notifications')],
    'system-do-not-disturb': [program('cinnamon-settings', 'notifications')],
    'system-clock': [program('cinnamon-settings', 'calendar')],
  },
  LXQt: {
    'system-notifications': [program('lxqt-config-notificationd')],
    'system-do-not-disturb': [program('lxqt-config-notificationd')],
    'system-clock': [program('lxqt-admin-time')],
  },
};

const WINDOWS: Places = {
  'system-notifications': [address('ms-settings:notifications')],
  'system-do-not-disturb': [address('ms-settings:quiethours')],
  'system-clock': [address('ms-settings:dateandtime')],
};

const MAC: Places = {
  'system-notifications': [address('x-apple.systempreferences:com.apple.preference.notifications')],
  'system-do-not-disturb': [address('x-apple.systempreferences:com.apple.Focus-Settings.extension')],
  'system-clock': [address('x-apple.systempreferences:com.apple.preference.datetime')],
  'keychain-help': [program('open', '-a', 'Keychain Access')],
};

/** @returns candidates, best first */
export function fixPlaces(platform: NodeJS.Platform, desktop: string | null, fix: DoctorFix): readonly FixPlace[] {
  if (platform === 'win32') return WINDOWS[fix] ?? [];
  if (platform === 'darwin') return MAC[fix] ?? [];
  if (fix === 'keychain-help') return keyrings;
  return LINUX[desktopName(desktop) ?? '']?.[fix] ?? [];
}
