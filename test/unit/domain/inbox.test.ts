import { describe, expect, test } from 'vitest';
import { askKey, requestId, type AskKey } from '../../../shared/ids.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/units.ts';
import { appView } from '../../../main/domain/app-view.ts';
import type { InboxEffect } from '../../../main/domain/inbox.ts';
import { checkDecision } from '../../../main/domain/inbox-reduce.ts';
import { nextDeadlineMs } from '../../../main/domain/inbox-time.ts';
import { inboxContext, reduce, type AppEvent, type AppState } from '../../../main/domain/state.ts';
import { aConnection, aRequest, CONNECTION, SESSION, SESSION_KEY } from '../../support/asks.ts';
import { newState } from '../../support/states.ts';

const ALLOW: Decision = { tag: 'allow' };
const DENY: Decision = { tag: 'deny', stop: false };
const of = { connectionId: CONNECTION, sessionId: SESSION };

/** Drives the reducer by hand: events in, effects kept. */
class Rig {
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

const keyOf = (request: PermissionRequest) => askKey(CONNECTION, SESSION, request.requestId, request.inputHash);
const request = aRequest();
const key = keyOf(request);

describe('an ask that is decided while its session is live', () => {
  test('is stored first, and sent only when it is on the disk', () => {
    const rig = new Rig().live(1).asked(request).decide(key, ALLOW);
    expect(rig.effects.map((effect) => effect.tag)).toEqual(['save-decision', 'journal']);
    expect(rig.sends()).toEqual([]);
    rig.do({ tag: 'decision-saved', key });
    expect(rig.sends()).toEqual([1]);
  });

  test('leaves the inbox at once and shows as sending until a receipt comes', () => {
    const rig = new Rig().live(1).asked(request).decided(key, ALLOW);
    expect(rig.open()).toEqual([]);
    expect(rig.receipt(key)).toBe('sending');
    rig.do({ tag: 'answer-sent', key, generation: 1 });
    expect(rig.receipt(key)).toBe('sending');
    rig.do({ tag: 'effect-seen', ...of, toolUseId: 'toolu_r1' });
    expect(rig.receipt(key)).toBe('confirmed');
    expect(rig.effects).toContainEqual({ tag: 'settle-decision', key });
  });

  test('is told as not confirmed after ten seconds without a receipt, and still takes a late one', () => {
    const rig = new Rig().live(1).asked(request).decided(key, ALLOW).do({ tag: 'answer-sent', key, generation: 1 });
    expect(rig.after(10 * SECOND_MS - 1).receipt(key)).toBe('sending');
    expect(rig.after(1).receipt(key)).toBe('not-confirmed');
    expect(rig.sends()).toEqual([1]);
    rig.do({ tag: 'ask-cancelled', ...of, requestId: request.requestId });
    expect(rig.receipt(key)).toBe('confirmed');
  });

  test('stays open, undecided and unsent when the disk refuses it', () => {
    const rig = new Rig().live(1).asked(request).decide(key, ALLOW).do({ tag: 'decision-not-saved', key });
    expect(rig.open()).toEqual(['r1']);
    expect(appView(rig.state).inbox[0]?.notSaved).toBe(true);
    expect(rig.sends()).toEqual([]);
  });

  test('keeps the first decision: a second one is refused', () => {
    const rig = new Rig().live(1).asked(request).decide(key, ALLOW);
    expect(checkDecision(rig.state.inbox, key, request.inputHash, DENY)).toEqual({
      ok: false,
      error: 'already-decided',
    });
  });

  test('refuses an answer to bytes that are not the asked ones', () => {
    const rig = new Rig().live(1).asked(request);
    expect(checkDecision(rig.state.inbox, key, 'f'.repeat(64), ALLOW)).toEqual({ ok: false, error: 'changed' });
  });

  test('is told as refused, and not sent again, when the service says no', () => {
    const rig = new Rig().live(1).asked(request).decided(key, ALLOW).do({ tag: 'answer-refused', key, generation: 1 });
    expect(rig.receipt(key)).toBe('refused');
    expect(
      rig
        .down()
        .live(2)
        .after(5 * SECOND_MS)
        .sends(),
    ).toEqual([1]);
  });
});

describe('a decision made while the link is down', () => {
  test('waits on the disk and leaves when the far side tells of the ask again', () => {
    const rig = new Rig().live(1).asked(request).down().decided(key, ALLOW);
    expect(rig.receipt(key)).toBe('waiting-to-send');
    rig.live(2);
    expect(rig.sends()).toEqual([]);
    rig.asked(request, 2).listed(['r1'], 2);
    expect(rig.sends()).toEqual([2]);
  });

  test('leaves two seconds after the link is back when the far side tells nothing', () => {
    const rig = new Rig().live(1).asked(request).down().decided(key, ALLOW).live(2);
    expect(rig.after(2 * SECOND_MS - 1).sends()).toEqual([]);
    expect(rig.after(1).sends()).toEqual([2]);
  });

  test('is not sent when the far side no longer asks: somebody else was faster', () => {
    const rig = new Rig().live(1).asked(request).down().decided(key, ALLOW).live(2).listed([], 2);
    expect(rig.sends()).toEqual([]);
    expect(rig.receipt(key)).toBe('withdrawn');
  });

  test('expires after ten minutes if it allows, and asks the person again', () => {
    const rig = new Rig()
      .live(1)
      .asked(request)
      .down()
      .decided(key, ALLOW)
      .after(10 * MINUTE_MS + 1);
    expect(rig.open()).toEqual(['r1']);
    expect(appView(rig.state).inbox[0]?.expiredDecision).toEqual({ decision: ALLOW, why: 'too-old' });
    expect(rig.live(2).asked(request, 2).sends()).toEqual([]);
  });

  test('may be late if it denies', () => {
    const rig = new Rig()
      .live(1)
      .asked(request)
      .down()
      .decided(key, DENY)
      .after(60 * MINUTE_MS);
    expect(rig.live(2).asked(request, 2).sends()).toEqual([2]);
  });

  test('sets no deadline if it denies: it waits for the link, not for the clock', () => {
    const rig = new Rig().live(1).asked(request).down().decided(key, DENY);
    rig.nowMs += 11 * MINUTE_MS;
    expect(nextDeadlineMs(rig.state.inbox, inboxContext(rig.state, rig.nowMs))).toBeNull();
  });

  test('is asked anew at the suspend itself if it allows, not only when the link is back', () => {
    const rig = new Rig().live(1).asked(request).down().decided(key, ALLOW).do({ tag: 'suspended' });
    expect(appView(rig.state).inbox[0]?.expiredDecision?.why).toBe('suspended');
  });

  test('may after its first send only be decided again as it was', () => {
    const always: Decision = { tag: 'allow', suggestionIndex: 0 };
    const rig = new Rig().live(1).asked(request).decided(key, always).do({ tag: 'answer-sent', key, generation: 1 });
    rig.do({ tag: 'suspended' }).live(2).asked(request, 2);
    expect(rig.open()).toEqual(['r1']);
    const may = (decision: Decision) => checkDecision(rig.state.inbox, key, request.inputHash, decision).ok;
    expect([may(ALLOW), may(DENY), may({ suggestionIndex: 0, tag: 'allow' })]).toEqual([false, false, true]);
  });

  test('does not outlive a suspend if it allows', () => {
    const rig = new Rig().live(1).asked(request).down().decided(key, ALLOW).do({ tag: 'suspended' });
    rig.live(2).asked(request, 2);
    expect(rig.sends()).toEqual([]);
    expect(appView(rig.state).inbox[0]?.expiredDecision?.why).toBe('suspended');
  });
});

describe('an answer whose socket broke', () => {
  const sent = () =>
    new Rig().live(1).asked(request).decided(key, ALLOW).do({ tag: 'answer-sent', key, generation: 1 });

  test('is confirmed when the far side no longer lists the ask', () => {
    const rig = sent().down().live(2).listed([], 2);
    expect(rig.receipt(key)).toBe('confirmed');
    expect(rig.sends()).toEqual([1]);
  });

  test('is sent once more, and only once, when the far side still asks', () => {
    const rig = sent().down().live(2).asked(request, 2).listed(['r1'], 2);
    rig
      .do({ tag: 'answer-sent', key, generation: 2 })
      .asked(request, 2)
      .after(30 * SECOND_MS);
    expect(rig.sends()).toEqual([1, 2]);
  });

  test('is sent once in each generation when every one of them fails', () => {
    const rig = new Rig().live(1).asked(request).decided(key, DENY).do({ tag: 'answer-failed', key, generation: 1 });
    expect(rig.receipt(key)).toBe('waiting-to-send');
    rig.after(SECOND_MS).live(2).asked(request, 2).do({ tag: 'answer-failed', key, generation: 2 });
    rig.live(3).asked(request, 3);
    expect(rig.sends()).toEqual([1, 2, 3]);
  });

  test('expires when it grew old, and then takes only the same decision again', () => {
    const rig = sent()
      .down()
      .after(11 * MINUTE_MS)
      .live(2)
      .asked(request, 2);
    expect(rig.sends()).toEqual([1]);
    expect(rig.open()).toEqual(['r1']);
    expect(checkDecision(rig.state.inbox, key, request.inputHash, DENY).ok).toBe(false);
    expect(checkDecision(rig.state.inbox, key, request.inputHash, ALLOW).ok).toBe(true);
    rig.decide(key, ALLOW, 'OTHER BYTES');
    expect(rig.sends()).toEqual([1, 2]);
    const state = rig.state.inbox.asks.get(key)?.state;
    expect(state?.tag === 'sending' && state.decided.wire).toBe('WIRE');
  });
});

describe('an ask that is told again', () => {
  test('is the same row', () => {
    const rig = new Rig().live(1).asked(request).asked(request).down().live(2).asked(request, 2);
    expect(rig.open()).toEqual(['r1']);
  });

  test('with other input is a new ask, and what was shown before can no longer be answered', () => {
    const changed = aRequest({ inputJson: '{"command":"rm -rf /"}' });
    const rig = new Rig().live(1).asked(request).asked(changed);
    expect(rig.open()).toEqual(['r1']);
    expect(rig.stateOf(key)).toBe('settled');
    expect(checkDecision(rig.state.inbox, key, request.inputHash, ALLOW)).toEqual({
      ok: false,
      error: 'already-decided',
    });
  });

  test('with other input voids a decision that has not left yet', () => {
    const rig = new Rig().live(1).asked(request).down().decided(key, ALLOW);
    rig.live(2).asked(aRequest({ inputJson: '{"command":"rm -rf /"}' }), 2);
    expect(rig.sends()).toEqual([]);
    expect(rig.receipt(key)).toBe('withdrawn');
  });

  test('after its answer was confirmed is answered from the outbox, without a prompt', () => {
    const rig = new Rig().live(1).asked(request).decided(key, DENY).do({ tag: 'answer-sent', key, generation: 1 });
    rig.down().live(2).listed([], 2).down().live(3).asked(request, 3);
    expect(rig.open()).toEqual([]);
    expect(rig.sends()).toEqual([1, 3]);
  });

  test('comes back to the inbox if it was only missing from a list', () => {
    const rig = new Rig().live(1).asked(request).down().live(2).listed([], 2);
    expect(rig.open()).toEqual([]);
    expect(rig.down().live(3).asked(request, 3).open()).toEqual(['r1']);
  });
});

describe('an ask that ends without us', () => {
  test('is gone when it is cancelled', () => {
    const rig = new Rig()
      .live(1)
      .asked(request)
      .do({ tag: 'ask-cancelled', ...of, requestId: request.requestId });
    expect(rig.open()).toEqual([]);
    expect(rig.receipt(key)).toBe('withdrawn');
  });

  test('is told as answered elsewhere when another answer, or its effect, is seen', () => {
    const answer = new Rig()
      .live(1)
      .asked(request)
      .do({ tag: 'answer-seen', ...of, requestId: request.requestId, own: false });
    expect(answer.receipt(key)).toBe('answered-elsewhere');
    const effect = new Rig()
      .live(1)
      .asked(request)
      .do({ tag: 'effect-seen', ...of, toolUseId: 'toolu_r1' });
    expect(effect.receipt(key)).toBe('answered-elsewhere');
  });

  test('is told as confirmed when the answer seen is our own of a run that was killed before it noted the send', () => {
    const before = new Rig().live(1).asked(request).decided(key, { tag: 'allow' });
    const sent = before.state.inbox.asks.get(key);
    if (sent?.state.tag !== 'sending') throw new Error('was not sent');
    const decided = { ...sent.state.decided, everSent: false, lastGeneration: null };
    const seen = (answerIds: readonly string[]) =>
      new Rig()
        .do({ tag: 'restored', asks: [{ ...sent, seenInGeneration: 0, state: { tag: 'ready', decided } }] })
        .do({ tag: 'answer-seen', ...of, requestId: request.requestId, own: null, answerIds })
        .receipt(key);
    expect([seen(['id of WIRE']), seen(['another']), seen([])]).toEqual([
      'confirmed',
      'answered-elsewhere',
      'answered-elsewhere',
    ]);
  });

  test('is not shown at all when the cancel came first, for ten minutes', () => {
    const rig = new Rig()
      .live(1)
      .do({ tag: 'ask-cancelled', ...of, requestId: request.requestId })
      .asked(request);
    expect(rig.open()).toEqual([]);
    expect(
      rig
        .after(10 * MINUTE_MS)
        .asked(request)
        .open(),
    ).toEqual(['r1']);
  });

  test('is shown when a far side that keeps order raises a cancelled id once more', () => {
    const rig = new Rig()
      .live(1)
      .asked(request)
      .do({ tag: 'ask-cancelled', ...of, requestId: request.requestId, mayReturn: true });
    expect(rig.open()).toEqual([]);
    expect(rig.asked({ ...request, inputHash: 'c'.repeat(64) }).open()).toEqual(['r1']);
  });

  test('is gone when its session ends, is removed, or its connection is taken away', () => {
    const ended = new Rig()
      .live(1)
      .asked(request)
      .do({ tag: 'session-facts', ...of, facts: { activity: { tag: 'ended' } } });
    const removed = new Rig()
      .live(1)
      .asked(request)
      .do({ tag: 'session-removed', ...of });
    const unplugged = new Rig().live(1).asked(request).do({ tag: 'connections-configured', connections: [] });
    for (const rig of [ended, removed, unplugged]) expect(rig.open()).toEqual([]);
  });

  test('releases its record when the cancel comes while the decision is being written', () => {
    const rig = new Rig().live(1).asked(request).decide(key, ALLOW);
    rig.do({ tag: 'ask-cancelled', ...of, requestId: request.requestId }).do({ tag: 'decision-saved', key });
    expect(rig.sends()).toEqual([]);
    expect(rig.effects.filter((effect) => effect.tag === 'settle-decision')).toHaveLength(2);
  });
});

test('an ask of a connection that is switched off is not offered, and stands again when it is on', () => {
  const rig = new Rig().live(1).asked(request);
  rig.do({ tag: 'connections-configured', connections: [aConnection({ state: { tag: 'off' } })] });
  expect(appView(rig.state).connections[0]?.state.tag).toBe('off');
  expect(rig.open()).toEqual([]);
  rig.do({ tag: 'connections-configured', connections: [aConnection({ state: { tag: 'connecting' } })] });
  expect(rig.open()).toEqual(['r1']);
});

test('cancels without end are remembered only up to a limit, the newest for sure', () => {
  const rig = new Rig().live(1);
  for (let n = 0; n < 2_500; n++) rig.do({ tag: 'ask-cancelled', ...of, requestId: requestId(`gone${n}`) });
  expect(rig.state.inbox.tombstones.size).toBe(2_000);
  expect(rig.asked(aRequest({ id: 'gone2499' })).open()).toEqual([]);
});

describe('too many asks', () => {
  test('are counted beyond 200 in a session, and let in as room appears, none lost', () => {
    const rig = new Rig().live(1);
    for (let n = 0; n < 230; n++) rig.asked(aRequest({ id: `r${n}` }));
    expect(rig.open()).toHaveLength(200);
    expect(appView(rig.state).overflow).toEqual([{ sessionKey: SESSION_KEY, count: 30 }]);
    rig.decided(keyOf(aRequest({ id: 'r0' })), DENY);
    expect(rig.open()).toHaveLength(200);
    expect(appView(rig.state).overflow[0]?.count).toBe(29);
  });

  test('beyond the caps are withdrawn like any other', () => {
    const rig = new Rig().live(1);
    for (let n = 0; n < 201; n++) rig.asked(aRequest({ id: `r${n}` }));
    rig.do({ tag: 'ask-cancelled', ...of, requestId: requestId('r200') });
    expect(appView(rig.state).overflow).toEqual([]);
  });
});

test('a decision of an earlier run outlives a start at which its connection is not configured', () => {
  const before = new Rig().live(1).asked(request).down().decided(key, DENY);
  const rig = new Rig();
  rig.do({ tag: 'connections-configured', connections: [] });
  const stored = before.state.inbox.asks.get(key);
  if (stored === undefined) throw new Error('no such ask');
  rig.do({ tag: 'restored', asks: [stored] }).do({ tag: 'connections-configured', connections: [] });
  expect(rig.stateOf(key)).toBe('ready');
  rig
    .do({ tag: 'connections-configured', connections: [aConnection()] })
    .live(2)
    .asked(request, 2);
  expect(rig.sends()).toEqual([2]);
});

test('no clock ever decides: an open ask is still open after a year', () => {
  const rig = new Rig()
    .live(1)
    .asked(request)
    .after(365 * 24 * 60 * MINUTE_MS);
  expect(rig.open()).toEqual(['r1']);
  expect(rig.sends()).toEqual([]);
  expect(nextDeadlineMs(rig.state.inbox, inboxContext(rig.state, rig.nowMs))).toBeNull();
});
