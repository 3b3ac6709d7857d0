import type { DoctorWords } from '../../doctor-sentence.ts';

const trayGone = 'so the icon of Gatehouse cannot be seen; this window opens instead';
const outside = 'Start Gatehouse from the desktop, not from a service or another user’s terminal.';
const otherPackage = 'Install the deb, rpm or AppImage package instead.';

/** What keeps a notification or the tray icon from being seen. */
export const doctorSurfaces: Pick<DoctorWords['findings'], 'notifications' | 'do-not-disturb' | 'tray'> = {
  notifications: {
    buttons: { says: 'Notifications come with Allow and Deny ({name}).' },
    shown: { says: 'Notifications are shown.' },
    'no-buttons': {
      says: 'Notifications come without buttons: {name} has none. A click on one opens this window.',
      todo: 'Answer from the tray or here, or use a notification program that has buttons, such as dunst, mako or the one of GNOME or KDE.',
    },
    'no-bus': {
      says: 'There is no session bus, so no notification can be shown.',
      todo: outside,
    },
    'no-daemon': {
      says: 'Nothing on this desktop shows notifications: no notification program runs.',
      todo: 'Install and start one, such as dunst, mako or xfce4-notifyd. Gatehouse notices it by itself.',
    },
    'not-answering': {
      says: 'The notification program of this desktop does not answer.',
      todo: 'Start it again, or sign in to the desktop again.',
    },
    'fenced-in': {
      says: 'Notifications cannot be shown: {fence} fences Gatehouse in, and its way to them is closed.',
      todo: otherPackage,
    },
    'banners-off': {
      says: 'The system shows no banners, of any program.',
      todo: 'Switch banners on in the notification settings of the system. In GNOME, “Do Not Disturb” switches them off.',
    },
    'program-off': {
      says: 'The system shows no notifications of Gatehouse: they are switched off for it.',
      todo: 'Switch them on for Gatehouse in the notification settings of the system.',
    },
    'switched-off': {
      says: 'Notifications are switched off in Gatehouse itself.',
      todo: 'Switch them on under Settings.',
    },
    'content-hidden': { says: 'Notifications do not say what is asked, as you set it under Settings.' },
    'not-on-lock-screen': {
      says: 'While the screen is locked, the system shows no notifications.',
      todo: 'Switch them on for the lock screen in the notification settings of the system, if you want them there.',
    },
    'lock-screen-without-content': {
      says: 'While the screen is locked, the system shows that there is a notification, but not what it says.',
    },
    'not-told': { says: 'Whether notifications are shown cannot be found out here.' },
  },
  'do-not-disturb': {
    off: { says: 'Nothing holds notifications back.' },
    'system-on': {
      says: 'Do not disturb is on ({source}), so notifications are held back. Nothing is lost.',
      todo: 'Switch it off in the system when you want them again.',
    },
    paused: {
      says: 'Notifications are paused in Gatehouse until {until}. Nothing is lost.',
      todo: 'Resume them under Settings or in the tray.',
    },
    'quiet-hours': {
      says: 'It is quiet hours in Gatehouse until {until}, so notifications are held back. Nothing is lost.',
      todo: 'Change the hours under Settings.',
    },
    'not-told': { says: 'This system does not tell whether it holds notifications back.' },
  },
  tray: {
    there: { says: 'There is a place for the tray icon.' },
    'no-bus': { says: `There is no session bus, ${trayGone}.`, todo: outside },
    'fenced-in': {
      says: `{fence} fences Gatehouse in, and its way to the tray is closed, ${trayGone}.`,
      todo: otherPackage,
    },
    'no-host-gnome': {
      says: `GNOME shows no tray icons by itself, ${trayGone}.`,
      todo: 'Install the extension “AppIndicator and KStatusNotifierItem Support” (package gnome-shell-extension-appindicator on Debian, Ubuntu and Fedora), switch it on, and sign in again.',
    },
    'no-host-kde': {
      says: `No panel of Plasma shows tray icons, ${trayGone}.`,
      todo: 'Add the widget “System Tray” to a panel.',
    },
    'no-host-xfce': {
      says: `No panel of Xfce shows tray icons, ${trayGone}.`,
      todo: 'Add “Status Tray Plugin” to the panel (Panel, Add New Items).',
    },
    'no-host-mate': {
      says: `No panel of MATE shows tray icons of this kind, ${trayGone}.`,
      todo: 'Add “Notification Area” to the panel, or else “Indicator Applet” (package mate-indicator-applet).',
    },
    'no-host-cinnamon': {
      says: `No panel of Cinnamon shows tray icons, ${trayGone}.`,
      todo: 'Add the applet “XApp Status Applet” to the panel.',
    },
    'no-host-lxqt': {
      says: `No panel of LXQt shows tray icons, ${trayGone}.`,
      todo: 'Add the plugin “Status Notifier Plugin” to the panel.',
    },
    'no-host-bar': {
      says: `No bar of {desktop} shows tray icons, ${trayGone}.`,
      todo: 'Use a bar with a tray, such as Waybar with its module “tray”.',
    },
    'no-host': {
      says: `Nothing on this desktop shows tray icons, ${trayGone}.`,
      todo: 'Add a panel, or a plugin of the panel, that shows status icons (StatusNotifierItem).',
    },
  },
};
