import type { UpdateFault, UpdateHold, UpdatesOff } from '../../../model/update.ts';
import type { updateWords as english } from '../../en/window/updates.ts';
import type { Wording } from '../../wording.ts';
import { dayAndTime } from '../figures.ts';

const off: Record<UpdatesOff, string> = {
  'not-packaged': 'Dieses Gatehouse läuft aus seinem Quelltext und aktualisiert sich nicht selbst.',
  'by-package-manager': 'Neue Versionen kommen mit den Aktualisierungen Ihres Systems.',
  'no-channel': 'Diesem Gatehouse wurde nicht gesagt, wo es neue Versionen gibt.',
  'switched-off': 'Gatehouse sieht nicht von selbst nach. Sie können hin und wieder nachsehen.',
  managed: 'Wer diesen Computer verwaltet, bringt auch neue Versionen.',
};

const faults: Record<UpdateFault, string> = {
  unreachable: 'Die Stelle für neue Versionen ist gerade nicht erreichbar. Gatehouse versucht es später wieder.',
  'not-readable':
    'An der Stelle für neue Versionen liegt keine Versionsliste, die man lesen kann. Es wurde nichts geändert.',
  'not-signed': 'Die Versionsliste dort ist nicht signiert. Sie wurde abgelehnt, und es wurde nichts geändert.',
  'wrong-signature': 'Die Versionsliste dort ist nicht von den Machern von Gatehouse signiert. Sie wurde abgelehnt.',
  expired: 'Die Versionsliste dort ist zu alt, um ihr zu glauben. Vielleicht werden neuere Versionen zurückgehalten.',
  older: 'Dort wurde eine ältere Version angeboten, als schon bekannt war. Sie wurde abgelehnt.',
  'other-system': 'Es gibt eine neuere Version, aber keine für dieses System und diese Art von Paket.',
  truncated: 'Die neue Version kam nur zum Teil an und wurde verworfen. Gatehouse versucht es später wieder.',
  tampered:
    'Die neue Version ist nicht die, die ihre Macher signiert haben. Sie wurde verworfen, und es wurde nichts geändert.',
  disk: 'Für die neue Version ist kein Platz, oder an ihre Stelle darf nicht geschrieben werden. Die bisherige läuft weiter.',
  refused:
    'Das System hat kein Passwort bekommen, deshalb wurde nichts installiert. Sehen Sie noch einmal nach, um sie zu installieren.',
  'not-installed': 'Die neue Version konnte nicht installiert werden. Die bisherige läuft weiter.',
};

const waits: Record<UpdateHold, string> = {
  asks: 'Sie kann installiert werden, sobald keine Anfrage offen ist: Bei einem Neustart könnte eine Antwort verloren gehen.',
  answers: 'Sie kann installiert werden, sobald alle Antworten und Nachrichten hinaus sind.',
  'own-sessions':
    'Sie kann installiert werden, sobald keine Sitzung mehr läuft, die Sie hier gestartet haben: Diese würde enden.',
};

export const updateWords: Wording<typeof english> = {
  heading: 'Aktualisierungen',
  automatic: {
    label: 'Nach neuen Versionen sehen',
    note: 'Und sie holen. Installiert wird nichts, bevor Sie es sagen.',
  },
  off: (why) => off[why],
  current: (version) => `Version ${version} ist die neueste, die bekannt ist.`,
  notLooked: (version) => `Das ist Version ${version}. Gatehouse sieht bald nach einer neueren.`,
  checkedAt: (atMs) => `Nachgesehen: ${dayAndTime(atMs)}.`,
  checking: 'Es wird nach einer neuen Version gesehen …',
  downloading: (version, percent) => `Version ${version} wird geholt: ${percent} %`,
  downloadLabel: (version) => `Version ${version} wird geholt`,
  ready: (version) => `Version ${version} ist da und wurde geprüft.`,
  waits: (hold) => waits[hold],
  asksPassword: 'Ihr System wird nach einem Passwort fragen.',
  available: (version) =>
    `Es gibt Version ${version}. Dieses Gatehouse wurde von Hand entpackt und kann sich nicht selbst ersetzen: Holen Sie die neue Version und entpacken Sie sie an dieselbe Stelle.`,
  openPage: 'Wo es sie gibt',
  installing: (version) => `Version ${version} wird installiert …`,
  installed: (version) => `Version ${version} ist installiert und startet, sobald nichts mehr wartet.`,
  fault: (fault) => faults[fault],
  goodUntil: (atMs) => `Sie galt bis: ${dayAndTime(atMs)}.`,
  updatedTo: (version) => `Auf Version ${version} aktualisiert`,
  whatIsNew: (version) => `Was in ${version} neu ist`,
  noNotes: 'Ihre Macher sagen nichts darüber.',
  seen: 'Verstanden',
  check: 'Jetzt nachsehen',
  install: 'Installieren und neu starten',
};
