import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askKey, requestId, sessionKey, type AskKey } from '../../../shared/ids.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/units.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { decidedOf, type Ask, type Decided } from '../../../main/domain/ask.ts';
import { checkDecision } from '../../../main/domain/inbox-reduce.ts';
import { planNotices } from '../../../main/domain/notification-policy.ts';
import { reduce, type AppEvent, type AppState } from '../../../main/domain/state.ts';
import { trayView, type TrayItem } from '../../../main/domain/tray-view.ts';
import { aConnection, aRequest, CONNECTION, SESSION } from '../../support/asks.ts';
import { noticeContext } from '../../support/notice-context.ts';
import { newState } from '../../support/states.ts';

/** What can happen, in any order. Numbers pick an ask, a reply in flight, or how long a pause is. */
const happening = fc.oneof(
  fc.record({ tag: fc.constant('ask' as const), id: fc.nat(4), revision: fc.nat(1) }),
  fc.record({ tag: fc.constant('decide' as const), id: fc.nat(4), allow: fc.boolean() }),
  fc.record({ tag: fc.constant('cancel' as const), id: fc.nat(4) }),
  fc.record({ tag: fc.constant('answer-elsewhere' as const), id: fc.nat(4) }),
  fc.record({ tag: fc.constant('disk' as const), works: fc.boolean() }),
  fc.record({
    tag: fc.constant('wire' as const),
    how: fc.constantFrom('arrives', 'lost', 'fails', 'arrives-but-fails'),
  }),
  fc.record({ tag: fc.constant('drop' as const) }),
  fc.record({ tag: fc.constant('reconnect' as const), lists: fc.boolean() }),
  fc.record({ tag: fc.constant('replay' as const) }),
  fc.record({ tag: fc.constant('restart' as const) }),
  fc.record({ tag: fc.constant('suspend' as const) }),
  fc.record({
    tag: fc.constant('wait' as const),
    ms: fc.constantFrom(100, 2 * SECOND_MS, 11 * SECOND_MS, 11 * MINUTE_MS),
  }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const of = { connectionId: CONNECTION, sessionId: SESSION };

/** A far side that asks and takes answers, a disk and a wire that may fail, and Gatehouse's reducers between them. */
class World {
  state!: AppState;
  nowMs = 1_000_000;
  generation = 0;
  connected = false;
  /** Far side: open asks by id, with the revision asked last; ids are never reused after they ended. */
  readonly pending = new Map<string, number>();
  readonly ended = new Set<string>();
  readonly revisions = new Map<string, number>();
  /** What the far side applied, by ask. */
  readonly applied = new Map<AskKey, string>();
  /** Everything that ever left, by ask. */
  readonly left = new Map<AskKey, { wire: string; generation: number }[]>();
  readonly disk = new Map<AskKey, Ask>();
  saving: AskKey[] = [];
  sending: { key: AskKey; generation: number }[] = [];
  wires = 0;

  constructor() {
    this.boot();
  }

  boot(): void {
    this.state = newState();
    this.saving = [];
    this.sending = [];
    this.connected = false;
    if (this.disk.size > 0) this.dispatch({ tag: 'restored', asks: [...this.disk.values()] });
    this.dispatch({ tag: 'connections-configured', connections: [aConnection()] });
  }

  dispatch(event: AppEvent): void {
    const step = reduce(this.state, event, this.nowMs);
    this.state = step.state;
    for (const effect of step.effects) {
      if (effect.tag === 'save-decision') this.saving.push(effect.key);
      if (effect.tag === 'settle-decision') this.disk.delete(effect.key);
      if (effect.tag === 'send-answer') this.send(effect.key, effect.generation);
    }
  }

  send(key: AskKey, generation: number): void {
    const decided = this.decided(key);
    expect(this.disk.has(key), 'nothing leaves before it is on the disk').toBe(true);
    const before = this.left.get(key) ?? [];
    for (const one of before) expect(one.wire, 'one decision for one ask').toBe(decided.wire);
    expect(before.map((one) => one.generation)).not.toContain(generation);
    this.left.set(key, [...before, { wire: decided.wire, generation }]);
    const record = this.disk.get(key);
    if (record !== undefined) this.disk.set(key, markSent(record));
    this.sending.push({ key, generation });
  }

  decided(key: AskKey): Decided {
    const ask = this.state.inbox.asks.get(key);
    const decided = ask === undefined ? null : decidedOf(ask.state);
    if (decided === null) throw new Error('no decision');
    return decided;
  }

  request(id: string, revision: number) {
    return aRequest({ id, inputJson: JSON.stringify({ command: `echo ${id} ${revision}` }) });
  }
  key(id: string, revision: number): AskKey {
    const { requestId: request, inputHash } = this.request(id, revision);
    return askKey(CONNECTION, SESSION, request, inputHash);
  }

  happens(event: Happening): void {
    this.nowMs += 1;
    switch (event.tag) {
      case 'ask':
        return this.ask(`r${event.id}`, event.revision);
      case 'decide':
        return this.decide(`r${event.id}`, event.allow ? { tag: 'allow' } : { tag: 'deny', stop: false });
      case 'cancel':
        return this.end(`r${event.id}`, () =>
          this.dispatch({ tag: 'ask-cancelled', ...of, requestId: requestId(`r${event.id}`) }),
        );
      case 'answer-elsewhere':
        return this.end(`r${event.id}`, () =>
          this.dispatch({ tag: 'answer-seen', ...of, requestId: requestId(`r${event.id}`), own: false }),
        );
      case 'disk':
        return this.finishSave(event.works);
      case 'wire':
        return this.finishSend(event.how);
      case 'drop':
        return this.drop();
      case 'reconnect':
        return this.reconnect(event.lists);
      case 'replay':
        return this.tellPending();
      case 'restart':
        return this.boot();
      case 'suspend':
        return this.dispatch({ tag: 'suspended' });
      case 'wait':
        this.nowMs += event.ms;
        return this.dispatch({ tag: 'time-passed' });
    }
  }

  ask(id: string, revision: number): void {
    if (this.ended.has(id) || (this.pending.get(id) ?? -1) > revision) return;
    this.pending.set(id, revision);
    this.revisions.set(id, revision);
    if (this.connected)
      this.dispatch({ tag: 'asked', ...of, request: this.request(id, revision), generation: this.generation });
  }

  decide(id: string, decision: Decision): void {
    const revision = this.revisions.get(id) ?? 0;
    const key = this.key(id, revision);
    const { inputHash } = this.request(id, revision);
    if (!checkDecision(this.state.inbox, key, inputHash, decision).ok) return;
    const wire = `${decision.tag} ${this.wires++}`;
    this.dispatch({ tag: 'decide', key, decision, surface: 'tray', wire, answerId: wire });
  }

  end(id: string, tell: () => void): void {
    if (!this.pending.delete(id)) return;
    this.ended.add(id);
    if (this.connected) tell();
  }

  finishSave(works: boolean): void {
    const key = this.saving.shift();
    if (key === undefined) return;
    const ask = this.state.inbox.asks.get(key);
    const decided = ask === undefined ? null : decidedOf(ask.state);
    if (works && ask !== undefined && decided !== null) this.disk.set(key, stored(ask, decided));
    this.dispatch({ tag: works ? 'decision-saved' : 'decision-not-saved', key });
  }

  finishSend(how: 'arrives' | 'lost' | 'fails' | 'arrives-but-fails'): void {
    const sent = this.sending.shift();
    if (sent === undefined) return;
    const arrives =
      (how === 'arrives' || how === 'arrives-but-fails') && this.connected && sent.generation === this.generation;
    const id = [...this.revisions].find(([name, revision]) => this.key(name, revision) === sent.key)?.[0];
    if (arrives && id !== undefined && this.pending.has(id)) {
      this.applied.set(sent.key, this.left.get(sent.key)?.at(-1)?.wire ?? '');
      this.pending.delete(id);
      this.ended.add(id);
    }
    if (how === 'fails' || how === 'arrives-but-fails' || !this.connected) {
      this.dispatch({ tag: 'answer-failed', ...sent });
      return;
    }
    this.dispatch({ tag: 'answer-sent', ...sent });
    if (arrives && id !== undefined) this.dispatch({ tag: 'effect-seen', ...of, toolUseId: `toolu_${id}` });
  }

  drop(): void {
    if (!this.connected) return;
    this.connected = false;
    this.dispatch({
      tag: 'session-link',
      ...of,
      link: { tag: 'waiting', retryAtMs: this.nowMs, cause: { code: 'closed' } },
    });
  }

  reconnect(lists: boolean): void {
    this.connected = true;
    this.generation++;
    this.dispatch({ tag: 'session-link', ...of, link: { tag: 'live', generation: this.generation } });
    if (!lists) return;
    this.tellPending();
    const requestIds = [...this.pending.keys()].map(requestId);
    this.dispatch({ tag: 'open-asks-listed', ...of, requestIds, generation: this.generation });
  }

  tellPending(): void {
    if (!this.connected) return;
    for (const [id, revision] of this.pending) {
      this.dispatch({ tag: 'asked', ...of, request: this.request(id, revision), generation: this.generation });
    }
  }

  /** Everything works again: the link lists, the disk writes, the wire carries, until nothing moves. */
  heal(): void {
    for (let round = 0; round < 3; round++) {
      this.drop();
      this.reconnect(true);
      while (this.saving.length > 0 || this.sending.length > 0) {
        this.nowMs += 1;
        this.finishSave(true);
        this.finishSend('arrives');
      }
    }
  }
}

function stored(ask: Ask, decided: Decided): Ask {
  return { ...ask, seenInGeneration: 0, state: { tag: 'ready', decided: { ...decided, lastGeneration: null } } };
}

function markSent(record: Ask): Ask {
  const decided = decidedOf(record.state);
  return decided === null ? record : stored(record, { ...decided, everSent: true });
}

function trayAsks(items: readonly TrayItem[]): string[] {
  return items.flatMap((item) => {
    if (item.tag !== 'submenu') return [];
    return item.items.flatMap((entry) =>
      entry.tag === 'action' && entry.action.tag === 'decide' ? [entry.action.key] : [],
    );
  });
}

test('whatever happens in whatever order, nothing is lost, faked, sent twice or shown where it is over', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 1, maxLength: 60 }), (happenings) => {
      const world = new World();
      world.reconnect(true);
      for (const event of happenings) world.happens(event);
      world.heal();

      const view = appView(world.state);
      const open = view.inbox.map((ask) => ask.key);
      const waiting = [...world.pending].map(([id, revision]) => world.key(id, revision));
      expect(new Set(open), 'the inbox is what the far side waits for').toEqual(new Set(waiting));
      expect(new Set(trayAsks(trayView(view, () => []).menu)), 'and so is the tray').toEqual(new Set(open));
      const { settings, attention } = world.state;
      const when = { ...noticeContext, settings: settings.notifications, attention };
      const { notices } = planNotices(view.inbox, when);
      expect(notices.length > 0, 'and a notice stands exactly when something waits').toBe(open.length > 0);
      for (const receipt of view.receipts) {
        expect(['confirmed', 'answered-elsewhere', 'withdrawn'], `receipt ${receipt.state}`).toContain(receipt.state);
      }
      for (const [key, wire] of world.applied)
        expect(world.left.get(key)?.every((one) => one.wire === wire)).toBe(true);
      expect(
        [...world.disk.keys()].filter((key) => !open.includes(key)),
        'the outbox holds nothing settled',
      ).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

test('asks of two sessions with one request id never touch each other', () => {
  const other = { ...of, sessionId: 'session_b' as typeof SESSION };
  const world = new World();
  world.reconnect(true);
  const request = world.request('r1', 0);
  world.dispatch({ tag: 'session-link', ...other, link: { tag: 'live', generation: 1 } });
  world.dispatch({ tag: 'asked', ...of, request, generation: 1 });
  world.dispatch({ tag: 'asked', ...other, request, generation: 1 });
  world.dispatch({ tag: 'ask-cancelled', ...other, requestId: request.requestId });
  expect(appView(world.state).inbox.map((ask) => ask.sessionKey)).toEqual([sessionKey(CONNECTION, SESSION)]);
});
