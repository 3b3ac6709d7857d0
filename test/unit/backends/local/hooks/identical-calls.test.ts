import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../../../shared/model/decision.ts';
import { about, ALLOW, DENY, wire } from '../../../../support/hook-answers.ts';
import { hookDesk, SESSION } from '../../../../support/hook-desk.ts';

describe('two identical calls at once', () => {
  const twins = () => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    desk.begin('t2', 'ls');
    const one = desk.ask('ls');
    const two = desk.ask('ls');
    desk.news();
    const open = () => desk.asks.openAsks(SESSION).map((id) => (id === one.request.requestId ? 'one' : 'two'));
    const decide = (ask: typeof one, decision: Decision) =>
      desk.asks.send(ask.request.requestId, wire(ask.request, decision));
    return { desk, one, two, open, decide };
  };

  test('are two asks, and neither claims to know which call it is', () => {
    const { one, two } = twins();
    expect([one.request.toolUseId, two.request.toolUseId]).toEqual([undefined, undefined]);
    expect(one.request.requestId).not.toBe(two.request.requestId);
  });

  test('take each its own answer, over its own connection', async () => {
    const { desk, one, two, decide } = twins();
    await decide(two, ALLOW);
    expect([one.call.answer, two.call.answer]).toEqual([null, wire(two.request, ALLOW)]);
    await decide(one, DENY);
    desk.news();
    desk.ran('t2', 'ls');
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(two.request), own: true }]);
    desk.say('PostToolBatch', { tool_calls: [{ tool_use_id: 't1' }, { tool_use_id: 't2' }] });
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(one.request), own: null }]);
  });

  test('go one by one when the terminal lets them run, the first asked first', () => {
    const { desk, open } = twins();
    desk.ran('t1', 'ls');
    expect(open()).toEqual(['two']);
    desk.ran('t2', 'ls');
    expect(open()).toEqual([]);
  });

  test('of which one is denied here and the other let run in the terminal end each by its own', async () => {
    const { desk, one, two, decide } = twins();
    await decide(one, DENY);
    desk.news();
    desk.ran('t2', 'ls');
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(two.request), own: null }]);
  });

  test('of which one was let run in the terminal before it was denied here keep the other open', async () => {
    const { desk, one, open, decide } = twins();
    await decide(one, DENY); // too late: the terminal was first
    desk.news();
    desk.ran('t1', 'ls');
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(one.request), own: false }]);
    expect(open()).toEqual(['two']);
  });

  test('of which the receipts were taken for one another leave a third that still waits alone', async () => {
    const { desk, one, two, decide } = twins();
    await decide(one, DENY); // too late: the terminal was first
    await decide(two, ALLOW);
    desk.begin('t3', 'ls');
    desk.ran('t1', 'ls');
    const three = desk.ask('ls');
    desk.news();
    desk.ran('t2', 'ls');
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(one.request), own: false }]);
    expect(desk.asks.openAsks(SESSION)).toEqual([three.request.requestId]);
  });

  test('that come one after the other are known apart for certain', () => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    const one = desk.ask('ls');
    desk.begin('t2', 'ls');
    const two = desk.ask('ls');
    expect([one.request.toolUseId, two.request.toolUseId]).toEqual(['t1', 't2']);
  });
});
