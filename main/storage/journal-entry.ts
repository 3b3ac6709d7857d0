import * as z from 'zod';
import { SURFACES } from '../../shared/model/decision.ts';
import type { JournalEntry } from '../../shared/model/journal.ts';
import { maskSecrets } from './mask-secrets.ts';

const text = z.string();

export const journalEntrySchema: z.core.$ZodType<JournalEntry> = z.object({
  atMs: z.number(),
  connectionName: text,
  sessionTitle: text,
  connectionId: text,
  sessionId: text,
  requestId: text,
  inputHash: text,
  toolName: text,
  short: text,
  event: z.enum(['decided', 'confirmed', 'not-confirmed', 'answered-elsewhere', 'withdrawn', 'expired', 'refused']),
  choice: z.exactOptional(
    z.enum(['allow', 'allow-edited', 'always-allow', 'deny', 'deny-and-stop', 'answer', 'approve-plan', 'submit']),
  ),
  reason: z.exactOptional(text),
  rule: z.exactOptional(text),
  surface: z.exactOptional(z.enum(SURFACES)),
  practice: z.boolean(),
});

/** Everything in an entry that somebody else wrote, without credentials. */
export function withoutSecrets(entry: JournalEntry): JournalEntry {
  return {
    ...entry,
    sessionTitle: maskSecrets(entry.sessionTitle),
    short: maskSecrets(entry.short),
    ...(entry.reason === undefined ? {} : { reason: maskSecrets(entry.reason) }),
    ...(entry.rule === undefined ? {} : { rule: maskSecrets(entry.rule) }),
  };
}

export function matches(entry: JournalEntry, lowerText: string): boolean {
  if (lowerText === '') return true;
  const { toolName, short, sessionTitle, connectionName, event, choice = '', reason = '', rule = '' } = entry;
  const all = [toolName, short, sessionTitle, connectionName, event, choice, reason, rule];
  return all.some((each) => each.toLowerCase().includes(lowerText));
}
