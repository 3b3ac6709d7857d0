import { describe, expect, test } from 'vitest';
import { askKey } from '../../../shared/ids.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/units.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { checkDecision } from '../../../main/domain/inbox-reduce.ts';
import { nextDeadlineMs } from '../../../main/domain/inbox-time.ts';
import { inboxContext } from '../../../main/domain/state.ts';
import { aRequest, CONNECTION, SESSION } from '../../support/asks.ts';
import { InboxRig } from '../../support/inbox-rig.ts';

const ALLOW: Decision = { tag: 'allow' };
const DENY: Decision = { tag: 'deny', stop: false };
const of = { connectionId: CONNECTION, sessionId: SESSION };
const keyOf = (request: PermissionRequest) => askKey(CONNECTION, SESSION, request.requestId, request.inputHash);
const request = aRequest();
const key = keyOf(request);

describe('an ask that is decided while its session is live', () => {
  test('is stored first, and sent only when it is on the disk', () => {
    const rig = new InboxRig().live(1).asked(request).decide(key, ALLOW);
    expect(rig.effects.map((effect) => effect.tag)).toEqual(['save-decision', 'journal']);
    expect(rig.sends()).toEqual([]);
    rig.do({ tag: 'decision-saved', key });
    expect(rig.sends()).toEqual([1]);
  });

  test('leaves the inbox at once and shows as sending until a receipt comes', () => {
    const rig = new InboxRig().live(1).asked(request).decided(key, ALLOW);
    expect(rig.open()).toEqual([]);
    expect(rig.receipt(key)).toBe('sending');
    rig.do({ tag: 'answer-sent', key, generation: 1 });
    expect(rig.receipt(key)).toBe('sending');
    rig.do({ tag: 'effect-seen', ...of, toolUseId: 'toolu_r1' });
    expect(rig.receipt(key)).toBe('confirmed');
    expect(rig.effects).toContainEqual({ tag: 'settle-decision', key });
  });

  test('is told as not confirmed after ten seconds without a receipt, and still takes a late one', () => {
    const rig = new InboxRig()
      .live(1)
      .asked(request)
      .decided(key, ALLOW)
      .do({ tag: 'answer-sent', key, generation: 1 });
    expect(rig.after(10 * SECOND_MS - 1).receipt(key)).toBe('sending');
    expect(rig.after(1).receipt(key)).toBe('not-confirmed');
    expect(rig.sends()).toEqual([1]);
    rig.do({ tag: 'ask-cancelled', ...of, requestId: request.requestId });
    expect(rig.receipt(key)).toBe('confirmed');
  });

  test('stays open, undecided and unsent when the disk refuses it', () => {
    const rig = new InboxRig().live(1).asked(request).decide(key, ALLOW).do({ tag: 'decision-not-saved', key });
    expect(rig.open()).toEqual(['r1']);
    expect(appView(rig.state).inbox[0]?.notSaved).toBe(true);
    expect(rig.sends()).toEqual([]);
  });

  test('keeps the first decision: a second one is refused', () => {
    const rig = new InboxRig().live(1).asked(request).decide(key, ALLOW);
    expect(checkDecision(rig.state.inbox, key, request.inputHash, DENY)).toEqual({
      ok: false,
      error: 'already-decided',
    });
  });

  test('refuses an answer to bytes that are not the asked ones', () => {
    const rig = new InboxRig().live(1).asked(request);
    expect(checkDecision(rig.state.inbox, key, 'f'.repeat(64), ALLOW)).toEqual({ ok: false, error: 'changed' });
  });

  test('is told as refused, and not sent again, when the service says no', () => {
    const rig = new InboxRig()
      .live(1)
      .asked(request)
      .decided(key, ALLOW)
      .do({ tag: 'answer-refused', key, generation: 1 });
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
    const rig = new InboxRig().live(1).asked(request).down().decided(key, ALLOW);
    expect(rig.receipt(key)).toBe('waiting-to-send');
    rig.live(2);
    expect(rig.sends()).toEqual([]);
    rig.asked(request, 2).listed(['r1'], 2);
    expect(rig.sends()).toEqual([2]);
  });

  test('leaves two seconds after the link is back when the far side tells nothing', () => {
    const rig = new InboxRig().live(1).asked(request).down().decided(key, ALLOW).live(2);
    expect(rig.after(2 * SECOND_MS - 1).sends()).toEqual([]);
    expect(rig.after(1).sends()).toEqual([2]);
  });

  test('is not sent when the far side no longer asks: somebody else was faster', () => {
    const rig = new InboxRig().live(1).asked(request).down().decided(key, ALLOW).live(2).listed([], 2);
    expect(rig.sends()).toEqual([]);
    expect(rig.receipt(key)).toBe('withdrawn');
  });

  test('expires after ten minutes if it allows, and asks the person again', () => {
    const rig = new InboxRig()
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
    const rig = new InboxRig()
      .live(1)
      .asked(request)
      .down()
      .decided(key, DENY)
      .after(60 * MINUTE_MS);
    expect(rig.live(2).asked(request, 2).sends()).toEqual([2]);
  });

  test('sets no deadline if it denies: it waits for the link, not for the clock', () => {
    const rig = new InboxRig().live(1).asked(request).down().decided(key, DENY);
    rig.nowMs += 11 * MINUTE_MS;
    expect(nextDeadlineMs(rig.state.inbox, inboxContext(rig.state, rig.nowMs))).toBeNull();
  });

  test('is asked anew at the suspend itself if it allows, not only when the link is back', () => {
    const rig = new InboxRig().live(1).asked(request).down().decided(key, ALLOW).do({ tag: 'suspended' });
    expect(appView(rig.state).inbox[0]?.expiredDecision?.why).toBe('suspended');
  });

  test('may after its first send only be decided again as it was', () => {
    const always: Decision = { tag: 'allow', suggestionIndex: 0 };
    const rig = new InboxRig()
      .live(1)
      .asked(request)
      .decided(key, always)
      .do({ tag: 'answer-sent', key, generation: 1 });
    rig.do({ tag: 'suspended' }).live(2).asked(request, 2);
    expect(rig.open()).toEqual(['r1']);
    const may = (decision: Decision) => checkDecision(rig.state.inbox, key, request.inputHash, decision).ok;
    expect([may(ALLOW), may(DENY), may({ suggestionIndex: 0, tag: 'allow' })]).toEqual([false, false, true]);
  });

  test('does not outlive a suspend if it allows', () => {
    const rig = new InboxRig().live(1).asked(request).down().decided(key, ALLOW).do({ tag: 'suspended' });
    rig.live(2).asked(request, 2);
    expect(rig.sends()).toEqual([]);
    expect(appView(rig.state).inbox[0]?.expiredDecision?.why).toBe('suspended');
  });
});

describe('an answer whose socket broke', () => {
  const sent = () =>
    new InboxRig().live(1).asked(request).decided(key, ALLOW).do({ tag: 'answer-sent', key, generation: 1 });

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
    const rig = new InboxRig()
      .live(1)
      .asked(request)
      .decided(key, DENY)
      .do({ tag: 'answer-failed', key, generation: 1 });
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
