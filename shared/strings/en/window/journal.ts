import type { JournalEntry } from '../../../model/journal.ts';
import { plural } from '../figures.ts';

const events: Record<JournalEntry['event'], string> = {
  decided: 'decided',
  confirmed: 'confirmed by the session',
  'not-confirmed': 'not confirmed',
  'answered-elsewhere': 'answered elsewhere',
  withdrawn: 'withdrawn',
  expired: 'expired',
  refused: 'refused by the session',
};
const choices: Record<NonNullable<JournalEntry['choice']>, string> = {
  allow: 'Allowed once',
  'allow-edited': 'Allowed with changes',
  'always-allow': 'Always allowed',
  deny: 'Denied',
  'deny-and-stop': 'Denied and stopped',
  answer: 'Answered',
  'approve-plan': 'Plan approved',
  submit: 'Form sent',
};

export const journalWords = {
  region: 'Journal',
  heading: 'Journal',
  note: 'Every decision made here and how it ended. Kept on this computer only.',
  search: 'Search the journal',
  searchPlaceholder: 'Tool, session, command, reason...',
  export: 'Export...',
  exporting: 'Exporting...',
  exported: (count: number): string => `${plural(count, 'entry', 'entries')} written.`,
  empty: 'No decisions yet. Each one is written here with what became of it.',
  noMatch: 'No entry matches.',
  more: 'Load more',
  failed: 'The journal could not be read.',
  event: (event: JournalEntry['event']): string => events[event],
  choice: (choice: NonNullable<JournalEntry['choice']>): string => choices[choice],
  reason: (reason: string): string => `Reason: ${reason}`,
  rule: (rule: string): string => `Rule: ${rule}`,
} as const;
