import { askKey, connectionId, requestId, sessionId } from '../../../shared/ids.ts';
import type { OutboxRecord } from '../../../main/ports/outbox.ts';

/** A decision as the engine would store it; `number` makes it another ask. */
export function outboxRecord(number: number, change: Partial<OutboxRecord> = {}): OutboxRecord {
  const inputJson = `{"command":"echo ${number}","big":9007199254740993}`;
  const inputHash = number.toString(16).padStart(64, '0');
  const id = requestId(`req-${number}`);
  return {
    key: askKey(connectionId('work'), sessionId('session_a'), id, inputHash),
    connectionId: connectionId('work'),
    sessionId: sessionId('session_a'),
    sessionTitle: 'Shop',
    request: {
      requestId: id,
      kind: 'tool',
      toolName: 'Bash',
      inputJson,
      inputHash,
      suggestions: [
        {
          tag: 'rules',
          raw: '{"type":"addRules"}',
          behavior: 'allow',
          how: 'add',
          destination: 'session',
          rules: [{ toolName: 'Bash' }],
        },
      ],
      requiresUserInteraction: false,
      defaultToNo: false,
      mayAlwaysAllow: true,
      offers: { allow: true, deny: true, denyWithReason: true, denyAndStop: true, edit: true },
    },
    decision: { tag: 'allow' },
    surface: 'notification',
    decidedAtMs: 1_700_000_000_000 + number,
    wire: `{"type":"control_response","n":${number}}`,
    everSent: false,
    ...change,
  };
}
