import type { ClaudeTest, HookObstacle } from '../../../model/claude-code.ts';
import type { claudeCodeWords as english } from '../../en/window/claude-code.ts';
import type { Wording } from '../../wording.ts';

const ignored =
  'Claude Code übernimmt nichts aus dieser Datei, weder diese Hooks noch Ihre eigenen Einstellungen: Es duldet keine Kommentare und kein Komma vor einer schließenden Klammer. Nehmen Sie sie heraus, dann kommen die Anfragen zu Gatehouse.';

/** @param port of our gateway; null while it is not listening. */
const obstacleWords = (code: HookObstacle['code'], port: number | null): string => {
  switch (code) {
    case 'hooks-disabled':
      return 'Hier sind alle Hooks ausgeschaltet („disableAllHooks“). Nehmen Sie diese Zeile aus der Datei, dann kommen die Anfragen zu Gatehouse.';
    case 'managed-only':
      return 'Die Verwaltung dieses Computers erlaubt nur ihre eigenen Hooks, deshalb können Anfragen nicht zu Gatehouse kommen. Wenden Sie sich an die Person, die diesen Computer betreut.';
    case 'url-not-allowed':
      return port === null
        ? 'Eine Liste legt hier fest, welche Adressen Hooks benutzen dürfen („allowedHttpHookUrls“), und die von Gatehouse steht nicht darauf. Fügen Sie sie hinzu.'
        : `Eine Liste legt hier fest, welche Adressen Hooks benutzen dürfen („allowedHttpHookUrls“), und die von Gatehouse steht nicht darauf. Fügen Sie "http://127.0.0.1:${port}/*" hinzu.`;
    case 'settings-are-linked':
      return 'Die Einstellungsdatei ist eine Verknüpfung in einen anderen Ordner. Die Hooks enthalten ein Geheimnis dieses Computers: Achten Sie darauf, dass jener Ordner nicht geteilt oder veröffentlicht wird.';
    case 'settings-ignored':
      return ignored;
    case 'proxy-in-settings':
      return 'Diese Einstellungen schicken Claude Code über einen Proxy, auch seine Hooks, und der Proxy erreicht Gatehouse nicht. Fügen Sie hier unter „env“ bei „NO_PROXY“ den Wert "127.0.0.1" hinzu.';
    case 'proxy-around':
      return 'Gatehouse wurde mit einem eingestellten Proxy gestartet. Wo auch Ihre Terminals ihn haben, schickt Claude Code seine Hooks an den Proxy, und der erreicht Gatehouse nicht. Fügen Sie dort bei NO_PROXY "127.0.0.1" hinzu, oder unter „env“ in dieser Datei.';
  }
};

const testOutcomes: Record<ClaudeTest['outcome'], string> = {
  allowed: 'Es funktioniert. Claude Code hat gefragt, und Ihr „Erlauben“ kam an.',
  denied: 'Es funktioniert. Claude Code hat gefragt, und Ihr „Ablehnen“ kam an.',
  'not-answered':
    'Die Anfrage wurde gezeigt, und niemand hat sie rechtzeitig beantwortet. Versuchen Sie es noch einmal und achten Sie auf die Benachrichtigung.',
  'not-asked':
    'Claude Code lief und hat Gatehouse nicht gefragt; die Hooks wirken also nicht. Lesen Sie, was oben steht, und versuchen Sie es dann noch einmal.',
  'claude-failed': 'Claude Code konnte den kurzen Lauf nicht beenden; über die Hooks ist deshalb nichts bekannt.',
};

/** Where no program was found, the request came from Gatehouse itself. */
const gatewayOutcomes: Partial<Record<ClaudeTest['outcome'], string>> = {
  allowed:
    'Ihr „Erlauben“ ging zurück, wie es soll. Claude Code selbst wurde nicht gefunden und war deshalb nicht beteiligt.',
  denied:
    'Ihr „Ablehnen“ ging zurück, wie es soll. Claude Code selbst wurde nicht gefunden und war deshalb nicht beteiligt.',
  'not-asked':
    'Gatehouse konnte seine eigene Adresse auf diesem Computer nicht erreichen. Vielleicht sperrt sie ein anderes Programm.',
};

