import type { Wording } from '../wording.ts';
import type { otherDeviceWords as english } from '../en/other-devices.ts';
import { plural } from './figures.ts';
import { sessionEvent } from './session-event.ts';

/** What Gatehouse says on the other devices of an account, among the messages of a session or as a call to look. */
export const otherDeviceWords: Wording<typeof english> = {
  event: sessionEvent,
  inTerminal: 'Im Terminal beantwortet.',
  withdrawn: 'Die Frage hat sich erledigt.',
  askedAnew: 'Die Frage wurde neu gestellt.',
  sessionEnded: 'Die Sitzung ist beendet.',
  tooLarge: 'Diese Anfrage ist zu groß, um sie hier ganz zu zeigen. Beantworten Sie sie am Computer.',
  wakeUp: {
    question: 'Claude hat eine Frage.',
    done: 'Claude ist fertig.',
    permission: (tool) => `Claude bittet um Ihre Erlaubnis: ${tool}`,
  },
  onlyThisCall: {
    'unknown-mode': 'Nur dieser eine Aufruf wurde erlaubt: Die Sitzung kennt den gewählten Modus nicht.',
    'no-such-rule':
      'Nur dieser eine Aufruf wurde erlaubt: Die Sitzung bietet keine solche Regel für ihre ganze Dauer an.',
    'mode-not-changed': 'Nur dieser eine Aufruf wurde erlaubt: Der Modus der Sitzung ließ sich nicht ändern.',
  },
  leftOut: (count) =>
    `Oben fehlen aus dieser Sitzung: ${plural(count, 'Nachricht', 'Nachrichten')}. Es wartete zu viel, während der Server nicht erreichbar war. Am Computer ist alles da.`,
  takesNoMessages: 'Diese Sitzung läuft in einem Terminal und nimmt von anderen Geräten keine Nachrichten an.',
  modeOnComputer: 'Der Modus dieser Sitzung lässt sich nur am Computer ändern.',
  notDelivered: {
    'mode-not-changed': 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung hat ihren Modus nicht geändert.',
    'no-such-session': 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung ist beendet.',
    offline: 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung läuft gerade nicht.',
    'not-supported': 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung nimmt von anderen Geräten keine an.',
    refused: 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung hat sie abgelehnt.',
    timeout: 'Ob Ihre Nachricht ankam, ist nicht bekannt: Die Sitzung hat nicht geantwortet.',
  },
};
