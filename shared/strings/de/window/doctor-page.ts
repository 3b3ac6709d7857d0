import type { doctorPageWords as english } from '../../en/window/doctor-page.ts';
import type { Wording } from '../../wording.ts';

export const doctorPageWords: Wording<typeof english> = {
  region: 'Diesen Computer prüfen',
  heading: 'Diesen Computer prüfen',
  lead: 'Die Prüfung sieht alles an, was Gatehouse auf diesem Computer braucht. Nichts wird geändert und nichts verschickt.',
  link: 'Diesen Computer prüfen',
  linkNote: 'Sagt, was hier geht, was nicht, und wo es sich beheben lässt.',
  looking: 'Wird geprüft …',
  lookedAt: (time) => `Geprüft um ${time}.`,
  again: 'Noch einmal prüfen',
  failed: 'Dieser Computer konnte nicht geprüft werden.',
  summary: {
    good: 'Alles, was geprüft wurde, ist in Ordnung.',
    notice: 'Alles geht. Manches ist gut zu wissen.',
    bad: 'Etwas muss behoben werden.',
  },
  checks: 'Ergebnisse',
  todo: 'Was zu tun ist:',
  notOpened: 'Dieser Ort lässt sich von hier aus nicht öffnen.',
  text: 'Als Text',
  copy: 'Als Text kopieren',
  copied: 'Kopiert.',
  notCopied: 'Markieren Sie den Text und kopieren Sie ihn von Hand.',
  export: 'Diagnose speichern …',
  exported: 'Gespeichert. Sehen Sie die Datei durch, bevor Sie sie weitergeben.',
  notWritten: 'Die Datei konnte nicht geschrieben werden.',
  exportTitle: 'Für alle, die Ihnen helfen',
  inIt: 'In der Datei stehen: Versionen, diese Ergebnisse, der Stand der Verbindungen nach Nummer und das Ereignisprotokoll.',
  neverIn:
    'Nie darin stehen: was Sitzungen fragen oder sagen, Ihre Antworten, Token und Schlüssel, Namen von Konten und Sitzungen, Adressen von Diensten und der Name Ihres persönlichen Ordners.',
  guide: 'Zurück zur Einführung',
};
