import type { Activity, Provenance, SessionLink, Silence } from '../../../model/session.ts';
import type { sessionWords as english } from '../../en/window/session.ts';
import type { Wording } from '../../wording.ts';
import { dollars, number, plural } from '../figures.ts';
import { sessionEvent } from '../session-event.ts';
import { commonWords } from './common.ts';

/** @param waitingCount requests of it that are held here: then it is not only the terminal that waits. */
const activityWords = (activity: Activity, waitingCount: number): string => {
  switch (activity.tag) {
    case 'unknown':
      return 'Tätigkeit unbekannt';
    case 'idle':
      return waitingCount > 0 ? 'wartet auf Sie' : 'ruht';
    case 'working':
      return activity.detail ?? 'arbeitet';
    case 'needs-you':
      return activity.detail === undefined || waitingCount > 0 ? 'wartet auf Sie' : 'wartet in ihrem Terminal';
    case 'ended':
      return 'beendet';
  }
};

const provenanceWords = (provenance: Provenance, ago: (atMs: number) => string): string => {
  switch (provenance.tag) {
    case 'live':
      return 'verbunden';
    case 'last-heard':
      return `zuletzt gehört ${ago(provenance.atMs)}`;
    case 'offline':
      return provenance.lastHeardAtMs === undefined
        ? 'offline, nie gehört'
        : `offline, zuletzt gehört ${ago(provenance.lastHeardAtMs)}`;
    case 'sign-in-needed':
      return 'Anmeldung nötig';
    case 'ended':
      return 'beendet';
  }
};

const linkWords = (link: SessionLink, inTime: (atMs: number) => string): string => {
  switch (link.tag) {
    case 'unwatched':
      return 'nicht einzeln beobachtet; ihre Verbindung berichtet von ihr';
    case 'connecting':
      return `verbindet sich, Versuch ${link.attempt}`;
    case 'open':
      return 'offen, noch nicht geprüft';
    case 'live':
      return `verbunden, geprüft (Generation ${link.generation})`;
    case 'waiting':
      return `unterbrochen: ${commonWords.cause(link.cause)}; nächster Versuch ${inTime(link.retryAtMs)}`;
    case 'away':
      return 'ihr Computer ist nicht erreichbar; der Dienst ist da';
    case 'failed':
      return `angehalten: ${commonWords.cause(link.cause)}`;
  }
};

/** What stands in the way, and what to do about it. */
const silences: Record<Silence, string> = {
  'not-connected':
    'Gatehouse sieht diese Sitzung, hört aber ihre Anfragen nicht. Verbinden Sie Claude Code, dann kommen sie auch hierher.',
  'bypass-mode':
    'Diese Sitzung tut alles ohne Rückfrage, deshalb kommen keine Anfragen von ihr. Um gefragt zu werden, wählen Sie in ihrem Terminal einen anderen Modus.',
  'auto-mode':
    'Im Auto-Modus entscheidet sie selbst und fragt deshalb selten. Um in ihrem Ordner wieder gefragt zu werden, tragen Sie den Ordner unter „Verbindungen“ bei diesem Computer ein.',
  'dont-ask-mode':
    'Diese Sitzung lehnt ohne Rückfrage ab, was nicht schon erlaubt ist. Um gefragt zu werden, wählen Sie in ihrem Terminal einen anderen Modus.',
  'terminal-has-control': 'Ihr Terminal hat die Kontrolle: Sie fragt dort und sonst nirgends.',
  'wrong-key':
    'Diese Sitzung wurde für einen anderen Schlüssel geschrieben; was sie fragt, kann hier nicht gelesen werden. Antworten Sie auf dem Gerät, das ihren Computer gekoppelt hat.',
  'hooks-blocked':
    'Wegen Einstellungen von Claude Code kommen ihre Anfragen nicht hierher. Unter „Verbindungen“ steht, welche Datei es ist und was zu tun ist.',
};

