import type { InputWarning, ReceiptState } from '../../../model/app-view.ts';
import type { Surface } from '../../../model/decision.ts';
import type { RuleDestination } from '../../../model/permission-request.ts';
import type { inboxWords as english } from '../../en/window/inbox.ts';
import type { Wording } from '../../wording.ts';
import { number, plural } from '../figures.ts';
import { heldWords } from '../held.ts';
import { toolTitles } from '../tools.ts';

const warnings: Record<InputWarning, string> = {
  'hidden-characters': 'In dieser Eingabe sind versteckte Zeichen; sie sind dort markiert, wo sie stehen.',
  'long-gap': 'Eine lange Lücke verbirgt das Ende dieser Eingabe; hier wird sie ganz gezeigt.',
  'mixed-scripts': 'Einige Buchstaben stammen aus einem anderen Alphabet und sehen nur so aus; sie sind markiert.',
  'repeated-key': 'Ein Feld kommt mehrmals vor; der Agent nimmt vielleicht ein anderes, als Sie erwarten.',
  'very-long': 'Diese Eingabe ist sehr lang. Erlauben können Sie sie erst, wenn Sie ihr Ende gesehen haben.',
  'not-readable': 'Diese Eingabe konnte nicht ganz gelesen werden. Sie wird gezeigt, wie sie kam.',
};

const destinations: Record<RuleDestination, string> = {
  userSettings: 'In allen Ihren Projekten, von jetzt an',
  projectSettings: 'In diesem Projekt, für alle, die daran arbeiten, von jetzt an',
  localSettings: 'In diesem Projekt, nur für Sie, von jetzt an',
  session: 'Nur in dieser Sitzung, bis sie endet',
  cliArg: 'Nur in diesem Lauf des Agenten',
};

const receiptStates: Record<ReceiptState, string> = {
  saving: 'wird gespeichert',
  'waiting-to-send': 'noch nicht gesendet: wird gesendet, sobald die Sitzung zurück ist',
  sending: 'wird gesendet',
  confirmed: 'von der Sitzung bestätigt',
  'not-confirmed': 'nicht bestätigt: Sehen Sie in der Sitzung nach',
  'answered-elsewhere': 'anderswo beantwortet',
  withdrawn: 'von der Sitzung zurückgezogen',
  expired: 'zu alt zum Senden: Entscheiden Sie noch einmal',
  refused: 'von der Sitzung abgewiesen',
};

const surfaces: Record<Surface, string> = {
  notification: 'in der Benachrichtigung',
  tray: 'im Infobereich',
  window: 'in diesem Fenster',
  'other-device': 'auf einem anderen Gerät',
};

