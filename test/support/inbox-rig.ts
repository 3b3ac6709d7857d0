import { requestId, type AskKey } from '../../shared/ids.ts';
import type { Decision } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { appView } from '../../main/domain/app-view.ts';
import type { InboxEffect } from '../../main/domain/inbox.ts';
import { reduce, type AppEvent, type AppState } from '../../main/domain/state.ts';
import { aConnection, CONNECTION, SESSION } from './asks.ts';
import { newState } from './states.ts';

const of = { connectionId: CONNECTION, sessionId: SESSION };

/** Drives the reducer by hand: events in, effects kept. */
export class InboxRig {
  state: AppState = newState();
  nowMs = 1_000_000;
  effects: InboxEffect[] = [];

  constructor() {
    this.do({ tag: 'connections-configured', connections: [aConnection()] });
  }
  do(event: AppEvent): this {
    const step = reduce(this.state, event, this.nowMs);
    this.state = step.state;
    this.effects.push(...step.effects);
    return this;
  }
  after(ms: number): this {
    this.nowMs += ms;
    return this.do({ tag: 'time-passed' });
  }
  live(generation: number): this {
    return this.do({ tag: 'session-link', ...of, link: { tag: 'live', generation } });
  }
  down(): this {
    return this.do({
      tag: 'session-link',
      ...of,
      link: { tag: 'waiting', retryAtMs: this.nowMs + 500, cause: { code: 'closed' } },
    });
  }
  asked(request: PermissionRequest, generation = 1): this {
    return this.do({ tag: 'asked', ...of, request, generation });
  }
  listed(ids: readonly string[], generation: number): this {
    return this.do({ tag: 'open-asks-listed', ...of, requestIds: ids.map(requestId), generation });
  }
  decide(key: AskKey, decision: Decision, wire = 'WIRE'): this {
    return this.do({ tag: 'decide', key, decision, surface: 'window', wire, answerId: `id of ${wire}` });
  }
  decided(key: AskKey, decision: Decision): this {
    return this.decide(key, decision).do({ tag: 'decision-saved', key });
  }
  sends(): number[] {
    return this.effects.flatMap((effect) => (effect.tag === 'send-answer' ? [effect.generation] : []));
  }
  stateOf(key: AskKey): string | undefined {
    return this.state.inbox.asks.get(key)?.state.tag;
  }
  receipt(key: AskKey): string | undefined {
    return appView(this.state).receipts.find((receipt) => receipt.key === key)?.state;
  }
  open(): string[] {
    return appView(this.state).inbox.map((ask) => ask.requestId);
  }
}
