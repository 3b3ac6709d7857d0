import type { settingsWords as english } from '../../en/window/settings.ts';
import type { Wording } from '../../wording.ts';

export const settingsWords: Wording<typeof english> = {
  region: 'Einstellungen',
  heading: 'Einstellungen',
  managed: 'Durch die verwaltete Konfiguration festgelegt',
  saved: 'Gespeichert.',
  look: 'Darstellung',
  theme: 'Farben',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  notifications: 'Benachrichtigungen',
  switches: {
    enabled: { label: 'Benachrichtigungen zeigen' },
    buttons: {
      label: 'Knöpfe auf Benachrichtigungen',
      note: 'Aus: Eine Benachrichtigung öffnet nur dieses Fenster. „Erlauben“ gibt es nie, wo nicht die ganze Eingabe Platz hat.',
    },
    hideContent: {
      label: 'Inhalt der Anfragen verbergen',
      note: 'Benachrichtigungen und Infobereich sagen dann nur, dass jemand wartet. Für geteilte Bildschirme und Sperrbildschirme.',
    },
    sound: { label: 'Ton abspielen' },
  },
  quietHours: 'Ruhezeiten',
  quietHoursNote:
    'In diesen Stunden kommen keine Benachrichtigungen. Nichts geht verloren: Infobereich und Fenster zeigen weiter, was wartet.',
  from: 'Von',
  to: 'Bis',
  pause: 'Benachrichtigungen anhalten',
  pausedUntil: (time) => `Benachrichtigungen sind bis ${time} angehalten.`,
  pauseHalfHour: '30 Minuten',
  pauseHour: '1 Stunde',
  pauseTomorrow: 'Bis morgen',
  resume: 'Jetzt fortsetzen',
  computer: 'Dieser Computer',
  startAtLogin: 'Gatehouse beim Anmelden starten',
  practice: 'Übungssitzungen',
  practiceNote: 'Sitzungen von Gatehouse selbst, die echt wirkende Fragen stellen. Sie ändern nichts.',
  about: 'Über Gatehouse',
  version: 'Version',
  platform: 'System',
  notificationFact: 'Benachrichtigungen',
  notificationFacts: {
    buttons: 'mit Knöpfen',
    plain: 'ohne Knöpfe: Ein Klick öffnet dieses Fenster',
    none: 'können hier nicht gezeigt werden; Infobereich und Fenster melden trotzdem',
  },
  trayFact: 'Infobereich',
  trayFacts: { there: 'vorhanden', missing: 'kein Platz für ein Symbol; stattdessen dient dieses Fenster' },
  keychainFact: 'Schlüsselbund',
  keychainFacts: {
    there: 'verschlüsselt eingegebene Token',
    missing: 'keiner, der verschlüsselt; eingegebene Token bleiben nur im Arbeitsspeicher',
  },
  problemCount: 'Offene Probleme',
  noProblems: 'keine',
};
