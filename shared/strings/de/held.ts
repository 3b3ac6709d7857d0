import type { HeldReason } from '../../model/quiet.ts';
import { quietSourceNames } from '../quiet-names.ts';
import { dayAndTime } from './figures.ts';

export function heldWords(held: HeldReason): string {
  switch (held.tag) {
    case 'switched-off':
      return 'Benachrichtigungen sind ausgeschaltet';
    case 'paused':
      return `Benachrichtigungen sind bis ${dayAndTime(held.untilMs)} pausiert`;
    case 'quiet-hours':
      return `Ruhezeit bis ${held.to} Uhr`;
    case 'do-not-disturb':
      return `In ${quietSourceNames[held.source]} ist „Nicht stören“ eingeschaltet`;
    case 'in-front':
      return 'Die Sitzung ist gerade vor Ihnen geöffnet';
  }
}
