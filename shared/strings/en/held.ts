import type { HeldReason } from '../../model/quiet.ts';
import { quietSourceNames } from '../quiet-names.ts';
import { dayAndTime } from './figures.ts';

/** Why no notification came, as a sentence without its full stop. */
export function heldWords(held: HeldReason): string {
  switch (held.tag) {
    case 'switched-off':
      return 'Notifications are switched off';
    case 'paused':
      return `Notifications are paused until ${dayAndTime(held.untilMs)}`;
    case 'quiet-hours':
      return `Quiet hours until ${held.to}`;
    case 'do-not-disturb':
      return `Do not disturb is on in ${quietSourceNames[held.source]}`;
    case 'in-front':
      return 'Its session is open in front of you';
  }
}
