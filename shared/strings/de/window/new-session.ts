import type { newSessionWords as english } from '../../en/window/new-session.ts';
import type { Wording } from '../../wording.ts';
import { number } from '../figures.ts';
import { commonWords } from './common.ts';

export const newSessionWords: Wording<typeof english> = {
  open: 'Neue Sitzung',
  title: 'Neue Sitzung',
  impossible: 'Um Sitzungen von hier zu starten, verbinden Sie zuerst Claude Code auf diesem Computer.',
  toConnections: 'Verbindungen öffnen',
  what: 'Was gestartet wird',
  kinds: { fresh: 'Eine neue', past: 'Eine frühere fortsetzen' },
  where: 'Verbindung',
  folder: 'Ordner',
  folderNote: 'Claude Code arbeitet in diesem Ordner.',
  choose: 'Auswählen …',
  recent: 'Zuletzt benutzte Ordner',
  prompt: 'Was soll es tun?',
  promptNote: 'Lassen Sie das leer, um später zu schreiben.',
  promptGoOn: 'Was soll es als Nächstes tun?',
  model: 'Modell',
  modelNote: 'Zum Beispiel opus, sonnet oder haiku. Leer: das in Claude Code eingestellte.',
  models: ['default', 'opus', 'sonnet', 'haiku'],
  mode: 'Berechtigungsmodus',
  modeNotes: {
    default: 'Es fragt Sie, bevor es Dateien ändert oder Befehle ausführt.',
    acceptEdits: 'Es ändert Dateien im Ordner ohne Rückfrage und fragt weiter bei Befehlen.',
    plan: 'Es liest und macht einen Plan. Es ändert nichts, bevor Sie den Plan annehmen.',
    auto: 'Es beurteilt selbst, was sicher ist, und fragt selten.',
    dontAsk: 'Es tut nur, was seine Einstellungen schon erlauben, und lehnt alles andere ab.',
  },
  find: 'Unterhaltung suchen',
  pastList: 'Frühere Unterhaltungen',
  pastLoading: 'Frühere Unterhaltungen werden gesucht …',
  pastNone: 'Auf diesem Computer gibt es keine früheren Unterhaltungen.',
  pastNoMatch: 'Keine Unterhaltung passt.',
  pastMore: (count) =>
    `${number(count)} weitere: Geben Sie einen Teil des Titels oder des Ordners ein, um sie zu finden.`,
  pastFailed: 'Die früheren Unterhaltungen konnten nicht gelesen werden.',
  untitled: 'Ohne Titel',
  start: 'Starten',
  goOn: 'Fortsetzen',
  starting: 'Wird gestartet …',
  errors: {
    folderMissing: 'Wählen Sie den Ordner, in dem gearbeitet wird.',
    folderGone: 'Diesen Ordner gibt es nicht. Prüfen Sie den Pfad, oder wählen Sie einen anderen.',
    pastFolderGone: (folder) =>
      `Den Ordner ${folder} gibt es nicht mehr, deshalb lässt sich die Unterhaltung nicht fortsetzen.`,
    pastMissing: 'Wählen Sie die Unterhaltung, die fortgesetzt wird.',
    pastGone: 'Diese Unterhaltung gibt es nicht mehr. Wählen Sie eine andere.',
    'runs-elsewhere':
      'Diese Unterhaltung läuft noch an anderer Stelle auf diesem Computer. Beenden Sie sie dort, dann können Sie sie hier fortsetzen.',
    'no-program':
      'Claude Code wurde auf diesem Computer nicht gefunden. Installieren Sie es, oder geben Sie das Programm unter „Verbindungen“, „Bearbeiten“ an.',
    'not-started':
      'Claude Code endete, bevor die Sitzung begann. Prüfen Sie, ob es in einem Terminal läuft und angemeldet ist.',
    notStartedBecause: (said) => `Claude Code endete, bevor die Sitzung begann. Es meldete: ${said}`,
    'not-supported': 'Diese Verbindung kann keine Sitzungen starten.',
    'no-such-connection': commonWords.callError('no-such-connection'),
  },
};
