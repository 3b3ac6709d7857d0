import type { CheckOf } from '../../../shared/model/doctor.ts';
import type { DoctorFinding } from '../../../shared/model/doctor-findings.ts';
import { BAR_DESKTOPS, desktopName } from './desktop-name.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import { found } from './found.ts';
import { fenceOf } from './notifications.ts';

const WITHOUT_HOST: Readonly<Record<string, DoctorFinding<'tray'>>> = {
  GNOME: 'no-host-gnome',
  KDE: 'no-host-kde',
  Xfce: 'no-host-xfce',
  MATE: 'no-host-mate',
  Cinnamon: 'no-host-cinnamon',
  LXQt: 'no-host-lxqt',
};

/** Whether the tray icon has a place, and what this very desktop needs for one. */
export function checkTray({ trayHost, install, runtime }: DoctorFacts): CheckOf<'tray'> {
  if (trayHost === 'there') return found('tray', 'there');
  const fence = fenceOf(install);
  if (fence !== null) return found('tray', 'fenced-in', { fence });
  if (trayHost === 'no-bus') return found('tray', 'no-bus');
  const desktop = desktopName(runtime.desktop);
  const facts = { desktop: desktop ?? '?' };
  if (desktop === null) return found('tray', 'no-host', facts);
  return found('tray', WITHOUT_HOST[desktop] ?? (BAR_DESKTOPS.has(desktop) ? 'no-host-bar' : 'no-host'), facts);
}
