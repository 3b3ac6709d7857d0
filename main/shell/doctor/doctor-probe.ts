import { join } from 'node:path';
import { app } from 'electron';
import { SECOND_MS } from '../../../shared/units.ts';
import type { DoctorFacts } from '../../domain/doctor/doctor-facts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DoctorProbe } from '../../ports/doctor-probe.ts';
import { APP_ID } from '../app/app-events.ts';
import { diskRoom } from './disk-room.ts';
import { installation } from './installation.ts';
import { keyring } from './keyring.ts';
import { linuxSight } from './linux-sight.ts';
import { notificationWay, sessionKeyring, trayHost, type SessionKeyring } from './linux-session.ts';
import { macSight } from './mac-sight.ts';
import { createFixOpener } from './open-fix.ts';
import { withShortBus, type ShortBus } from './short-bus.ts';
import { SIGHT_UNKNOWN, type SystemSight } from './system-sight.ts';
import { windowsSight } from './windows-sight.ts';
import { withinLimit } from './within-limit.ts';

/** For the whole of one part, however many questions it asks. */
const PART_LIMIT_MS = 12 * SECOND_MS;

type SessionFacts = Pick<DoctorFacts, 'notifications' | 'trayHost'> & { readonly keyring: SessionKeyring | null };

const NO_BUS: SessionFacts = { notifications: { tag: 'no-bus' }, trayHost: 'no-bus', keyring: null };

/**
 * Looks at this computer. Call it after `ready`.
 *
 * @param clockSkewMs  what services said of the time, as last heard
 */
export function createDoctorProbe(tools: {
  readonly clock: Clock;
  readonly profileDir: string;
  readonly clockSkewMs: () => number | null;
}): DoctorProbe {
  const { clock, profileDir } = tools;
  const { platform, env } = process;
  const desktop = env['XDG_CURRENT_DESKTOP'] ?? null;
  const opener = createFixOpener({ platform, desktop, profileDir, environment: env });

  const part = <T>(work: Promise<T>, otherwise: T) => withinLimit(clock, PART_LIMIT_MS, work, otherwise);

  async function look(): Promise<DoctorFacts> {
    const [session, sight, disk] = await Promise.all([
      platform === 'linux' ? part(linuxSession(clock), NO_BUS) : null,
      part(systemSight(platform, desktop), SIGHT_UNKNOWN),
      part(diskRoom(profileDir), null),
    ]);
    return {
      runtime: {
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions['chrome'] ?? '',
        node: process.versions.node,
        system: `${platform} ${process.arch}`,
        desktop,
      },
      isSandboxed: !app.commandLine.hasSwitch('no-sandbox'),
      install: installation({
        platform,
        isPackaged: app.isPackaged,
        programPath: process.execPath,
        resourcesDir: process.resourcesPath,
        environment: env,
      }),
      notifications: session?.notifications ?? { tag: 'system' },
      trayHost: session?.trayHost ?? 'there',
      keyring: safely(() =>
        keyring(platform, session?.keyring ?? null, app.commandLine.getSwitchValue('password-store') === 'basic'),
      ),
      ...sight,
      disk,
      clockSkewMs: tools.clockSkewMs(),
      fixes: opener.available,
    };
  }
  return { look, openFix: (fix) => opener.open(fix) };
}

async function linuxSession(clock: Clock): Promise<SessionFacts> {
  const ask = async (bus: ShortBus): Promise<SessionFacts> => {
    const [notifications, host, ring] = await Promise.all([notificationWay(bus), trayHost(bus), sessionKeyring(bus)]);
    return { notifications, trayHost: host, keyring: ring };
  };
  return (await withShortBus({ clock }, ask)) ?? NO_BUS;
}

function systemSight(platform: NodeJS.Platform, desktop: string | null): Promise<SystemSight> {
  const homeDir = app.getPath('home');
  switch (platform) {
    case 'linux':
      return linuxSight({ desktop, configHome: process.env['XDG_CONFIG_HOME'] || join(homeDir, '.config') });
    case 'win32':
      return windowsSight(APP_ID);
    case 'darwin':
      return macSight(APP_ID, homeDir);
    default:
      return Promise.resolve(SIGHT_UNKNOWN);
  }
}

function safely(look: () => DoctorFacts['keyring']): DoctorFacts['keyring'] {
  try {
    return look();
  } catch {
    return { tag: 'not-told' };
  }
}
