import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { desktopName } from '../../domain/doctor/desktop-name.ts';
import { outputOf } from './output-of.ts';
import { SIGHT_UNKNOWN, type SystemSight } from './system-sight.ts';

/** As notifications name us in their hint `desktop-entry`. */
const APP = 'gatehouse';
const APP_NAME = 'Gatehouse';
const GNOME = 'org.gnome.desktop.notifications';
const GNOME_APP = `${GNOME}.application:/org/gnome/desktop/notifications/application/${APP}/`;

/** Only the desktop in force is asked: settings of another one may lie about from earlier. */
export async function linuxSight(of: {
  readonly desktop: string | null;
  readonly configHome: string;
}): Promise<SystemSight> {
  switch (desktopName(of.desktop)) {
    case 'GNOME':
    case 'Budgie':
    case 'Pantheon':
      return gnomeSight();
    case 'Cinnamon':
      return switchSight(await gsetting('org.cinnamon.desktop.notifications', 'display-notifications'));
    case 'KDE':
      return plasmaSight(join(of.configHome, 'plasmanotifyrc'));
    case 'Xfce':
      return xfceSight();
    default:
      return SIGHT_UNKNOWN;
  }
}

async function gnomeSight(): Promise<SystemSight> {
  const [banners, enabled, ownBanners, lock, ownLock, ownDetails] = await Promise.all([
    gsetting(GNOME, 'show-banners'),
    gsetting(GNOME_APP, 'enable'),
    gsetting(GNOME_APP, 'show-banners'),
    gsetting(GNOME, 'show-in-lock-screen'),
    gsetting(GNOME_APP, 'show-in-lock-screen'),
    gsetting(GNOME_APP, 'details-in-lock-screen'),
  ]);
  const isHidden = lock === false || ownLock === false;
  const lockScreen = isHidden
    ? 'hidden'
    : ownDetails === false
      ? 'without-content'
      : lock === true
        ? 'shown'
        : 'unknown';
  if (enabled === false || ownBanners === false) return { notificationPermission: 'off', lockScreen };
  return { ...switchSight(banners), lockScreen };
}

function switchSight(showsBanners: boolean | null): SystemSight {
  if (showsBanners === null) return SIGHT_UNKNOWN;
  return { ...SIGHT_UNKNOWN, notificationPermission: showsBanners ? 'on' : 'banners-off' };
}

async function gsetting(schema: string, key: string): Promise<boolean | null> {
  const said = await outputOf('gsettings', ['get', schema, key]);
  return said === 'true' ? true : said === 'false' ? false : null;
}

/** @source Plasma's `plasmanotifyrc`: a group for each application, with `ShowPopups` where it was changed */
async function plasmaSight(path: string): Promise<SystemSight> {
  let group = '';
  for (const line of (await readFile(path, 'utf8').catch(() => '')).split('\n')) {
    if (line.startsWith('[')) group = line.trim();
    else if (group === `[Applications][${APP}]` && line.trim() === 'ShowPopups=false')
      return { ...SIGHT_UNKNOWN, notificationPermission: 'off' };
  }
  return { ...SIGHT_UNKNOWN, notificationPermission: 'on' };
}

/** @source xfce4-notifyd's settings: a list of the names of programs that were muted */
async function xfceSight(): Promise<SystemSight> {
  const muted = await outputOf('xfconf-query', ['-c', 'xfce4-notifyd', '-p', '/applications/muted_applications']);
  if (muted === null) return SIGHT_UNKNOWN;
  const isMuted = muted.split('\n').some((line) => line.trim() === APP_NAME);
  return { ...SIGHT_UNKNOWN, notificationPermission: isMuted ? 'off' : 'on' };
}
