import type { CheckOf } from '../../../shared/model/doctor.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import type { DoctorLook } from './doctor-look.ts';
import { found, nameFact } from './found.ts';

type Check = CheckOf<'notifications'>;

/** What keeps a notification from being seen, the nearest cause first: who asks the system to switch banners on needs one that shows them. */
export function checkNotifications({ facts, notifications }: DoctorLook): readonly Check[] {
  const way = wayCheck(facts);
  const isOff = !notifications.enabled;
  const held = way.state === 'bad' ? null : permissionCheck(facts);
  const main = held ?? way;
  return [
    ...(isOff ? [found('notifications', 'switched-off')] : []),
    ...(isOff && main.state !== 'bad' ? [] : [main]),
    ...(main.state === 'bad' || isOff ? [] : seenChecks(facts, notifications.hideContent)),
  ];
}

function wayCheck({ notifications: way, install }: DoctorFacts): Check {
  const fence = fenceOf(install);
  switch (way.tag) {
    case 'system':
      return found('notifications', 'shown');
    case 'no-bus':
    case 'no-daemon':
      return fence === null ? found('notifications', way.tag) : found('notifications', 'fenced-in', { fence });
    case 'not-answering':
      return found('notifications', 'not-answering');
    case 'daemon': {
      const told = { name: nameFact(way.name), version: nameFact(way.version) };
      return found('notifications', way.capabilities.includes('actions') ? 'buttons' : 'no-buttons', told);
    }
  }
}

function permissionCheck({ notificationPermission }: DoctorFacts): Check | null {
  switch (notificationPermission) {
    case 'off':
      return found('notifications', 'program-off');
    case 'banners-off':
      return found('notifications', 'banners-off');
    case 'on':
    case 'unknown':
      return null;
  }
}

function seenChecks({ lockScreen }: DoctorFacts, isContentHidden: boolean): readonly Check[] {
  return [
    ...(isContentHidden ? [found('notifications', 'content-hidden')] : []),
    ...(lockScreen === 'hidden' ? [found('notifications', 'not-on-lock-screen')] : []),
    ...(lockScreen === 'without-content' ? [found('notifications', 'lock-screen-without-content')] : []),
  ];
}

/** What fences the program in, by its name. */
export function fenceOf(install: DoctorFacts['install']): string | null {
  if (install === 'snap') return 'Snap';
  return install === 'flatpak' ? 'Flatpak' : null;
}
