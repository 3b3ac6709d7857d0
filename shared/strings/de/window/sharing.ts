import type { ShareState, SharingView } from '../../../model/sharing.ts';
import type { sharingWords as english } from '../../en/window/sharing.ts';
import type { Wording } from '../../wording.ts';
import { plural } from '../figures.ts';
import { commonWords } from './common.ts';

const failures: Record<Extract<ShareState, { tag: 'failed' }>['why'], string> = {
  'sign-in-needed':
    'Die Freigabe wurde beendet: Das Konto ist abgemeldet. Melden Sie sich unter „Verbindungen“ an und geben Sie dann wieder frei.',
  refused: 'Die Freigabe wurde beendet: Der Server hat die Sitzung abgewiesen.',
  conflict: 'Die Freigabe wurde beendet: Etwas anderes schreibt dort dieselbe Sitzung und gibt nicht nach.',
  'deleted-there': 'Die Freigabe wurde beendet: Die Sitzung wurde auf einem anderen Gerät gelöscht.',
};

const messages = (count: number): string => plural(count, 'Nachricht', 'Nachrichten');

function stateWords({ state, unsent, refused }: SharingView, inTime: (atMs: number) => string): string {
  switch (state.tag) {
    case 'connecting':
      return unsent === 0 ? 'verbindet sich' : `verbindet sich; noch ${messages(unsent)}`;
    case 'live':
      return [
        'verbunden',
        ...(unsent > refused ? [`${messages(unsent - refused)} unterwegs`] : []),
        ...(refused > 0 ? [`${messages(refused)} nimmt der Server nicht an, neuer Versuch beim nächsten Start`] : []),
      ].join('; ');
    case 'waiting': {
      const kept = unsent === 0 ? 'nichts geht verloren' : `bis dahin aufgehoben: ${messages(unsent)}`;
      return `wartet, denn ${commonWords.cause(state.cause)}; nächster Versuch ${inTime(state.retryAtMs)}, ${kept}`;
    }
    case 'paused':
      return unsent === 0
        ? 'angehalten: Die Verbindung ist ausgeschaltet'
        : `angehalten: Die Verbindung ist ausgeschaltet; aufgehoben, bis sie wieder an ist: ${messages(unsent)}`;
    case 'ending':
      return unsent === 0
        ? 'Die Sitzung ist beendet. Ihre anderen Geräte erfahren es, sobald der Server erreichbar ist.'
        : `Die Sitzung ist beendet. Sobald der Server erreichbar ist, wird noch zugestellt: ${messages(unsent)}.`;
    case 'failed':
      return unsent === 0 ? failures[state.why] : `${failures[state.why]} Nicht zugestellt: ${messages(unsent)}.`;
  }
}

const marks: Record<ShareState['tag'], string> = {
  connecting: 'freigegeben, verbindet sich',
  live: 'für andere Geräte freigegeben',
  waiting: 'freigegeben, wartet auf den Server',
  paused: 'freigegeben, aber die Verbindung ist ausgeschaltet',
  ending: 'beendet, was Ihre anderen Geräte noch nicht wissen',
  failed: 'nicht mehr freigegeben',
};

export const sharingWords: Wording<typeof english> = {
  open: 'Für Ihr Telefon freigeben …',
  title: 'Für Ihr Telefon freigeben',
  means:
    'Die Sitzung erscheint in Happy auf Ihren anderen Geräten, durchgehend verschlüsselt. Ihre Fragen können auch dort beantwortet werden; die erste Antwort zählt.',
  account: 'Konto',
  files: (folder) => `Dateien in ${folder} lesen und schreiben lassen`,
  filesNote:
    'Aus: Die anderen Geräte sehen die Unterhaltung und die Fragen, nicht Ihre Dateien. Ein: Sie dürfen Dateien in diesem Ordner und darunter ohne Rückfrage öffnen und ändern.',
  share: 'Freigeben',
  sharing: 'Wird freigegeben …',
  with: (name) => `Freigegeben für „${name}“`,
  state: stateWords,
  leftOut: (count) =>
    `Für den Server wartete zu viel: Auf Ihren anderen Geräten fehlen von früher ${messages(count)}. Hier fehlt nichts, und Anfragen sind nicht betroffen.`,
  mark: (state) => marks[state.tag],
  filesOn: (folder) => `Andere Geräte dürfen Dateien in ${folder} lesen und schreiben.`,
  filesOff: 'Andere Geräte kommen nicht an die Dateien.',
  change: 'Zugriff auf Dateien …',
  changeTitle: 'Zugriff anderer Geräte auf Dateien',
  changeSave: 'Speichern',
  again: 'Wieder freigeben',
  stop: 'Freigabe beenden',
  dismiss: 'Ausblenden',
  dismissWaiting: (count) =>
    count === 1
      ? '1 Nachricht ist nicht auf Ihren anderen Geräten angekommen. Verwerfen?'
      : `${messages(count)} sind nicht auf Ihren anderen Geräten angekommen. Verwerfen?`,
  dismissYes: 'Ja, verwerfen',
  stopConfirm: 'Freigabe beenden? Die Sitzung endet auf Ihren anderen Geräten und läuft hier weiter.',
  stopWaiting: (count) =>
    count === 1
      ? '1 Nachricht ist dort noch nicht angekommen. Gatehouse versucht es noch einmal und verwirft sie dann.'
      : `${messages(count)} sind dort noch nicht angekommen. Gatehouse versucht es noch einmal und verwirft sie dann.`,
  stopYes: 'Ja, Freigabe beenden',
  stopping: 'Nicht mehr freigegeben. Ihre anderen Geräte erfahren es gerade …',
  stopped: ({ remaining, told }) =>
    [
      'Nicht mehr freigegeben.',
      ...(remaining > 0 ? [`Vorher nicht zugestellt: ${messages(remaining)}.`] : []),
      ...(remaining === 0 && told ? ['Vorher wurde alles zugestellt.'] : []),
      ...(told ? [] : ['Ihre anderen Geräte erfahren es, sobald der Server erreichbar ist.']),
    ].join(' '),
  toConnections: 'Verbindungen öffnen',
};
