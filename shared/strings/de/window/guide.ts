import type { Surface } from '../../../model/decision.ts';
import type { GuideStep } from '../../../model/settings.ts';
import type { guideWords as english } from '../../en/window/guide.ts';
import type { Wording } from '../../wording.ts';
import { number, plural } from '../figures.ts';

const titles: Record<GuideStep, string> = {
  welcome: 'Willkommen bei Gatehouse',
  connect: 'Was soll Gatehouse im Blick behalten?',
  notices: 'Wie Anfragen zu Ihnen kommen',
  try: 'Probieren Sie es aus',
  done: 'Alles bereit',
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
  begin: 'Los geht’s',
  skip: 'Einführung überspringen',
  skipStep: 'Schritt überspringen',
  open: 'Einführung',
  openLong: 'Einführung ansehen',
  reminder: 'Sie sind mitten in der Einführung.',
  backTo: 'Zurück zur Einführung',

  welcome: {
    lead: 'Coding-Agenten fragen nach, bevor sie etwas Wichtiges tun: einen Befehl ausführen, eine Datei ändern, eine Seite öffnen. Gatehouse sammelt diese Anfragen an einem Ort, und Sie entscheiden.',
    picture:
      'Zeichnung: Drei Sitzungen schicken eine Anfrage an ein Torhaus; daraus wird eine Benachrichtigung mit den Knöpfen „Erlauben“ und „Ablehnen“, und Ihre Antwort geht zurück an die Sitzung.',
    captions: ['Sitzungen fragen', 'Gatehouse meldet es', 'Sie entscheiden'],
    points: [
      'Nichts wird ohne Sie entschieden. Bis Sie antworten, wartet die Sitzung einfach.',
      'Sie sehen alles, was Sie erlauben. Was für eine Benachrichtigung zu lang ist, lässt sich nur in diesem Fenster erlauben.',
      'Alles bleibt auf diesem Computer. Gatehouse gibt nichts über Sie weiter.',
    ],
    minutes: 'Das dauert etwa zwei Minuten, und Sie können jederzeit aufhören.',
  },

  connect: {
    lead: 'Womit möchten Sie anfangen? Weiteres können Sie später unter „Verbindungen“ hinzufügen.',
    claude: {
      title: 'Claude Code auf diesem Computer',
      looking: 'Claude Code wird auf diesem Computer gesucht …',
      found: (version) => `Gefunden: Claude Code ${version}.`,
      unreadable: 'Claude Code wurde auf diesem Computer gefunden, ließ sich aber nicht starten.',
      notFound: 'Es wurde auf diesem Computer nicht gefunden. Ist es doch da, können Sie angeben, wo.',
      damaged: 'Claude Code wurde gefunden, aber mit seinen Einstellungen stimmt etwas nicht.',
      look: 'Zu den Verbindungen',
      note: 'Bevor sich an seinen Einstellungen etwas ändert, sehen Sie genau, was.',
    },
    happy: {
      title: 'Ein Happy-Konto',
      note: 'Sitzungen Ihrer anderen Computer, wie Sie sie vom Telefon kennen. Sie scannen einen Code mit der Happy-App.',
      action: 'Konto verknüpfen …',
    },
    remote: {
      title: 'Ein Dienst im Netz',
      note: 'Ein Dienst, der Sitzungen für Sie oder Ihr Team ausführt. Sie brauchen seine Adresse.',
      action: 'Adresse eingeben …',
    },
    practice: {
      title: 'Erst einmal umsehen',
      note: 'Übungssitzungen stellen Anfragen, die echt aussehen. Wirklich geschieht dabei nichts.',
      action: 'Übungssitzungen starten',
      on: 'Die Übungssitzungen laufen. Unter „Einstellungen“ können Sie sie beenden.',
    },
    there: 'Bisher verbunden',
    connected: 'Verbunden',
    without: 'Ohne Verbindung weiter',
    standing: (state) => (state === 'live' ? 'verbunden' : 'hinzugefügt'),
  },

  notices: {
    lead: {
      mac: 'Eine Anfrage kommt als Mitteilung. Bei der ersten fragt macOS, ob Gatehouse Mitteilungen zeigen darf: Wählen Sie „Erlauben“.',
      windows: 'Eine Anfrage kommt als Benachrichtigung, und Sie antworten mit den Knöpfen darauf.',
      linux: 'Eine Anfrage kommt als Benachrichtigung. Zeigt Ihr Desktop darauf Knöpfe, antworten Sie gleich dort.',
    },
    trayTitle: 'Der Infobereich',
    tray: {
      mac: 'Das Symbol von Gatehouse ist oben rechts in der Menüleiste. Sein Menü zeigt jede Anfrage, die auf Sie wartet.',
      windows:
        'Das Symbol von Gatehouse ist rechts in der Taskleiste. Verbirgt Windows es hinter dem kleinen Pfeil, ziehen Sie es von dort heraus.',
      linux:
        'Das Symbol von Gatehouse ist in der Leiste, bei den anderen Statussymbolen. Sein Menü zeigt jede Anfrage, die auf Sie wartet.',
    },
    checks: 'Auf diesem Computer',
    looking: 'Wird geprüft …',
    loginTitle: 'Immer da',
    login: 'Gatehouse beim Anmelden starten',
    loginNote: 'Ohne Fenster. Anfragen kommen dann, sobald Sie angemeldet sind.',
    notSaved: 'Das konnte nicht geändert werden.',
  },

  trial: {
    lead: 'Eine Übungssitzung möchte einen harmlosen Befehl ausführen. Ausgeführt wird nichts, aber die Anfrage nimmt genau den Weg einer echten.',
    expect: [
      'Eine Benachrichtigung kommt, und das Symbol im Infobereich zeigt, dass etwas wartet.',
      'Wählen Sie „Erlauben“ oder „Ablehnen“, in der Benachrichtigung oder im Menü des Symbols.',
      'Hier sehen Sie, sobald Ihre Antwort angekommen ist.',
    ],
    start: 'Anfrage schicken',
    again: 'Noch eine schicken',
    retry: 'Noch einmal versuchen',
    starting: 'Die Übungssitzung startet …',
    waiting: 'Eine Anfrage ist unterwegs zu Ihnen',
    how: 'Beantworten Sie sie in der Benachrichtigung oder im Menü des Symbols im Infobereich. Hier sehen Sie, was geschieht.',
    howTray: 'Beantworten Sie sie im Menü des Symbols im Infobereich. Hier sehen Sie, was geschieht.',
    howNotice: 'Beantworten Sie sie in der Benachrichtigung. Hier sehen Sie, was geschieht.',
    howHere: 'Im Moment können Sie sie nur in diesem Fenster beantworten. Was helfen würde, steht unten.',
    places: 'Wo sie zu sehen ist',
    place: {
      notification: {
        yes: 'Eine Benachrichtigung wurde geschickt',
        no: 'Keine Benachrichtigung',
        wait: 'Benachrichtigung: wird geschickt …',
      },
      tray: { yes: 'Sie steht im Menü des Infobereichs', no: 'Nicht im Infobereich' },
    },
    seconds: (count) => `wartet seit ${plural(count, 'Sekunde', 'Sekunden')}`,
    late: 'Sie sehen sie nicht?',
    lateHints: [
      'Öffnen Sie die Liste der Benachrichtigungen Ihres Desktops: Vielleicht kam sie und verschwand wieder.',
      'Öffnen Sie das Menü des Symbols im Infobereich: Es hat einen Punkt, solange etwas wartet.',
    ],
    causes: 'Woran es liegt',
    resume: 'Pause beenden',
    switchOn: 'Benachrichtigungen einschalten',
    check: 'Diesen Computer prüfen',
    here: 'Stattdessen hier beantworten',
    hereTitle: 'Die Anfrage, wie der Eingang sie zeigt',
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
    fromWindowOnly:
      'Auch das geht. Mit Benachrichtigungen oder einem Symbol im Infobereich könnten Sie ohne dieses Fenster antworten. „Diesen Computer prüfen“ unter „Einstellungen“ sagt, was dafür fehlt.',
    fromWindow:
      'Auch das geht. Wie es ohne dieses Fenster ist, sehen Sie so: Schicken Sie noch eine und beantworten Sie sie in der Benachrichtigung oder im Infobereich.',
    works: 'Genauso geht es mit echten Anfragen.',
    failed: {
      'practice-not-started':
        'Die Übungssitzung war nicht zu erreichen, deshalb gibt es keine Anfrage. Vielleicht blockiert ein Programm Verbindungen innerhalb dieses Computers.',
      'ask-ended': 'Die Anfrage endete, bevor sie beantwortet wurde.',
    },
    reminder: 'Sie probieren gerade eine Übungsanfrage aus.',
    stop: 'Übung beenden',
  },

  done: {
    lead: 'Sie können dieses Fenster jetzt schließen. Gatehouse bleibt im Infobereich für Sie da.',
    leadNothing:
      'Lassen Sie dieses Fenster am besten offen: Solange es weder Benachrichtigungen noch ein Symbol im Infobereich gibt, sind Anfragen nur hier zu sehen.',
    leadNoTray:
      'Sie können dieses Fenster jetzt schließen. Auf diesem Desktop gibt es kein Symbol im Infobereich: Um das Fenster wieder zu öffnen, starten Sie Gatehouse noch einmal.',
    points: {
      expect:
        'Wenn eine Sitzung fragt, kommt eine Benachrichtigung. Ist die Anfrage beantwortet, egal wo, verschwindet sie von selbst.',
      expectSilence: {
        tray: 'Wenn eine Sitzung fragt, zeigt es das Symbol im Infobereich. Benachrichtigungen sind auf diesem Computer im Moment nicht möglich.',
        window:
          '„Diesen Computer prüfen“ unter „Einstellungen“ sagt, was für Benachrichtigungen und für das Symbol im Infobereich fehlt.',
      },
      quiet:
        'Im Infobereich oder unter „Einstellungen“ können Sie Benachrichtigungen pausieren und Ruhezeiten festlegen. Verloren geht dabei nichts.',
      keys: 'In diesem Fenster gehen J und K durch die Anfragen, A erlaubt, D lehnt ab. Mit ? sehen Sie alle Tasten.',
      doctor:
        'Sollte eine Anfrage einmal nicht erscheinen: „Diesen Computer prüfen“ unter „Einstellungen“ sagt, warum.',
    },
    none: 'Noch ist nichts verbunden, deshalb kann auch keine Anfrage kommen.',
    connect: 'Etwas verbinden',
    open: 'Eingang öffnen',
  },
};