export const inboxWords: Wording<typeof english> = {
  held: (held) => `Keine Benachrichtigung: ${heldWords(held)}.`,
  region: 'Eingang',
  heading: (asks, sessions) => `${plural(asks, 'Anfrage', 'Anfragen')} in ${plural(sessions, 'Sitzung', 'Sitzungen')}`,
  subheading: 'Die älteste zuerst. Nichts wird ohne Sie entschieden.',
  nothingWaits: 'Nichts wartet',
  working: (count) => (count === 1 ? '1 Sitzung arbeitet.' : `${number(count)} Sitzungen arbeiten.`),
  nobodyWorks: (count) =>
    count === 1
      ? '1 Sitzung wird beobachtet; sie ruht.'
      : `${number(count)} Sitzungen werden beobachtet; keine arbeitet.`,
  unreached: (names) => `${names.join(', ')}: gerade nicht erreichbar, deshalb kommen von dort keine Anfragen.`,
  emptyTeach:
    'Bittet ein Agent um Erlaubnis, sehen Sie es hier, im Infobereich und als Benachrichtigung. Dieses Fenster können Sie schließen.',
  firstRunTitle: 'Noch ist nichts verbunden',
  firstRun:
    'Verbinden Sie Claude Code auf diesem Computer, dann kommen seine Anfragen hierher. Sitzungen, die anderswo laufen, kommen über Ihr Happy-Konto oder eine andere Verbindung. Mit Übungssitzungen können Sie es erst ausprobieren.',
  addConnection: 'Andere Verbindungen',
  tryPractice: 'Mit Übungssitzungen ausprobieren',
  more: (count) => `${number(count)} weitere zeigen`,
  overflow: (count, title) =>
    `${plural(count, 'weitere Anfrage wartet', 'weitere Anfragen warten')} in „${title}“, mehr, als Gatehouse auf einmal zeigen kann.`,
  openSession: 'Sitzung öffnen',
  announce: (count, short) =>
    count === 1 ? `Neue Anfrage: ${short}` : `${number(count)} neue Anfragen. Die erste: ${short}`,
  receiptsTitle: 'Kürzlich entschieden',
  keysHint:
    'j k bewegen · a erlauben · d ablehnen · r Begründung · e bearbeiten · Enter Sitzung öffnen · ? alle Tasten',

  titles: toolTitles,
  anyTool: 'Ein Werkzeug verwenden',
  kinds: {
    question: 'Frage',
    plan: 'Plan annehmen',
    elicitation: 'Formular ausfüllen',
    dialog: 'Dialog beantworten',
  },

  loading: 'Die Anfrage wird geladen …',
  loadFailed: 'Die Anfrage konnte nicht geladen werden; deshalb kann sie hier nicht erlaubt werden.',
  tryAgain: 'Noch einmal versuchen',
  claim: 'Der Agent sagt:',
  changedCard: 'Das ist eine geänderte Fassung einer früheren Anfrage. Lesen Sie sie noch einmal.',
  expired: {
    'too-old':
      'Sie haben das schon entschieden, aber die Sitzung war nicht rechtzeitig erreichbar, und die Entscheidung wurde zu alt. Entscheiden Sie noch einmal.',
    suspended:
      'Sie haben das schon entschieden, aber der Computer schlief ein, bevor es gesendet werden konnte. Entscheiden Sie noch einmal.',
  },
  notSaved:
    'Die letzte Entscheidung ließ sich nicht speichern, deshalb wurde nichts gesendet. Entscheiden Sie noch einmal.',
  warning: (code) => warnings[code],
  facts: {
    reason: 'Warum gefragt wird',
    onlyDeny: 'Hier kein Erlauben',
    blockedPath: 'Außerhalb der Ordner',
    matchedRule: 'Ihre Regel dazu',
    mcpServer: 'MCP-Server',
    subagent: 'Gefragt vom Unteragenten',
    terminal: 'Sein Terminal',
    toolName: 'Werkzeug',
    displayName: 'Eigener Name',
    host: 'Computer',
    urlHost: 'Server',
    folder: 'Ordner',
  },
  onlyDeny: {
    'takes-no-answers':
      'Diese Version des Programms nimmt von anderen Geräten keine Antworten an. Antworten Sie in seinem Terminal, oder lehnen Sie ab und senden Sie die Antwort als Nachricht.',
    'plan-is-missing': 'Der Plan selbst ist nicht mitgekommen. Vielleicht zeigt ihn die Sitzung.',
  },
  terminalIsSilent: 'Zeigt noch nichts. Antwortet hier zwei Minuten lang niemand, wird dort gefragt.',
  mcpSource: (source) => `aus ${source}`,
  mcpSourceUnknown: 'Herkunft unbekannt',
  newFile: 'Neuer Inhalt der Datei',
  diff: 'Änderung',
  diffReplaceAll: 'Änderung, an jeder Stelle, wo es vorkommt',
  diffTooLarge: 'Zu groß zum Vergleichen. Vorher:',
  diffAfter: 'Nachher:',
  removedLine: 'entfernt',
  diffFold: (count) => `${plural(count, 'Zeile', 'Zeilen')} unverändert`,
  addedLine: 'hinzugefügt',
  unchangedLines: (count) => plural(count, 'unveränderte Zeile', 'unveränderte Zeilen'),
  command: 'Befehl',
  url: 'Adresse',
  path: 'Datei',
  plan: 'Plan',
  planRaw: 'Zeigen, wie geschrieben',
  planRendered: 'Formatiert zeigen',
  inputEnd: 'Ende der Eingabe',
  noInput: 'Keine Eingabe.',

  allow: 'Einmal erlauben',
  deny: 'Ablehnen',
  denyReason: 'Mit Begründung ablehnen …',
  denyStop: 'Ablehnen und anhalten',
  edit: 'Bearbeiten …',
  always: 'Immer …',
  alwaysLabel: (rule) => `Immer erlauben: ${rule}`,
  alwaysDenyLabel: (rule) => `Einmal erlauben, danach immer ablehnen: ${rule}`,
  alwaysAskLabel: (rule) => `Einmal erlauben, danach immer fragen: ${rule}`,
  removeRuleLabel: (rule) => `Einmal erlauben und die Regel entfernen: ${rule}`,
  replaceRuleLabel: (rule) => `Einmal erlauben und die Regeln ersetzen durch: ${rule}`,
  modeRule: (mode) => `zu „${mode}“ wechseln`,
  directoriesRule: (directories) => `in ${directories} arbeiten`,
  removeDirectoriesRule: (directories) => `Einmal erlauben und den Ordner wegnehmen: ${directories}`,
  destination: (destination) => destinations[destination],
  secondStep: {
    wildcard: 'Diese Regel reicht weiter als das, was hier steht: Alles, worauf sie passt, läuft ohne Rückfrage.',
    mode: (mode) => `Das ändert die ganze Sitzung: Von da an ist ihr Modus „${mode}“, für alle Werkzeuge.`,
    replace: 'Das nimmt andere Regeln weg.',
  },
  secondStepConfirm: 'Ja, so machen',
  alwaysNote: 'Jeder Eintrag erlaubt auch diese Anfrage einmal. Nichts ist vorausgewählt.',
  holds: {
    saving: 'Ihre Entscheidung wird gespeichert …',
    loading: 'Die Anfrage wird geladen …',
    arming: 'Gleich bereit',
    'see-the-end': 'Blättern Sie erst bis zum Ende der Eingabe.',
  },
  showTheEnd: 'Zum Ende',
  pressEnter: 'Das sollten Sie bewusst entscheiden: Drücken Sie Enter, um es zu erlauben.',
  interactionNote: 'Der Dienst bittet, hier genau hinzusehen; eine einzelne Taste erlaubt es nicht.',
  defaultNoNote: 'Der Dienst schlägt vor, das abzulehnen.',

  reasonLabel: 'Warum? Der Agent liest das.',
  reasonSend: 'Mit dieser Begründung ablehnen',
  reasonStop: 'und den Agenten anhalten',
  editCommand: 'Dieser Befehl soll stattdessen laufen',
  editJson: 'Eingabe als JSON',
  editAsJson: 'Alles als JSON bearbeiten',
  editAsCommand: 'Nur den Befehl bearbeiten',
  editSend: 'Diese Fassung erlauben',
  editPreview: 'Was gesendet wird',
  editInvalid: {
    'not-json': 'Das ist noch kein gültiges JSON.',
    'too-deep': 'Das ist zu tief verschachtelt.',
    'not-an-object': 'Die Eingabe muss ein JSON-Objekt sein: { ... }',
    empty: 'Der Befehl ist leer.',
    unchanged: 'Noch ist nichts geändert. „Einmal erlauben“ sendet es, wie es ist.',
  },

  somethingElse: 'Etwas anderes …',
  ownAnswer: 'Ihre eigene Antwort',
  sendAnswer: 'Antwort senden',
  sendAnswers: 'Antworten senden',
  answerMissing: 'Beantworten Sie zuerst jede Frage.',
  chooseSeveral: 'Wählen Sie eine oder mehrere',
  planApprove: 'Plan annehmen',
  planMode: 'Danach',
  formSend: 'Senden',
  formJson: 'Antwort als JSON-Objekt',
  formRequired: 'Pflichtfeld',
  formErrors: {
    required: 'Dieses Feld muss ausgefüllt sein.',
    number: 'Geben Sie eine Zahl ein.',
    integer: 'Geben Sie eine ganze Zahl ein.',
    json: 'Geben Sie ein JSON-Objekt ein.',
    short: (min) => `Mindestens ${plural(min, 'Zeichen', 'Zeichen')}.`,
    long: (max) => `Höchstens ${plural(max, 'Zeichen', 'Zeichen')}.`,
    low: (min) => `Mindestens ${min}.`,
    high: (max) => `Höchstens ${max}.`,
  },
  formUrl: 'Sie sollen diese Adresse öffnen und dort weitermachen:',
  formOpen: 'Im Browser öffnen',
  formDone: 'Fertig, dem Agenten melden',
  choose: 'Auswählen …',
  dialogNote: 'Das lässt sich nur in der Sitzung selbst beantworten.',
  viewerOnly: 'Diese Verbindung sieht nur zu. Antworten Sie in der Sitzung selbst.',

  receipt: {
    state: (state) => receiptStates[state],
    surface: (surface) => surfaces[surface],
    allow: 'erlaubt',
    'allow-edited': 'mit Änderungen erlaubt',
    'always-allow': 'immer erlaubt',
    deny: 'abgelehnt',
    'deny-and-stop': 'abgelehnt und angehalten',
    answer: 'beantwortet',
    'approve-plan': 'Plan angenommen',
    submit: 'Formular gesendet',
  },
};
