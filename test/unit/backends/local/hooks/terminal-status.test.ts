import { describe, expect, test } from 'vitest';
import { about, ALLOW, DENY, effect, NEUTRAL, wire } from '../../../../support/hook-answers.ts';
import { hookDesk, SESSION } from '../../../../support/hook-desk.ts';

describe('the status of a terminal', () => {
  const at = (desk: ReturnType<typeof hookDesk>, status: string, afterMs: number) =>
    desk.asks.onStatus(SESSION, { status, statusUpdatedAtMs: desk.clock.nowMs() + afterMs });

  test('that stops waiting shows that the prompt was answered there', () => {
    const desk = hookDesk();
    desk.begin('t1', 'sleep 60');
    desk.ask('sleep 60');
    desk.news();
    at(desk, 'waiting', -200); // the hook may arrive behind the prompt
    expect(desk.news()).toEqual([]);
    at(desk, 'busy', 2_000);
    expect(desk.news()).toEqual([effect('t1')]);
  });

  test('that was busy before the prompt opened shows nothing', () => {
    const desk = hookDesk();
    at(desk, 'busy', -5_000);
    desk.ask('sleep 60');
    desk.news();
    at(desk, 'busy', 100); // told late, and never seen waiting
    expect(desk.news()).toEqual([]);
  });

  test('of a moment before the ask says nothing about it, however late it is told', () => {
    const desk = hookDesk();
    desk.ask('one');
    at(desk, 'waiting', 10);
    desk.clock.advance(3_000);
    desk.ask('two'); // asked right after `one` was answered in the terminal
    desk.news();
    at(desk, 'busy', -100);
    expect(desk.news().map(({ tag }) => tag)).toEqual(['answer-seen']);
    expect(desk.asks.openAsks(SESSION)).toHaveLength(1);
    at(desk, 'waiting', 50);
    expect(desk.news()).toEqual([]);
    at(desk, 'idle', 900);
    expect(desk.asks.openAsks(SESSION)).toEqual([]);
  });

  test('that waits anew shows that the prompt before it is gone, even if the time between was missed', () => {
    const desk = hookDesk();
    desk.ask('one');
    at(desk, 'waiting', 10);
    desk.clock.advance(3_000);
    const two = desk.ask('two');
    desk.news();
    at(desk, 'waiting', 100);
    expect(desk.asks.openAsks(SESSION)).toEqual([two.request.requestId]);
  });

  test('that goes on waiting while one of several prompts is answered withdraws none', () => {
    const desk = hookDesk();
    desk.ask('one');
    desk.ask('two');
    at(desk, 'waiting', 10);
    at(desk, 'waiting', 10);
    expect(desk.asks.openAsks(SESSION)).toHaveLength(2);
  });

  test('is no word about a background agent, whose prompt opens only behind its hook', () => {
    const desk = hookDesk();
    desk.ask('one', { agent_id: 'a1' });
    desk.news();
    at(desk, 'waiting', 100);
    at(desk, 'busy', 200);
    at(desk, 'idle', 300);
    expect(desk.news()).toEqual([]);
  });

  test('that is idle is the receipt of an answer that ended the turn', async () => {
    const desk = hookDesk();
    const { request } = desk.ask('one');
    at(desk, 'waiting', 100);
    desk.clock.advance(5_000);
    await desk.asks.send(request.requestId, wire(request, { tag: 'deny', stop: true }));
    desk.news();
    at(desk, 'idle', 150);
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(request), own: null }]);
  });

  test('of a session whose program is gone ends all its asks', () => {
    const desk = hookDesk();
    const { call, request } = desk.ask('one', { agent_id: 'a1' });
    desk.news();
    desk.asks.onSessionGone(SESSION);
    expect([call.answer, desk.asks.openAsks(SESSION)]).toEqual([NEUTRAL, []]);
    expect(desk.news()).toEqual([{ tag: 'ask-cancelled', ...about(request) }]);
  });

  test.each(['SessionEnd', 'gone'])(
    'of a session that ends (%s) confirms a deny, and claims nothing of an allow',
    async (how) => {
      const desk = hookDesk();
      desk.begin('t1', 'one');
      const denied = desk.ask('one', { agent_id: 'a1' });
      const allowed = desk.ask('two');
      await desk.asks.send(denied.request.requestId, wire(denied.request, DENY));
      await desk.asks.send(allowed.request.requestId, wire(allowed.request, ALLOW));
      desk.news();
      if (how === 'gone') desk.asks.onSessionGone(SESSION);
      else desk.say('SessionEnd', { reason: 'other' });
      expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(denied.request), own: null }]);
    },
  );

  test('that is idle is no receipt of an allow: the record tells whether it was read', async () => {
    const desk = hookDesk();
    desk.begin('t1', 'one');
    const { request } = desk.ask('one');
    at(desk, 'waiting', 100);
    desk.clock.advance(5_000);
    await desk.asks.send(request.requestId, wire(request, ALLOW)); // while `No` was pressed in the terminal
    desk.news();
    at(desk, 'idle', 150);
    expect(desk.news()).toEqual([]);
    desk.asks.onToolResult(SESSION, 't1', false);
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(request), own: false }]);
  });

  test('that went on after an allow shows that it was taken, however its tool is broken off later', async () => {
    const desk = hookDesk();
    desk.begin('t1', 'sleep 60');
    const { request } = desk.ask('sleep 60');
    at(desk, 'waiting', 100);
    desk.clock.advance(5_000);
    await desk.asks.send(request.requestId, wire(request, ALLOW));
    desk.news();
    at(desk, 'busy', 150);
    expect(desk.news()).toEqual([]);
    desk.asks.onToolResult(SESSION, 't1', false); // Escape: the record calls that refused by the person
    expect(desk.news()).toEqual([effect('t1')]);
  });

  test('may be idle before the record tells that an allowed tool ran, or a denied one did not', async () => {
    const desk = hookDesk();
    desk.begin('t1', 'one');
    const one = desk.ask('one');
    await desk.asks.send(one.request.requestId, wire(one.request, ALLOW));
    desk.news();
    desk.asks.onToolResult(SESSION, 't1', true);
    expect(desk.news()).toEqual([effect('t1')]);
    desk.begin('t2', 'two');
    const two = desk.ask('two');
    await desk.asks.send(two.request.requestId, wire(two.request, DENY));
    desk.news();
    desk.asks.onToolResult(SESSION, 't2', true);
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(two.request), own: false }]);
  });
});
