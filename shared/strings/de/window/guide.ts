import type { Surface } from '../../../model/decision.ts';
import type { GuideStep } from '../../../model/settings.ts';
import type { guideWords as english } from '../../en/window/guide.ts';
import type { Wording } from '../../wording.ts';
import { number, plural } from '../figures.ts';

const titles: Record<GuideStep, string> = {
  welcome: 'Willkommen bei Gatehouse',
  connect: 'Was soll Gatehouse beobachten?',
  notices: 'So erreichen Anfragen Sie',
  try: 'Einmal ausprobieren',
  done: 'Das ist alles',
};

const short: Record<GuideStep, string> = {
  welcome: 'Willkommen',
  connect: 'Verbinden',
  notices: 'Benachrichtigungen',
  try: 'Ausprobieren',
  done: 'Fertig',
};

const from: Record<Surface, string> = {
  notification: 'in der Benachrichtigung',
  tray: 'im Infobereich',
  window: 'in diesem Fenster',
  'other-device': 'auf einem anderen Gerät',
};

export const guideWords: Wording<typeof english> = {
  region: 'Einführung',
  title: (step) => titles[step],
  short: (step) => short[step],
  steps: 'Schritte der Einführung',
  progress: (at, of) => `Schritt ${at} von ${of}`,
  next: 'Weiter',
  begin: 'Beginnen',
  skip: 'Einführung überspringen',
  skipStep: 'Schritt überspringen',
  open: 'Einführung',
  openLong: 'Einführung zeigen',

  welcome: {
    lead: 'Programmier-Agenten halten an und fragen, bevor sie etwas Wichtiges tun: einen Befehl ausführen, eine Datei ändern, eine Seite öffnen. Gatehouse bringt alle diese Anfragen an einen Ort, und Sie entscheiden.',
    picture:
      'Zeichnung: Drei Sitzungen schicken eine Anfrage an ein Torhaus; daraus wird eine Benachrichtigung mit den Knöpfen „Erlauben“ und „Ablehnen“, und Ihre Antwort geht zurück an die Sitzung.',
    captions: ['Sitzungen fragen', 'Das Tor hält an', 'Sie entscheiden'],
    points: [
      'Nichts wird je für Sie beantwortet. Ohne Antwort wartet eine Sitzung einfach.',
      'Sie sehen alles, was Sie erlauben. Was nicht in eine Benachrichtigung passt, wird nur in diesem Fenster erlaubt.',
      'Alles bleibt auf diesem Computer. Gatehouse meldet niemandem etwas.',
    ],
    minutes: 'Das dauert etwa zwei Minuten, und Sie können bei jedem Schritt aufhören.',
  },

  connect: {
    lead: 'Wählen Sie etwas für den Anfang. Weiteres können Sie später unter „Verbindungen“ hinzufügen.',
    claude: {
      title: 'Claude Code auf diesem Computer',
      looking: 'Claude Code wird auf diesem Computer gesucht …',
      found: (version) => `Auf diesem Computer gefunden: Claude Code ${version}.`,
      unreadable: 'Claude Code wurde auf diesem Computer gefunden, ist aber nicht gestartet.',
      notFound: 'Claude Code wurde auf diesem Computer nicht gefunden.',
      damaged: 'Claude Code wurde gefunden, aber seine Einstellungen sollten Sie ansehen.',
      look: 'Unter „Verbindungen“ ansehen',
      note: 'Sie sehen die genaue Änderung an seinen Einstellungen, bevor sie geschieht.',
    },
    happy: {
      title: 'Ein Happy-Konto',
      note: 'Ihre Sitzungen von anderen Computern, wie auf dem Telefon. Sie scannen einen Code mit der Happy-App.',
      action: 'Konto verknüpfen …',
    },
    remote: {
      title: 'Ein entfernter Dienst',
      note: 'Ein Dienst, der Sitzungen für Sie oder Ihr Team ausführt. Sie brauchen seine Adresse.',
      action: 'Adresse eingeben …',
    },
    practice: {
      title: 'Nur umsehen',
      note: 'Übungssitzungen stellen echt wirkende Anfragen. Nichts davon geschieht wirklich.',
      action: 'Übungssitzungen starten',
      on: 'Die Übungssitzungen laufen. Beenden können Sie sie unter „Einstellungen“.',
    },
    there: 'Bisher verbunden',
    connected: 'Verbunden',
    without: 'Ohne Verbindung weiter',
    standing: (state) => (state === 'live' ? 'verbunden' : 'hinzugefügt'),
  },

  notices: {
    lead: {
      mac: 'Eine Anfrage kommt als Benachrichtigung. macOS fragt einmal, bei der ersten, ob Gatehouse sie zeigen darf: Wählen Sie „Erlauben“.',
      windows: 'Eine Anfrage kommt als Benachrichtigung, mit Knöpfen, um sie gleich zu beantworten.',
      linux:
        'Eine Anfrage kommt als Benachrichtigung, mit Knöpfen, um sie gleich zu beantworten, wo Ihr Desktop welche hat.',
    },
    trayTitle: 'Der Infobereich',
    tray: {
      mac: 'Das Symbol von Gatehouse ist in der Menüleiste, oben rechts. Sein Menü zeigt jede Anfrage, die wartet.',
      windows:
        'Das Symbol von Gatehouse ist am rechten Ende der Taskleiste. Windows verbirgt es vielleicht hinter dem kleinen Pfeil: Ziehen Sie es von dort heraus.',
      linux:
        'Das Symbol von Gatehouse ist in der Leiste, bei den anderen Statussymbolen. Sein Menü zeigt jede Anfrage, die wartet.',
    },
    checks: 'Auf diesem Computer',
    looking: 'Wird geprüft …',
    loginTitle: 'Immer da',
    login: 'Gatehouse beim Anmelden starten',
    loginNote: 'Ohne Fenster. Anfragen erreichen Sie, sobald Sie angemeldet sind.',
    notSaved: 'Das konnte nicht geändert werden.',
  },

  trial: {
    lead: 'Eine Übungssitzung bittet darum, einen harmlosen Befehl auszuführen. Wirklich ausgeführt wird nichts. Die Anfrage nimmt denselben Weg wie eine echte.',
    start: 'Anfrage schicken',
    again: 'Noch eine schicken',
    starting: 'Die Übungssitzung startet …',
    waiting: 'Eine Anfrage ist unterwegs zu Ihnen',
    how: 'Beantworten Sie sie in der Benachrichtigung oder im Menü des Symbols im Infobereich. Diese Seite wartet und sagt, was geschieht.',
    howTray: 'Beantworten Sie sie im Menü des Symbols im Infobereich. Diese Seite wartet und sagt, was geschieht.',
    howNotice: 'Beantworten Sie sie in der Benachrichtigung. Diese Seite wartet und sagt, was geschieht.',
    howHere: 'Hier geht es nur in diesem Fenster; was helfen würde, steht unten.',
    places: 'Wo sie steht',
    place: {
      notification: {
        yes: 'Eine Benachrichtigung wurde geschickt',
        no: 'Keine Benachrichtigung',
        wait: 'Benachrichtigung: wird geschickt …',
      },
      tray: { yes: 'Sie steht im Menü des Infobereichs', no: 'Nicht im Infobereich' },
    },
    seconds: (count) => `wartet seit ${plural(count, 'Sekunde', 'Sekunden')}`,
    late: 'Nichts zu sehen?',
    lateHints: [
      'Sehen Sie in der Liste der Benachrichtigungen Ihres Desktops nach: Vielleicht kam sie und verschwand wieder.',
      'Sehen Sie auf das Symbol im Infobereich: Es trägt eine Marke, solange etwas wartet.',
    ],
    causes: 'Was im Weg steht',
    resume: 'Wieder benachrichtigen',
    switchOn: 'Benachrichtigungen einschalten',
    check: 'Diesen Computer prüfen',
    here: 'Stattdessen hier beantworten',
    hereTitle: 'Die Anfrage, wie sie im Eingang steht',
    answered: {
      allowed: (surface) => `Sie haben ${from[surface]} erlaubt.`,
      denied: (surface) => `Sie haben ${from[surface]} abgelehnt.`,
    },
    took: (tookMs) =>
      `${number(tookMs < 10_000 ? Math.round(tookMs / 100) / 10 : Math.round(tookMs / 1000))} s, nachdem sie gezeigt wurde`,
    receipt: {
      yes: 'Die Sitzung hat bestätigt, dass Ihre Antwort ankam.',
      wait: 'Die Bestätigung der Sitzung steht noch aus …',
    },
    fromWindow:
      'Auch das geht. Um zu sehen, wie es ohne dieses Fenster ist, schicken Sie noch eine und beantworten Sie sie in der Benachrichtigung oder im Infobereich.',
    works: 'So wird es auch mit echten Anfragen sein.',
    failed: {
      'practice-not-started':
        'Die Übungssitzung war nicht zu erreichen, also gibt es keine Anfrage. Vielleicht steht ein Programm im Weg, das Verbindungen innerhalb dieses Computers filtert.',
      'ask-ended': 'Die Anfrage endete, bevor sie beantwortet wurde.',
    },
    reminder: 'Sie probieren gerade eine Übungsanfrage aus.',
    back: 'Zurück zur Einführung',
    stop: 'Versuch beenden',
  },

  done: {
    lead: 'Sie können dieses Fenster jetzt schließen. Gatehouse läuft im Infobereich weiter.',
    leadNoTray:
      'Dieser Desktop zeigt kein Symbol im Infobereich: Starten Sie Gatehouse noch einmal, um wieder zu diesem Fenster zu kommen.',
    points: {
      expect:
        'Wenn eine Sitzung fragt, kommt eine Benachrichtigung. Sie verschwindet von selbst, wenn die Anfrage irgendwo beantwortet ist.',
      quiet:
        'Im Infobereich oder unter „Einstellungen“ können Sie Benachrichtigungen anhalten und Ruhezeiten setzen. Verloren geht dabei nichts.',
      keys: 'In diesem Fenster zeigt ? die Tasten. J und K gehen durch die Anfragen, A erlaubt, D lehnt ab.',
      doctor: 'Wenn etwas nicht erscheint, sagt „Diesen Computer prüfen“ unter „Einstellungen“, warum.',
    },
    none: 'Noch ist nichts verbunden: Bis Sie etwas verbinden, hat Gatehouse nichts zu beobachten.',
    connect: 'Etwas verbinden',
    open: 'Eingang öffnen',
  },
};