export const claudeCodeWords: Wording<typeof english> = {
  title: 'Claude Code auf diesem Computer',
  version: (version) => `Version ${version}`,
  looking: 'Claude Code wird auf diesem Computer gesucht …',
  notConnected: 'nicht verbunden',
  standing: {
    'not-connected': 'nicht verbunden',
    connected: 'verbunden',
    damaged: 'muss repariert werden',
    outdated: 'wird auf den neuesten Stand gebracht',
    unreadable: 'Einstellungen nicht lesbar',
  },
  invitation:
    'Claude Code fragt bisher nur in Ihren Terminals. Ist es verbunden, kommen seine Anfragen auch hierher: als Benachrichtigung, im Infobereich und in diesem Fenster. Im Terminal können Sie weiter antworten.',
  seenOnly: 'Seine Sitzungen sind zu sehen, aber ihre Anfragen kommen noch nicht hierher.',
  notFound: 'Claude Code wurde auf diesem Computer nicht gefunden.',
  notFoundAdvice:
    'Wie man es installiert, steht auf code.claude.com/docs. Ist es an einem ungewöhnlichen Ort installiert, verbinden Sie es trotzdem und geben Sie das Programm dann unter „Bearbeiten“ an.',
  noVersion: 'Claude Code sagt nicht, welche Version es ist.',
  connectedIn: (path) => `Was seine Sitzungen fragen, kommt hierher. Die Hooks stehen in ${path}.`,
  leftOver:
    'In der Einstellungsdatei stehen noch Hooks einer früheren Verbindung. Verbinden Sie wieder, oder nehmen Sie sie heraus.',
  damaged:
    'Ein anderes Programm hat die Hooks von Gatehouse verändert; einige Anfragen kommen deshalb nicht hierher. Betroffen:',
  outdated:
    'Die Hooks wurden für einen früheren Start von Gatehouse geschrieben. Gatehouse bringt sie selbst auf den neuesten Stand.',
  unreadable:
    'Die Einstellungsdatei von Claude Code kann nicht gelesen werden; Gatehouse rührt sie deshalb nicht an. Bringen Sie sie in Ordnung und sehen Sie dann noch einmal nach.',
  obstacles: 'Warum Anfragen nicht hierher kommen',
  obstacle: obstacleWords,

  connect: 'Claude Code verbinden',
  connectAnyway: 'Trotzdem verbinden',
  repair: 'Reparieren',
  disconnect: 'Trennen …',
  edit: 'Bearbeiten',
  lookAgain: 'Noch einmal nachsehen',
  looked: 'Gerade noch einmal nachgesehen.',
  tryIt: 'Ausprobieren',
  tryingNow: 'Läuft …',
  trying: 'Beantworten Sie die Anfrage, die jetzt erscheint, in der Benachrichtigung oder im Infobereich.',
  tryingNote: 'Sie kommt aus einem kurzen Lauf von Claude Code und wartet höchstens zwei Minuten.',
  tested: (test) =>
    (test.through === 'gateway' ? gatewayOutcomes[test.outcome] : undefined) ?? testOutcomes[test.outcome],
  testDetail: 'Claude Code meldete:',

  details: 'Einzelheiten',
  detail: {
    name: 'Name in Listen',
    program: 'Programm',
    settings: 'Einstellungsdatei',
    port: 'Adresse von Gatehouse',
  },
  how: {
    http: 'Claude Code meldet sich selbst bei Gatehouse, nur auf diesem Computer.',
    command:
      'Ein kleiner Befehl meldet sich bei Gatehouse. Diese Version von Claude Code bliebe sonst stehen, sobald Gatehouse geschlossen ist; eine neuere braucht den Befehl nicht.',
  },
  address: (port) => `127.0.0.1:${port}`,
  noAddress: 'gerade nicht erreichbar',

  change: {
    loading: 'Die Einstellungen von Claude Code werden gelesen …',
    file: 'Datei:',
    newFile: 'Diese Datei gibt es noch nicht. Sie wird nur das hier enthalten.',
    unchanged: 'In der Datei muss sich nichts ändern.',
    ignored,
    diff: 'Die genaue Änderung',
    token: 'Das Geheimnis ist hier verdeckt. In der Datei können nur Sie es lesen.',
    changed: 'Die Datei hat sich inzwischen geändert. Das ist die neue Änderung: Sehen Sie sie noch einmal an.',
    working: 'Wird geschrieben …',
    errors: {
      unreadable: 'Die Datei lässt sich nicht als Einstellungen von Claude Code lesen und blieb deshalb unberührt.',
      'not-written':
        'Die Datei konnte nicht geschrieben werden. Prüfen Sie, ob sie geändert werden darf und ob noch Platz ist.',
      'not-saved':
        'Gatehouse konnte die Verbindung nicht auf der Festplatte speichern. Schaffen Sie Platz und versuchen Sie es noch einmal.',
    },
    connect: {
      title: 'Claude Code verbinden',
      means: [
        'Gatehouse trägt Hooks in diese Datei ein. Claude Code meldet sich dann bei Gatehouse, wenn es eine Erlaubnis braucht.',
        'Ist Gatehouse geschlossen, wird nichts entschieden: Claude Code fragt dann wie bisher in seinem Terminal.',
        'Laufende Sitzungen sind nach Sekunden dabei. Sie können jederzeit wieder trennen.',
      ],
      yes: 'Verbinden',
      done: 'Claude Code ist verbunden.',
    },
    repair: {
      title: 'Hooks reparieren',
      means: [
        'Gatehouse schreibt seine eigenen Hooks neu. Alles andere in der Datei bleibt, wie es ist.',
        'Ist Gatehouse geschlossen, wird nichts entschieden: Claude Code fragt dann wie bisher in seinem Terminal.',
      ],
      yes: 'Reparieren',
      done: 'Die Hooks sind repariert.',
    },
    disconnect: {
      title: 'Claude Code trennen',
      means: [
        'Gatehouse nimmt seine Hooks aus dieser Datei. Alles andere darin bleibt, wie es ist.',
        'Claude Code fragt dann nur noch in seinem Terminal, und seine Sitzungen verlassen Gatehouse.',
      ],
      yes: 'Trennen',
      done: 'Claude Code ist getrennt.',
    },
  },

  form: {
    title: (name) => `„${name}“ bearbeiten`,
    configDir: 'Ordner der Einstellungen von Claude Code (freiwillig)',
    configDirNote: 'Leer: der übliche.',
    program: 'Programm (freiwillig)',
    programNote: 'Der ganze Pfad von claude. Leer: Gatehouse findet es.',
    port: 'Port',
    portNote:
      'Hier erreicht Claude Code Gatehouse, nur auf diesem Computer. Ist er belegt, wird der nächste freie genommen.',
    askFolders: 'Im Auto-Modus wieder fragen (freiwillig)',
    askFoldersNote:
      'Ein Ordner je Zeile. Im Auto-Modus entscheidet Claude Code selbst; in diesen Ordnern und darunter fragt es Sie wieder.',
    errors: {
      configDir: 'Geben Sie einen Ordner mit höchstens 4096 Zeichen ein.',
      program: 'Geben Sie einen Pfad mit höchstens 4096 Zeichen ein.',
      port: 'Geben Sie eine ganze Zahl von 1024 bis 65535 ein.',
      askInAutoMode: 'Geben Sie höchstens 100 Ordner ein, einen je Zeile.',
    },
  },
  removeConfirm: (name) =>
    `„${name}“ entfernen? Die Hooks werden aus den Einstellungen von Claude Code genommen, und die Sitzungen verlassen Gatehouse. In ihren Terminals laufen sie weiter.`,
};
