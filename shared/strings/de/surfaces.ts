import type { surfaceWords as english } from '../en/surfaces.ts';
import type { Wording } from '../wording.ts';
import { number, plural } from './figures.ts';
import { heldWords } from './held.ts';
import { toolTitles } from './tools.ts';

export const surfaceWords: Wording<typeof english> = {
  tools: toolTitles,
  names: { practice: 'Übung', thisComputer: 'Dieser Computer' },
  notice: {
    title: {
      tool: (what, session) => `${what}? · ${session}`,
      otherTool: (tool) => `${tool} verwenden`,
      question: (session) => `Frage · ${session}`,
      plan: (session) => `Plan annehmen? · ${session}`,
      elicitation: (session) => `Formular ausfüllen · ${session}`,
      dialog: (session) => `Ein Dialog wartet · ${session}`,
      hidden: 'Eine Sitzung bittet um Erlaubnis',
    },
    hiddenBody: 'Öffnen Sie Gatehouse, um zu sehen, worum es geht.',
    practice: 'Übung',
    cut: 'Hier passt nicht alles hin. Sehen Sie es sich in Gatehouse an.',
    grouped: (asks, sessions) => waiting(asks, sessions),
    groupedBody: 'Nichts wird ohne Sie entschieden.',
    buttons: { allow: 'Erlauben', deny: 'Ablehnen', open: 'Öffnen', review: 'Ansehen' },
  },
  tray: {
    allowOnce: 'Einmal erlauben',
    deny: 'Ablehnen',
    denyWithReason: 'Mit Begründung ablehnen …',
    review: 'Ansehen …',
    hiddenAsk: (session) => `${session}: bittet um Erlaubnis`,
    alwaysAllow: (rule) => `Immer erlauben: ${rule}`,
    moreAsks: (count) => `${number(count)} weitere in Gatehouse …`,
    moreSessions: (count) => `${plural(count, 'weitere Sitzung', 'weitere Sitzungen')} …`,
    noAsks: 'Nichts wartet auf Sie',
    held: heldWords,
    answeredElsewhere: (ask) => `${ask}: auf einem anderen Gerät beantwortet`,
    groups: {
      'needs-you': 'Wartet auf Sie',
      working: 'Arbeitet',
      idle: 'Ruht',
      'not-heard': 'Lange nichts gehört',
      ended: 'Beendet',
    },
    start: 'Neue Sitzung …',
    signIn: (connection) => `Bei ${connection} anmelden …`,
    pause: 'Benachrichtigungen pausieren',
    pauseFor: {
      'half-hour': 'Für 30 Minuten',
      hour: 'Für 1 Stunde',
      tomorrow: 'Bis morgen',
      never: 'Pause beenden',
    },
    quietHours: 'Ruhezeiten …',
    open: 'Gatehouse öffnen',
    installUpdate: {
      person: (version) => `Version ${version} installieren und neu starten`,
      asks: (version) => `Version ${version} wartet auf offene Anfragen`,
      answers: (version) => `Version ${version} wartet auf Antworten, die noch unterwegs sind`,
      'own-sessions': (version) => `Version ${version} wartet auf hier gestartete Sitzungen`,
    },
    settings: 'Einstellungen …',
    quit: 'Gatehouse beenden',
    tooltip: {
      'needs-you': (asks, sessions) => `Gatehouse: ${waiting(asks, sessions)}`,
      error: 'Gatehouse: Bei einer Verbindung ist etwas zu tun',
      working: 'Gatehouse: Sitzungen arbeiten',
      idle: 'Gatehouse: Nichts wartet',
      offline: 'Gatehouse: nicht verbunden',
    },
  },
  link: { open: (host) => `${host} im Browser öffnen?`, yes: 'Öffnen', no: 'Abbrechen' },
  receiver: {
    message: (host) => `Bei ${host} anmelden?`,
    detail: {
      'claude-code':
        'Diese Verbindung nutzt die Anmeldung von Claude Code auf diesem Computer. Wer diesen Dienst betreibt, könnte in Ihrem Namen mit Ihrem Claude-Konto arbeiten. Fahren Sie nur fort, wenn Sie diese Adresse kennen.',
      happy:
        'Diese Verbindung nutzt das Happy-Konto dieses Computers. Wer diesen Dienst betreibt, könnte sich in Ihrem Namen anmelden. Fahren Sie nur fort, wenn Sie diese Adresse kennen.',
    },
    yes: 'Dort anmelden',
    no: 'Abbrechen',
  },
  export: { jsonLines: 'JSON-Zeilen' },
  quit: {
    message: (running) =>
      running === 1
        ? 'Eine Sitzung, die Sie hier gestartet haben, läuft noch.'
        : `${number(running)} Sitzungen, die Sie hier gestartet haben, laufen noch.`,
    detail:
      'Was Sie hier gestartet haben, endet mit Gatehouse. Sie können es später dort fortsetzen, wo es aufgehört hat.',
    quit: 'Trotzdem beenden',
    cancel: 'Abbrechen',
  },
};

function waiting(asks: number, sessions: number): string {
  return `${plural(asks, 'Anfrage', 'Anfragen')} in ${plural(sessions, 'Sitzung', 'Sitzungen')}`;
}
