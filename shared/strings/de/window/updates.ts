import type { UpdateFault, UpdateHold, UpdatesOff } from '../../../model/update.ts';
import type { updateWords as english } from '../../en/window/updates.ts';
import type { Wording } from '../../wording.ts';
import { dayAndTime } from '../figures.ts';

const off: Record<UpdatesOff, string> = {
  'not-packaged': 'Dieses Gatehouse läuft aus seinem Quelltext und aktualisiert sich nicht selbst.',
  'by-package-manager': 'Neue Versionen kommen mit den Aktualisierungen Ihres Systems.',
  'no-channel': 'Dieses Gatehouse weiß nicht, wo es neue Versionen gibt.',
  'switched-off': 'Gatehouse sucht nicht von selbst. Sie können jederzeit selbst suchen.',
  managed: 'Neue Versionen installiert, wer diesen Computer betreut.',
};

const faults: Record<UpdateFault, string> = {
  unreachable: 'Der Server für neue Versionen ist gerade nicht erreichbar. Gatehouse versucht es später wieder.',
  'not-readable': 'Auf dem Server für neue Versionen liegt keine lesbare Versionsliste. Es wurde nichts geändert.',
  'not-signed': 'Die Versionsliste dort ist nicht signiert. Sie wurde abgelehnt, und es wurde nichts geändert.',
  'wrong-signature':
    'Die Versionsliste dort ist nicht von den Entwicklern von Gatehouse signiert. Sie wurde abgelehnt.',
  expired:
    'Die Versionsliste dort ist zu alt, um ihr zu glauben. Vielleicht werden neuere Versionen zurückgehalten, oder die Uhr dieses Computers geht falsch.',
  older: 'Dort wurde eine ältere Version angeboten, als schon bekannt war. Sie wurde abgelehnt.',
  'other-system': 'Es gibt eine neuere Version, aber keine für dieses System und diese Art von Paket.',
  truncated: 'Die neue Version kam nur zum Teil an und wurde verworfen. Gatehouse versucht es später wieder.',
  tampered:
    'Die neue Version ist nicht die, die ihre Entwickler signiert haben. Sie wurde verworfen, und es wurde nichts geändert.',
  disk: 'Für die neue Version ist kein Platz, oder sie darf dort nicht abgelegt werden. Die bisherige läuft weiter.',
  refused:
    'Es wurde kein Passwort eingegeben, deshalb ist nichts installiert. Suchen Sie noch einmal, um sie zu installieren.',
  'not-installed': 'Die neue Version konnte nicht installiert werden. Die bisherige läuft weiter.',
};

const waits: Record<UpdateHold, string> = {
  asks: 'Sie kann installiert werden, sobald keine Anfrage offen ist: Bei einem Neustart könnte eine Antwort verloren gehen.',
  answers: 'Sie kann installiert werden, sobald alle Antworten und Nachrichten gesendet sind.',
  'own-sessions':
    'Sie kann installiert werden, sobald keine Sitzung mehr läuft, die Sie hier gestartet haben: Ein Neustart würde sie beenden.',
};

const restartWaits: Record<UpdateHold, string> = {
  asks: 'Es sind Anfragen offen: Bei einem Neustart könnte eine Antwort verloren gehen.',
  answers: 'Antworten oder Nachrichten sind noch unterwegs.',
  'own-sessions': 'Es laufen Sitzungen, die Sie hier gestartet haben: Diese würden enden.',
};

export const updateWords: Wording<typeof english> = {
  heading: 'Aktualisierungen',
  automatic: {
    label: 'Nach neuen Versionen suchen',
    note: 'Und sie herunterladen. Installiert wird erst, wenn Sie es sagen.',
  },
  off: (why) => off[why],
  current: (version) => `Version ${version} ist die neueste.`,
  notLooked: (version) => `Das ist Version ${version}. Gatehouse sucht bald nach einer neueren.`,
  checkedAt: (atMs) => `Zuletzt gesucht: ${dayAndTime(atMs)}.`,
  checking: 'Es wird nach einer neuen Version gesucht …',
  downloading: (version, percent) => `Version ${version} wird heruntergeladen: ${percent} %`,
  downloadLabel: (version) => `Version ${version} wird heruntergeladen`,
  ready: (version) => `Version ${version} ist heruntergeladen und geprüft.`,
  waits: (hold) => waits[hold],
  restartWaits: (hold) => restartWaits[hold],
  asksPassword: 'Ihr System wird nach einem Passwort fragen.',
  available: (version) =>
    `Version ${version} ist erschienen. Dieses Gatehouse kann sich nicht selbst ersetzen: Laden Sie die neue Version herunter und installieren Sie sie so wie diese.`,
  openPage: 'Zum Herunterladen',
  installing: (version) => `Version ${version} wird installiert …`,
  installed: (version) => `Version ${version} ist installiert und startet, sobald nichts mehr wartet.`,
  fault: (fault) => faults[fault],
  goodUntil: (atMs) => `Sie galt bis: ${dayAndTime(atMs)}.`,
  updatedTo: (version) => `Auf Version ${version} aktualisiert`,
  whatIsNew: (version) => `Neu in Version ${version}`,
  noNotes: 'Zu dieser Version gibt es keine Hinweise.',
  seen: 'Verstanden',
  check: 'Jetzt suchen',
  install: 'Installieren und neu starten',
};
