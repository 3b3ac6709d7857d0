import { describe, expect, test } from 'vitest';
import { askKey, requestId } from '../../../shared/ids.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { MINUTE_MS } from '../../../shared/units.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { checkDecision } from '../../../main/domain/inbox-reduce.ts';
import { nextDeadlineMs } from '../../../main/domain/inbox-time.ts';
import { inboxContext } from '../../../main/domain/state.ts';
import { aConnection, aRequest, CONNECTION, SESSION, SESSION_KEY } from '../../support/asks.ts';
import { InboxRig } from '../../support/inbox-rig.ts';

const ALLOW: Decision = { tag: 'allow' };
const DENY: Decision = { tag: 'deny', stop: false };
const of = { connectionId: CONNECTION, sessionId: SESSION };
const keyOf = (request: PermissionRequest) => askKey(CONNECTION, SESSION, request.requestId, request.inputHash);
const request = aRequest();
const key = keyOf(request);

describe('an ask that is told again', () => {
  test('is the same row', () => {
    const rig = new InboxRig().live(1).asked(request).asked(request).down().live(2).asked(request, 2);
    expect(rig.open()).toEqual(['r1']);
  });

  test('with other input is a new ask, and what was shown before can no longer be answered', () => {
    const changed = aRequest({ inputJson: '{"command":"rm -rf /"}' });
    const rig = new InboxRig().live(1).asked(request).asked(changed);
    expect(rig.open()).toEqual(['r1']);
    expect(rig.stateOf(key)).toBe('settled');
    expect(checkDecision(rig.state.inbox, key, request.inputHash, ALLOW)).toEqual({
      ok: false,
      error: 'already-decided',
    });
  });

  test('with other input voids a decision that has not left yet', () => {
    const rig = new InboxRig().live(1).asked(request).down().decided(key, ALLOW);
    rig.live(2).asked(aRequest({ inputJson: '{"command":"rm -rf /"}' }), 2);
    expect(rig.sends()).toEqual([]);
    expect(rig.receipt(key)).toBe('withdrawn');
  });

  test('after its answer was confirmed is answered from the outbox, without a prompt', () => {
    const rig = new InboxRig().live(1).asked(request).decided(key, DENY).do({ tag: 'answer-sent', key, generation: 1 });
    rig.down().live(2).listed([], 2).down().live(3).asked(request, 3);
    expect(rig.open()).toEqual([]);
    expect(rig.sends()).toEqual([1, 3]);
  });

  test('comes back to the inbox if it was only missing from a list', () => {
    const rig = new InboxRig().live(1).asked(request).down().live(2).listed([], 2);
    expect(rig.open()).toEqual([]);
    expect(rig.down().live(3).asked(request, 3).open()).toEqual(['r1']);
  });
});

