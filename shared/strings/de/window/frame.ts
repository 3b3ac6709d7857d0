import type { Problem, SessionView } from '../../../model/app-view.ts';
import type { frameWords as english } from '../../en/window/frame.ts';
import type { Wording } from '../../wording.ts';
import { number, plural } from '../figures.ts';

const problemTitles: Record<Problem['code'], string> = {
  'config-unreadable': 'Die verwaltete Konfiguration konnte nicht gelesen werden',
  'config-invalid': 'Die verwaltete Konfiguration enthält einen Fehler',
  'config-given-twice': 'Die verwaltete Konfiguration ist zweimal angegeben',
  'config-newer-version': 'Die verwaltete Konfiguration stammt von einer neueren Version',
  'settings-set-aside': 'Die Einstellungsdatei war beschädigt und wurde beiseitegelegt',
  'outbox-truncated': 'Ein beschädigtes Ende der gespeicherten Entscheidungen wurde abgeschnitten',
  'journal-truncated': 'Ein beschädigtes Ende des Protokolls wurde abgeschnitten',
  'no-keychain': 'Dieser Computer hat keinen Schlüsselbund, der wirklich verschlüsselt',
  'no-notifications': 'Benachrichtigungen können nicht gezeigt werden',
  'no-notification-buttons': 'Benachrichtigungen haben hier keine Knöpfe',
  'no-tray': 'Für ein Symbol im Infobereich ist kein Platz',
  'storage-failed': 'Gatehouse kann nicht in seinen Ordner schreiben',
  'update-not-trusted': 'Eine neue Version wurde abgelehnt, weil ihr nicht zu trauen ist',
  'update-not-installed': 'Die neue Version konnte nicht installiert werden',
  bug: 'In Gatehouse ist etwas schiefgegangen',
};

const problemAdvice: Record<Problem['code'], string> = {
  'config-unreadable':
    'Prüfen Sie, ob die Datei da ist und gelesen werden darf, und starten Sie Gatehouse neu. Alles andere läuft.',
  'config-invalid':
    'Berichtigen Sie die genannte Stelle und starten Sie Gatehouse neu. Der übrige Teil der Konfiguration gilt.',
  'config-given-twice':
    'Geben Sie sie nur einmal an, mit --config oder mit GATEHOUSE_CONFIG. Es gilt die hier genannte.',
  'config-newer-version':
    'Aktualisieren Sie Gatehouse, oder verwenden Sie eine Konfiguration, die zu dieser Version passt.',
  'settings-set-aside': 'Es gelten die Standardwerte. Die alte Datei liegt neben der neuen.',
  'outbox-truncated':
    'Sehen Sie bei den Sitzungen nach, die im Protokoll stehen: Vielleicht müssen Sie etwas noch einmal entscheiden.',
  'journal-truncated': 'Ältere Einträge sind noch da. Sie müssen nichts tun.',
  'no-keychain':
    'Eingegebene Token und Schlüssel von Konten bleiben nur im Arbeitsspeicher und werden nach einem Neustart wieder erfragt.',
  'no-notifications': 'Behalten Sie das Symbol im Infobereich im Auge, oder lassen Sie dieses Fenster offen.',
  'no-notification-buttons':
    'Klicken Sie auf eine Benachrichtigung, um hier zu antworten, oder antworten Sie im Infobereich.',
  'no-tray': 'Lassen Sie dieses Fenster offen, oder installieren Sie eine Erweiterung für den Infobereich.',
  'storage-failed':
    'Schaffen Sie Platz und prüfen Sie die Rechte des Ordners. Entscheidungen werden erst gesendet, wenn sie gespeichert werden können.',
  'update-not-trusted':
    'Es wurde nichts geändert. In den Einstellungen steht, was nicht stimmte. Bleibt es dabei, laden Sie neue Versionen von dort herunter, woher Sie Gatehouse haben.',
  'update-not-installed':
    'Die bisherige Version läuft weiter. Sehen Sie in den Einstellungen unter „Aktualisierungen“ nach und versuchen Sie es noch einmal.',
  bug: 'Gatehouse läuft weiter. Geschieht es wieder, starten Sie es neu und melden Sie, was hier steht.',
};

const groups: Record<SessionView['group'], string> = {
  'needs-you': 'Wartet auf Sie',
  working: 'Arbeitet',
  idle: 'Ruht',
  'not-heard': 'Lange nichts gehört',
  ended: 'Beendet',
};

export const frameWords: Wording<typeof english> = {
  appName: 'Gatehouse',
  places: 'Bereiche',
  inbox: 'Eingang',
  sessions: 'Sitzungen',
  journal: 'Protokoll',
  connections: 'Verbindungen',
  settings: 'Einstellungen',
  waitingBadge: (count) => plural(count, 'Anfrage wartet', 'Anfragen warten'),
  watched: 'Beobachtete Sitzungen',
  connectionStates: 'Stand der Verbindungen',
  group: (group) => groups[group],
  skipToContent: 'Zum Inhalt springen',
  problems: 'Probleme',
  problemTitle: (code) => problemTitles[code],
  problemAdvice: (code) => problemAdvice[code],
  dismiss: 'Ausblenden',
  dismissProblem: (title) => `Ausblenden: ${title}`,
  moreSessions: (count) => `${number(count)} weitere unter „Sitzungen“`,
  keysTitle: 'Tastatur',
  keysNote: 'Einzelne Tasten wirken nie, während Sie in ein Feld schreiben.',
  keys: [
    { keys: 'j, k', does: 'Nächste oder vorige Anfrage' },
    { keys: 'a', does: 'Einmal erlauben' },
    { keys: 'd', does: 'Ablehnen' },
    { keys: 'r', does: 'Mit Begründung ablehnen' },
    { keys: 'e', does: 'Bearbeiten, dann erlauben' },
    { keys: 'Enter', does: 'Sitzung öffnen' },
    { keys: 'n', does: 'Neue Sitzung' },
    { keys: 'Tab', does: 'Durch Knöpfe und Felder gehen' },
    { keys: 'g dann i', does: 'Eingang' },
    { keys: 'g dann s', does: 'Sitzungen' },
    { keys: 'g dann o', does: 'Protokoll' },
    { keys: 'g dann c', does: 'Verbindungen' },
    { keys: 'g dann d', does: 'Diesen Computer prüfen' },
    { keys: 'g dann t', does: 'Einstellungen' },
    { keys: '?', does: 'Diese Hilfe' },
    { keys: 'Esc', does: 'Schließen, was offen ist' },
  ],
};
