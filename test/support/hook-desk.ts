import type { BackendEvent } from '../../main/domain/backend-event.ts';
import type { HookCall } from '../../main/backends/local/gateway/hook-call.ts';
import { HookAsks, type HookAsksOptions } from '../../main/backends/local/hooks/hook-asks.ts';
import type { HookFacts } from '../../main/backends/local/hooks/hook-facts.ts';
import { connectionId, sessionId, type SessionId } from '../../shared/ids.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { createHandClock } from './hand-clock.ts';
import { seededRandom } from './seeded-random.ts';

/** A call without a network: what was answered is kept. */
export class DeskCall implements HookCall {
  readonly body: string;
  readonly value: Readonly<Record<string, unknown>>;
  answer: string | null = null;
  /** Gone without our having heard of it yet. */
  isCut = false;
  #isGone = false;
  readonly #listeners: (() => void)[] = [];

  constructor(body: string) {
    this.body = body;
    this.value = JSON.parse(body);
  }
  get isOpen(): boolean {
    return !this.#isGone && this.answer === null;
  }
  respond(json: string): Promise<boolean> {
    if (!this.isOpen) return Promise.resolve(false);
    this.answer = json;
    return Promise.resolve(!this.isCut);
  }
  onGone(listener: () => void): void {
    if (this.#isGone) listener();
    else this.#listeners.push(listener);
  }
  hangUp(): void {
    if (!this.isOpen) return;
    this.#isGone = true;
    for (const listener of this.#listeners) listener();
  }
}

export const SESSION = sessionId('session-a');

interface Said {
  readonly session?: SessionId;
  readonly [field: string]: unknown;
}

/** Hooks at work, and what they report. */
export function hookDesk(over: Partial<HookAsksOptions> = {}) {
  const clock = createHandClock();
  const events: BackendEvent[] = [];
  const facts: HookFacts[] = [];
  const skipped: string[] = [];
  const asks = new HookAsks({
    connectionId: connectionId('local'),
    clock,
    random: seededRandom(1),
    emit: (event) => void events.push(event),
    onFacts: (_session, told) => void facts.push(told),
    onSkipped: (session, why) => void skipped.push(`${session ?? '-'} ${why}`),
    generationOf: () => 1,
    isOwn: () => false,
    isInteractive: () => true,
    asksInAutoMode: () => Promise.resolve(false),
    ...over,
  });
  const say = (event: string, { session = SESSION, ...fields }: Said = {}): DeskCall => {
    const common = { session_id: session, prompt_id: 'p1', permission_mode: 'default', cwd: '/work' };
    const call = new DeskCall(JSON.stringify({ ...common, hook_event_name: event, ...fields }));
    asks.receive(call);
    return call;
  };
  const bash = (command: string) => ({ tool_name: 'Bash', tool_input: { command } });
  return {
    asks,
    clock,
    events,
    facts,
    skipped,
    say,
    begin: (id: string, command: string, more: Said = {}) =>
      say('PreToolUse', { ...bash(command), tool_use_id: id, ...more }),
    ran: (id: string, command: string, more: Said = {}) =>
      say('PostToolUse', { ...bash(command), tool_use_id: id, tool_response: {}, ...more }),
    /** A call that is held, with the ask it became. */
    ask: (command: string, more: Said = {}): { readonly call: DeskCall; readonly request: PermissionRequest } => {
      const call = say('PermissionRequest', { ...bash(command), ...more });
      const asked = events.at(-1);
      if (asked?.tag !== 'asked') throw new Error(`not asked: ${JSON.stringify(asked)}`);
      return { call, request: asked.request };
    },
    /** What was told since the last look. */
    news: () => events.splice(0).map(({ tag, ...rest }) => ({ tag, ...rest })),
  };
}