describe('an ask that ends without us', () => {
  test('is gone when it is cancelled', () => {
    const rig = new InboxRig()
      .live(1)
      .asked(request)
      .do({ tag: 'ask-cancelled', ...of, requestId: request.requestId });
    expect(rig.open()).toEqual([]);
    expect(rig.receipt(key)).toBe('withdrawn');
  });

  test('is told as answered elsewhere when another answer, or its effect, is seen', () => {
    const answer = new InboxRig()
      .live(1)
      .asked(request)
      .do({ tag: 'answer-seen', ...of, requestId: request.requestId, own: false });
    expect(answer.receipt(key)).toBe('answered-elsewhere');
    const effect = new InboxRig()
      .live(1)
      .asked(request)
      .do({ tag: 'effect-seen', ...of, toolUseId: 'toolu_r1' });
    expect(effect.receipt(key)).toBe('answered-elsewhere');
  });

  test('is told as confirmed when the answer seen is our own of a run that was killed before it noted the send', () => {
    const before = new InboxRig().live(1).asked(request).decided(key, { tag: 'allow' });
    const sent = before.state.inbox.asks.get(key);
    if (sent?.state.tag !== 'sending') throw new Error('was not sent');
    const decided = { ...sent.state.decided, everSent: false, lastGeneration: null };
    const seen = (answerIds: readonly string[]) =>
      new InboxRig()
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
    const rig = new InboxRig()
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
    const rig = new InboxRig()
      .live(1)
      .asked(request)
      .do({ tag: 'ask-cancelled', ...of, requestId: request.requestId, mayReturn: true });
    expect(rig.open()).toEqual([]);
    expect(rig.asked({ ...request, inputHash: 'c'.repeat(64) }).open()).toEqual(['r1']);
  });

  test('is gone when its session ends, is removed, or its connection is taken away', () => {
    const ended = new InboxRig()
      .live(1)
      .asked(request)
      .do({ tag: 'session-facts', ...of, facts: { activity: { tag: 'ended' } } });
    const removed = new InboxRig()
      .live(1)
      .asked(request)
      .do({ tag: 'session-removed', ...of });
    const unplugged = new InboxRig().live(1).asked(request).do({ tag: 'connections-configured', connections: [] });
    for (const rig of [ended, removed, unplugged]) expect(rig.open()).toEqual([]);
  });

  test('releases its record when the cancel comes while the decision is being written', () => {
    const rig = new InboxRig().live(1).asked(request).decide(key, ALLOW);
    rig.do({ tag: 'ask-cancelled', ...of, requestId: request.requestId }).do({ tag: 'decision-saved', key });
    expect(rig.sends()).toEqual([]);
    expect(rig.effects.filter((effect) => effect.tag === 'settle-decision')).toHaveLength(2);
  });
});

test('an ask of a connection that is switched off is not offered, and stands again when it is on', () => {
  const rig = new InboxRig().live(1).asked(request);
  rig.do({ tag: 'connections-configured', connections: [aConnection({ state: { tag: 'off' } })] });
  expect(appView(rig.state).connections[0]?.state.tag).toBe('off');
  expect(rig.open()).toEqual([]);
  rig.do({ tag: 'connections-configured', connections: [aConnection({ state: { tag: 'connecting' } })] });
  expect(rig.open()).toEqual(['r1']);
});

test('cancels without end are remembered only up to a limit, the newest for sure', () => {
  const rig = new InboxRig().live(1);
  for (let n = 0; n < 2_500; n++) rig.do({ tag: 'ask-cancelled', ...of, requestId: requestId(`gone${n}`) });
  expect(rig.state.inbox.tombstones.size).toBe(2_000);
  expect(rig.asked(aRequest({ id: 'gone2499' })).open()).toEqual([]);
});

describe('too many asks', () => {
  test('are counted beyond 200 in a session, and let in as room appears, none lost', () => {
    const rig = new InboxRig().live(1);
    for (let n = 0; n < 230; n++) rig.asked(aRequest({ id: `r${n}` }));
    expect(rig.open()).toHaveLength(200);
    expect(appView(rig.state).overflow).toEqual([{ sessionKey: SESSION_KEY, count: 30 }]);
    rig.decided(keyOf(aRequest({ id: 'r0' })), DENY);
    expect(rig.open()).toHaveLength(200);
    expect(appView(rig.state).overflow[0]?.count).toBe(29);
  });

  test('beyond the caps are withdrawn like any other', () => {
    const rig = new InboxRig().live(1);
    for (let n = 0; n < 201; n++) rig.asked(aRequest({ id: `r${n}` }));
    rig.do({ tag: 'ask-cancelled', ...of, requestId: requestId('r200') });
    expect(appView(rig.state).overflow).toEqual([]);
  });
});

test('a decision of an earlier run outlives a start at which its connection is not configured', () => {
  const before = new InboxRig().live(1).asked(request).down().decided(key, DENY);
  const rig = new InboxRig();
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
  const rig = new InboxRig()
    .live(1)
    .asked(request)
    .after(365 * 24 * 60 * MINUTE_MS);
  expect(rig.open()).toEqual(['r1']);
  expect(rig.sends()).toEqual([]);
  expect(nextDeadlineMs(rig.state.inbox, inboxContext(rig.state, rig.nowMs))).toBeNull();
});
