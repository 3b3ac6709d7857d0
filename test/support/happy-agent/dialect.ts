/** How agents word what happens: envelopes today, raw transcript lines in 2025. */
import { randomUUID } from 'node:crypto';

/** `current` is 1.2.x; `early` is 0.13. */
export type DialectName = 'current' | 'early';

type Body = Readonly<Record<string, unknown>>;

/** Bodies of messages, before they are sealed. */
export interface Dialect {
  readonly turnStart: () => readonly Body[];
  readonly turnEnd: (status: 'completed' | 'failed' | 'cancelled') => readonly Body[];
  readonly text: (text: string) => readonly Body[];
  readonly toolStart: (id: string, tool: string, input: unknown) => readonly Body[];
  readonly toolEnd: (id: string, output: string, isError: boolean) => readonly Body[];
  /** Typed at the terminal. */
  readonly typed: (text: string) => readonly Body[];
}

export const eventBody = (data: Body): Body => ({
  role: 'agent',
  content: { type: 'event', id: randomUUID(), data },
  meta: { sentFrom: 'cli' },
});

let issued = 0;
const shortId = () => `z${Date.now().toString(36)}${(issued++).toString(36).padStart(6, '0')}`.padEnd(24, '0');

export function currentDialect(): Dialect {
  let turn: string | null = null;
  const envelope = (ev: Body, role: 'agent' | 'user' = 'agent'): Body => ({
    role: 'session',
    content: {
      id: shortId(),
      time: Date.now(),
      role,
      ...(role === 'agent' ? { turn: (turn ??= shortId()) } : {}),
      ev,
    },
    meta: { sentFrom: 'cli' },
  });
  return {
    turnStart: () => {
      turn = shortId();
      return [envelope({ t: 'turn-start' })];
    },
    turnEnd: (status) => {
      const bodies = [envelope({ t: 'turn-end', status })];
      turn = null;
      return bodies;
    },
    text: (text) => [envelope({ t: 'text', text })],
    toolStart: (id, tool, input) => [
      envelope({ t: 'tool-call-start', call: id, name: tool, title: tool, description: tool, args: input }),
    ],
    // There is no output in this format, not even whether it went well.
    toolEnd: (id) => [envelope({ t: 'tool-call-end', call: id })],
    typed: (text) => [envelope({ t: 'text', text }, 'user')],
  };
}

export function earlyClaudeDialect(): Dialect {
  let parentUuid: string | null = null;
  const line = (data: Body): Body => {
    const uuid = randomUUID();
    const body = {
      role: 'agent',
      content: {
        type: 'output',
        data: { uuid, parentUuid, isSidechain: false, timestamp: new Date().toISOString(), ...data },
      },
      meta: { sentFrom: 'cli' },
    };
    parentUuid = uuid;
    return body;
  };
  const assistant = (block: Body) => line({ type: 'assistant', message: { role: 'assistant', content: [block] } });
  return {
    turnStart: () => [],
    turnEnd: () => [eventBody({ type: 'ready' })],
    text: (text) => [assistant({ type: 'text', text })],
    toolStart: (id, tool, input) => [assistant({ type: 'tool_use', id, name: tool, input })],
    toolEnd: (id, output, isError) => [
      line({
        type: 'user',
        message: {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: id, content: output, is_error: isError }],
        },
      }),
    ],
    typed: (text) => [{ role: 'user', content: { type: 'text', text }, meta: { sentFrom: 'cli' } }],
  };
}

export function earlyCodexDialect(): Dialect {
  const codex = (data: Body): Body => ({
    role: 'agent',
    content: { type: 'codex', data },
    meta: { sentFrom: 'cli' },
  });
  return {
    turnStart: () => [codex({ type: 'task_started' })],
    turnEnd: (status) => [
      codex({ type: status === 'completed' ? 'task_complete' : 'turn_aborted' }),
      eventBody({ type: 'ready' }),
    ],
    text: (text) => [codex({ type: 'message', message: text, id: randomUUID() })],
    toolStart: (id, tool, input) => [codex({ type: 'tool-call', callId: id, name: tool, input, id: randomUUID() })],
    toolEnd: (id, output) => [codex({ type: 'tool-call-result', callId: id, output, id: randomUUID() })],
    typed: (text) => [{ role: 'user', content: { type: 'text', text }, meta: { sentFrom: 'cli' } }],
  };
}
