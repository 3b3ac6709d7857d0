import type { JournalEntry } from '../../../model/journal.ts';
import type { journalWords as english } from '../../en/window/journal.ts';
import type { Wording } from '../../wording.ts';
import { plural } from '../figures.ts';

const events: Record<JournalEntry['event'], string> = {
  decided: 'entschieden',
  confirmed: 'von der Sitzung bestätigt',
  'not-confirmed': 'nicht bestätigt',
  'answered-elsewhere': 'anderswo beantwortet',
  withdrawn: 'zurückgezogen',
  expired: 'verfallen',
  refused: 'von der Sitzung abgewiesen',
};
const choices: Record<NonNullable<JournalEntry['choice']>, string> = {
  allow: 'Einmal erlaubt',
  'allow-edited': 'Mit Änderungen erlaubt',
  'always-allow': 'Immer erlaubt',
  deny: 'Abgelehnt',
  'deny-and-stop': 'Abgelehnt und angehalten',
  answer: 'Beantwortet',
  'approve-plan': 'Plan angenommen',
  submit: 'Formular gesendet',
};

export const journalWords: Wording<typeof english> = {
  region: 'Protokoll',
  heading: 'Protokoll',
  note: 'Jede Entscheidung, die hier fiel, und wie sie ausging. Bleibt nur auf diesem Computer.',
  search: 'Protokoll durchsuchen',
  searchPlaceholder: 'Werkzeug, Sitzung, Befehl, Grund …',
  export: 'Exportieren …',
  exporting: 'Wird exportiert …',
  exported: (count) => `${plural(count, 'Eintrag', 'Einträge')} geschrieben.`,
  empty: 'Noch keine Entscheidungen. Jede wird hier festgehalten, auch was aus ihr wurde.',
  noMatch: 'Kein Eintrag passt.',
  more: 'Mehr laden',
  failed: 'Das Protokoll konnte nicht gelesen werden.',
  event: (event) => events[event],
  choice: (choice) => choices[choice],
  reason: (reason) => `Grund: ${reason}`,
  rule: (rule) => `Regel: ${rule}`,
};
