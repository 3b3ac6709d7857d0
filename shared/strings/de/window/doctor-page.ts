import type { doctorPageWords as english } from '../../en/window/doctor-page.ts';
import type { Wording } from '../../wording.ts';

export const doctorPageWords: Wording<typeof english> = {
  region: 'Diesen Computer prüfen',
  heading: 'Diesen Computer prüfen',
  lead: 'Alles, was Gatehouse auf diesem Computer braucht. Die Prüfung ändert nichts und verschickt nichts.',
  link: 'Diesen Computer prüfen',
  linkNote: 'Zeigt, was hier funktioniert, was nicht, und wo Sie es beheben können.',
  looking: 'Wird geprüft …',
  lookedAt: (time) => `Geprüft: ${time}`,
  again: 'Noch einmal prüfen',
  failed: 'Dieser Computer konnte nicht geprüft werden.',
  summary: {
    good: 'Alles ist in Ordnung.',
    notice: 'Alles funktioniert. Einiges sollten Sie wissen.',
    bad: 'Etwas ist zu beheben.',
  },
  checks: 'Ergebnisse',
  todo: 'Was zu tun ist:',
  notOpened: 'Das lässt sich von hier aus nicht öffnen.',
  text: 'Als Text',
  copy: 'Als Text kopieren',
  copied: 'Kopiert.',
  notCopied: 'Markieren Sie den Text und kopieren Sie ihn von Hand.',
  export: 'Diagnose speichern …',
  exported: 'Gespeichert. Sehen Sie die Datei durch, bevor Sie sie weitergeben.',
  notWritten: 'Die Datei konnte nicht geschrieben werden.',
  exportTitle: 'Wenn Ihnen jemand helfen soll',
  inIt: 'In der Datei stehen: Versionen, diese Ergebnisse, der Stand der Verbindungen, nur mit Nummern, und das Ereignisprotokoll.',
  neverIn:
    'Nie darin stehen: was Sitzungen fragen oder sagen, Ihre Antworten, Token und Schlüssel, Namen von Konten und Sitzungen, Adressen von Diensten und der Name Ihres persönlichen Ordners.',
};
