import type { QuietSource, SystemQuiet } from '../../../shared/model/quiet.ts';
import type { QuietReader } from '../../ports/system-conduct.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { followBusProperty } from './bus-property.ts';
import { followQuietServer, type QuietServer } from './desktop-notifications.ts';
import { followGsettings, type QuietKey } from './gsettings.ts';
import { followSwaync } from './swaync.ts';
import { followXfconf } from './xfconf.ts';

const QUIET_KEYS = {
  gnome: {
    schema: 'org.gnome.desktop.notifications',
    dir: '/org/gnome/desktop/notifications/',
    key: 'show-banners',
    quietWhen: 'false',
  },
  cinnamon: {
    schema: 'org.cinnamon.desktop.notifications',
    dir: '/org/cinnamon/desktop/notifications/',
    key: 'display-notifications',
    quietWhen: 'false',
  },
  mate: {
    schema: 'org.mate.NotificationDaemon',
    dir: '/org/mate/notification-daemon/',
    key: 'do-not-disturb',
    quietWhen: 'true',
  },
} as const satisfies Partial<Record<QuietSource, QuietKey>>;

/**
 * Follows do-not-disturb of whatever shows notifications in this session, across restarts and replacements of it.
 *
 * @param desktop   `$XDG_CURRENT_DESKTOP`
 * @param onChange  told at each change; null where nothing can be read
 */
export function createLinuxQuiet(tools: {
  readonly bus: SessionBus;
  readonly desktop: string;
  readonly onChange: (quiet: SystemQuiet | null) => void;
}): QuietReader {
  let now: SystemQuiet | null = null;
  let stopSource = (): void => {};

  function tell(next: SystemQuiet | null): void {
    if (next?.source === now?.source && next?.state === now?.state) return;
    now = next;
    tools.onChange(next);
  }

  const stopFollowing = followQuietServer(tools.bus, tools.desktop, (server) => {
    stopSource();
    stopSource = () => {};
    if (server === null || server.source !== now?.source) tell(null);
    if (server === null) return;
    const { source } = server;
    stopSource = followSource(tools.bus, server, (isQuiet) =>
      tell({ source, state: isQuiet ? 'do-not-disturb' : 'normal' }),
    );
  });

  return {
    get now() {
      return now;
    },
    stop() {
      stopSource();
      stopFollowing();
    },
  };
}

function followSource(
  bus: SessionBus,
  { source, owner }: QuietServer,
  onQuiet: (isQuiet: boolean) => void,
): () => void {
  switch (source) {
    case 'gnome':
    case 'cinnamon':
    case 'mate':
      return followGsettings(bus, QUIET_KEYS[source], onQuiet);
    case 'kde':
      // Also true while screens are mirrored or shared; it does not say which.
      return followBusProperty(bus, owner, { on: 'org.freedesktop.Notifications', property: 'Inhibited' }, onQuiet);
    case 'dunst':
      return followBusProperty(bus, owner, { on: 'org.dunstproject.cmd0', property: 'paused' }, onQuiet);
    case 'xfce':
      return followXfconf(bus, onQuiet);
    case 'swaync':
      return followSwaync(bus, owner, onQuiet);
    default:
      // mako has modes that people name and fill themselves: none of them means silence by itself.
      return () => {};
  }
}
