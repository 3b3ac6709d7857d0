import type { ReceiptView } from '../../shared/model/app-view.ts';
import { askKey, requestId } from '../../shared/ids.ts';
import { MINUTE_MS } from '../../shared/units.ts';
import { sampleSessions } from './sample-sessions.ts';

/** Decisions of the last minutes, one of each way in which they stand. */
export function sampleReceipts(nowMs: number): readonly ReceiptView[] {
  const [payments] = sampleSessions(nowMs);
  if (!payments) throw new Error('sample sessions are missing');
  const make = (
    id: string,
    more: Pick<ReceiptView, 'toolName' | 'short' | 'decision' | 'surface' | 'state'>,
    ageMs: number,
  ): ReceiptView => ({
    key: askKey(payments.connectionId, payments.sessionId, requestId(id), id.padEnd(32, '0')),
    sessionKey: payments.key,
    sessionTitle: payments.title,
    connectionId: payments.connectionId,
    connectionName: payments.connectionName,
    decidedAtMs: nowMs - ageMs,
    changedAtMs: nowMs - ageMs,
    ...more,
  });
  const deny = { tag: 'deny', stop: false } as const;
  return [
    make(
      'r1',
      {
        toolName: 'WebFetch',
        short: 'https://example.org/api',
        decision: { tag: 'allow' },
        surface: 'tray',
        state: 'confirmed',
      },
      20_000,
    ),
    make(
      'r2',
      {
        toolName: 'Bash',
        short: 'make deploy-preview',
        decision: deny,
        surface: 'notification',
        state: 'waiting-to-send',
      },
      42_000,
    ),
    make(
      'r3',
      {
        toolName: 'Bash',
        short: 'git push origin main',
        decision: { tag: 'allow' },
        surface: 'window',
        state: 'not-confirmed',
      },
      2 * MINUTE_MS,
    ),
    make(
      'r4',
      { toolName: 'Read', short: '/etc/hosts', decision: null, surface: null, state: 'answered-elsewhere' },
      4 * MINUTE_MS,
    ),
  ];
}
