import type { JournalEntry } from '../../shared/model/journal.ts';
import type { SessionEvent, TranscriptItem, TranscriptPage } from '../../shared/model/transcript.ts';
import { MINUTE_MS } from '../../shared/units.ts';

const talk: readonly TranscriptItem[] = [
  { id: 't1', tag: 'person', text: 'Make the end-of-day close testable. It uses the wall clock now.' },
  { id: 't2', tag: 'thinking', text: 'The function builds a Date itself. A clock must be passed in.' },
  {
    id: 't3',
    tag: 'agent',
    text: 'The close builds its own `Date`, so no test can choose the day. I will:\n\n1. pass a **clock** in,\n2. add a test around midnight.\n\nSee [the ledger notes](https://example.com/ledger).',
  },
  {
    id: 't4',
    tag: 'tool-call',
    toolUseId: 'u1',
    toolName: 'Bash',
    inputJson: '{"command":"npm test -- ledger","description":"Run the ledger tests"}',
  },
  {
    id: 't5',
    tag: 'tool-result',
    toolUseId: 'u1',
    text: ' ✓ ledger closes a day (14 ms)\n ✓ ledger refuses a closed day\n\n2 passed',
    isError: false,
  },
  {
    id: 't6',
    tag: 'tool-call',
    toolUseId: 'u2',
    toolName: 'Edit',
    inputJson: JSON.stringify({
      file_path: 'src/ledger/close.ts',
      old_string: '  const cutoff = new Date();\n  return ledger.close(cutoff);',
      new_string: '  const cutoff = clock.now();\n  return ledger.close(cutoff);',
    }),
  },
  {
    id: 't7',
    tag: 'tool-result',
    toolUseId: 'u2',
    text: 'EACCES: permission denied, open src/ledger/close.ts',
    isError: true,
  },
  { id: 't8', tag: 'note', text: 'The conversation was compacted.' },
  { id: 't9', tag: 'turn-end', isError: false, durationMs: 41_000, costUsd: 0.14 },
];

interface SampleTalk {
  readonly isWriting?: boolean;
  /** A last entry of the app itself. */
  readonly end?: SessionEvent;
}

export function sampleTranscript(from: number, count: number, { isWriting = false, end }: SampleTalk): TranscriptPage {
  const items: readonly TranscriptItem[] =
    end === undefined ? talk : [...talk, { id: 'end', tag: 'event', event: end }];
  const firstIndex = Math.max(0, Math.min(from, items.length));
  return {
    items: items.slice(firstIndex, firstIndex + count),
    firstIndex,
    startIndex: 0,
    endIndex: items.length,
    olderAvailable: false,
    liveText: isWriting ? 'Running the tests again with the **clock** in place' : '',
  };
}

export function sampleJournal(nowMs: number): readonly JournalEntry[] {
  const shared = {
    connectionName: 'Work',
    sessionTitle: 'Payments API',
    connectionId: 'work',
    sessionId: 'session_payments',
    requestId: 'r',
    inputHash: '0'.repeat(64),
    practice: false,
  };
  return [
    { ...shared, atMs: nowMs - MINUTE_MS, event: 'confirmed', toolName: 'WebFetch', short: 'https://example.org/api' },
    {
      ...shared,
      atMs: nowMs - MINUTE_MS - 400,
      event: 'decided',
      choice: 'allow',
      surface: 'tray',
      toolName: 'WebFetch',
      short: 'https://example.org/api',
    },
    {
      ...shared,
      atMs: nowMs - 9 * MINUTE_MS,
      event: 'decided',
      choice: 'deny',
      surface: 'notification',
      toolName: 'Bash',
      short: 'make deploy-preview',
      reason: 'Not before the release is out.',
    },
    {
      ...shared,
      atMs: nowMs - 30 * MINUTE_MS,
      event: 'decided',
      choice: 'always-allow',
      surface: 'window',
      toolName: 'Bash',
      short: 'npm test',
      rule: 'Bash(npm test)',
    },
    {
      ...shared,
      atMs: nowMs - 31 * MINUTE_MS,
      event: 'withdrawn',
      toolName: 'Write',
      short: 'src/greeting.ts',
      sessionTitle: 'Practice: fix the greeting',
      connectionName: 'Practice',
      practice: true,
    },
  ];
}