/** Known things that a session waits for in its terminal. */
const terminalWaits: Readonly<Record<string, string>> = {
  'terminal-prompt': 'Sie bittet dort um Erlaubnis, und diese Anfrage kam nicht hierher.',
  input: 'Sie möchte etwas wissen, das nur dort beantwortet werden kann.',
  dialog: 'Dort ist ein Dialog offen.',
  sandbox: 'Sie fragt dort, ob ein Befehl ins Netz darf.',
};

/** Why it ended, where that is worth a word. */
const endReasons: Readonly<Record<string, string>> = {
  prompt_input_exit: 'Sie wurde in ihrem Terminal verlassen.',
  clear: 'Ihre Unterhaltung wurde geleert.',
  logout: 'Claude Code wurde abgemeldet.',
};

export const sessionWords: Wording<typeof english> = {
  region: 'Sitzung',
  listRegion: 'Sitzungen',
  listHeading: (count) => plural(count, 'Sitzung', 'Sitzungen'),
  listNote: 'Geordnet nach dem, was Sie wissen müssen. Bei jeder steht, wie aktuell das ist.',
  noSessions: 'Noch keine Sitzungen. Sie erscheinen hier, sobald eine Verbindung sie sieht.',
  filter: 'Sitzung suchen',
  noMatch: 'Keine Sitzung passt.',
  waiting: (count) => (count === 1 ? '1 wartet' : `${number(count)} warten`),
  unread: 'neu',
  activity: activityWords,
  provenance: provenanceWords,
  link: linkWords,
  openingSession: 'Die Sitzung wird geöffnet …',
  gone: 'Diese Sitzung gibt es nicht mehr. Sie endete, oder ihre Verbindung wurde entfernt.',
  backToSessions: 'Alle Sitzungen',

  rename: 'Umbenennen',
  renameLabel: 'Neuer Name',
  renameSave: 'Namen speichern',
  interrupt: 'Unterbrechen',
  archive: 'Archivieren',
  archiveConfirm:
    'Diese Sitzung archivieren? Sie verschwindet aus den Listen des Dienstes; ihre Unterhaltung bleibt dort erhalten.',
  archiveYes: 'Ja, archivieren',
  reconnect: 'Neu verbinden',
  end: 'Beenden',
  endConfirm: {
    here: 'Diese Sitzung beenden? Claude Code hört auf mit dem, was es tut. Die Unterhaltung bleibt erhalten und kann später fortgesetzt werden.',
    elsewhere:
      'Diese Sitzung beenden? Der Agent hört auf mit dem, was er tut, und sein Programm auf seinem Computer endet. Die Unterhaltung bleibt im Konto.',
  },
  endYes: 'Ja, beenden',
  resume: 'Fortsetzen',
  showTerminal: 'Terminal zeigen',
  waitsInTerminal: 'Wartet in ihrem Terminal.',
  terminalWait: (detail) => terminalWaits[detail] ?? terminalWaits['dialog'] ?? '',
  crashed: (how) => `Claude Code hat sich unerwartet beendet (${how}).`,
  crashLines: 'Die letzten Zeilen, die es schrieb, stehen am Ende der Unterhaltung.',
  showFolder: 'Ordner zeigen',
  endReason: (reason) => endReasons[reason],
  mode: 'Modus',
  model: 'Modell',
  modelSet: 'Modell setzen',
  modelUnknown: 'nicht bekannt',
  dangerousMode: 'In diesem Modus handelt der Agent ohne Rückfrage. Gatehouse erfährt von keinen Anfragen.',
  dangerousModeYes: 'Ja, wechseln',
  away: 'Ihr Computer ist nicht erreichbar.',
  awaySeen: (ago) => `Ihr Computer ist nicht erreichbar, zuletzt gesehen ${ago}.`,
  awayMeans: 'Der Server ist da, aber zum Agenten kommt nichts durch, bis sein Computer zurück ist.',
  terminalControls: 'Ihr Terminal hat die Kontrolle.',
  terminalAsks: 'Ihr Terminal hat die Kontrolle: Sie fragt dort und sonst nirgends.',
  takeControl: 'Kontrolle übernehmen',
  takeControlConfirm:
    'Kontrolle übernehmen? Die Anzeige im Terminal hält an, und was der Agent dort gerade tut, wird unterbrochen. Die Sitzung geht hier weiter; wer dort sitzt, kann sie zurückholen.',
  takeControlYes: 'Ja, Kontrolle übernehmen',
  giveBack: 'Dem Terminal zurückgeben',
  giveBackConfirm:
    'Zurückgeben? Die Sitzung fragt dann nur in ihrem Terminal, und nichts davon kommt hierher, bis die Kontrolle wieder übernommen wird.',
  giveBackYes: 'Ja, zurückgeben',
  silence: (silence) => silences[silence],
  silentModes: {
    bypassPermissions: 'Diese Sitzung tut alles ohne Rückfrage, deshalb kommen keine Anfragen von ihr.',
    dontAsk: 'Diese Sitzung lehnt ab, was nicht schon erlaubt ist, deshalb kommen keine Anfragen von ihr.',
  },
  toConnections: 'Verbindungen öffnen',

  details: 'Einzelheiten',
  detail: {
    connection: 'Verbindung',
    id: 'Sitzungskennung',
    folder: 'Ordner',
    host: 'Computer',
    agent: 'Agent',
    control: 'Kontrolle',
    controls: { remote: 'hier und auf Ihren anderen Geräten', terminal: 'ihr eigenes Terminal' },
    model: 'Modell',
    context: 'Belegter Kontext',
    tokens: (count) => `${number(count)} Token`,
    link: 'Verbindungsstand',
    lastHeard: 'Zuletzt gehört',
    malformed: 'Unlesbare Nachrichten',
    unknown: 'Nachrichten unbekannter Art',
  },
  asksTitle: 'Wartet hier auf Sie',
  transcript: 'Unterhaltung',
  transcriptEmpty: 'Noch wurde nichts gesagt.',
  transcriptLoading: 'Die Unterhaltung wird geladen …',
  transcriptFailed: 'Die Unterhaltung konnte nicht geladen werden.',
  older: 'Ältere Nachrichten laden',
  olderLoading: 'Ältere Nachrichten werden geladen …',
  start: 'Anfang der Unterhaltung',
  toEnd: 'Zum Neuesten',
  person: 'Sie',
  agent: 'Agent',
  thinking: 'Denkt nach',
  subagent: 'Unteragent',
  writing: 'Schreibt gerade',
  toolCall: 'verwendet',
  toolResult: 'Ergebnis',
  toolFailed: 'Ergebnis: fehlgeschlagen',
  toolEnded: 'Beendet, ohne Ausgabe',
  toolEndedFailed: 'Fehlgeschlagen, ohne Ausgabe',
  lines: (count) => plural(count, 'Zeile', 'Zeilen'),
  event: sessionEvent,
  turnEnded: 'Durchgang beendet',
  turnFailed: 'Durchgang mit einem Fehler beendet',
  cost: (usd) => dollars(usd),

  messageLabel: 'Nachricht an diese Sitzung',
  messagePlaceholder: 'Schreiben Sie der Sitzung. Strg+Enter sendet.',
  send: 'Senden',
  sending: 'Wird gesendet …',
  sendStopsTerminal:
    'Ihr Terminal hat die Kontrolle. Senden hält die Anzeige dort an und unterbricht, was der Agent gerade tut; die Sitzung geht dann hier weiter.',
  sendAnyway: 'Trotzdem senden',
  drafts: 'Noch nicht angenommene Nachrichten',
  draftSending: 'unterwegs',
  draftNotAccepted: 'vom Dienst nicht angenommen; hier aufgehoben',
  retry: 'Noch einmal versuchen',
  discard: 'Verwerfen',
  readOnly: 'Dieser Sitzung können Sie von hier nur zusehen.',
  readOnlyTerminal: 'Schreiben Sie in ihrem Terminal. Von hier können Sie zusehen und antworten.',
  readOnlyEnded: 'Diese Sitzung ist beendet.',
};
