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
  calls: {
    'not-readable': 'Der Aufruf war nicht lesbar.',
    'not-decrypted': 'Der Aufruf ließ sich nicht entschlüsseln.',
    'came-before': 'Dieser Aufruf kam schon einmal.',
    'took-too-long': 'Es hat zu lange gedauert.',
    'not-done': 'Der Computer konnte das nicht ausführen.',
    'answer-too-large': 'Die Antwort ist zu groß, um gesendet zu werden.',
    'no-interrupt': 'Diese Sitzung lässt sich von anderen Geräten nicht unterbrechen.',
    'not-interrupted': 'Die Sitzung ließ sich nicht unterbrechen.',
    'no-switch': 'Wer diese Sitzung steuert, wird am Computer bestimmt.',
    ending: 'Die Sitzung wird beendet.',
    'not-ended': 'Die Sitzung ließ sich nicht beenden.',
  },
  answers: {
    'not-readable': 'Die Antwort war nicht lesbar.',
    'not-taken': 'Diese Antwort nimmt die Sitzung nicht an.',
    'yes-and-no': 'Die Antwort sagt zugleich ja und nein.',
    'only-there': 'Das lässt sich nur am Computer selbst beantworten.',
    'input-fixed': 'Die Eingabe dieses Aufrufs lässt sich nicht ändern.',
    'none-came': 'Die Antworten kamen nicht mit.',
    'unknown-mode': 'Diesen Modus gibt es nicht.',
  },
  files: {
    outside: 'Von anderen Geräten sind nur Dateien im Ordner der Sitzung und darunter erreichbar.',
    'not-there': 'Diese Datei oder diesen Ordner gibt es nicht.',
    'no-such-folder': 'Diesen Ordner gibt es nicht.',
    'no-file': 'Das ist keine Datei.',
    'too-large-to-send': 'Die Datei ist zu groß, um gesendet zu werden.',
    'too-large-to-change': 'Die Datei ist zu groß, um sie von hier aus zu ändern.',
    'content-not-readable': 'Der Inhalt war nicht lesbar.',
    'content-too-large': 'Der Inhalt ist zu groß.',
    'is-there': 'Die Datei gibt es schon; erwartet war eine neue.',
    'is-gone': 'Die Datei gibt es nicht mehr.',
    'not-done': 'Der Computer konnte das nicht ausführen.',
  },
  systemSaid: (code) => `Der Computer meldete ${code}.`,
  notDelivered: {
    'mode-not-changed': 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung hat ihren Modus nicht geändert.',
    'no-such-session': 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung ist beendet.',
    offline: 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung läuft gerade nicht.',
    'not-supported': 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung nimmt von anderen Geräten keine an.',
    refused: 'Ihre Nachricht wurde nicht zugestellt: Die Sitzung hat sie abgelehnt.',
    timeout: 'Ob Ihre Nachricht ankam, ist nicht bekannt: Die Sitzung hat nicht geantwortet.',
  },
};
