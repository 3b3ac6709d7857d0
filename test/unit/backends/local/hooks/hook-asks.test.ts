import { describe, expect, test } from 'vitest';
import { sessionId } from '../../../../../shared/ids.ts';
import { about, ALLOW, DENY, effect, NEUTRAL, wire } from '../../../../support/hook-answers.ts';
import { hookDesk, SESSION } from '../../../../support/hook-desk.ts';

describe('a held permission request', () => {
  test('is an ask that names the call it is about', () => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    const { call, request } = desk.ask('ls', {
      permission_suggestions: [{ type: 'setMode', mode: 'acceptEdits', destination: 'session' }],
    });
    expect(request).toMatchObject({
      toolName: 'Bash',
      kind: 'tool',
      toolUseId: 't1',
      inputJson: '{"command":"ls"}',
      suggestions: [{ tag: 'mode', mode: 'acceptEdits' }],
      offers: { allow: true, deny: true, edit: true },
    });
    expect(call.answer).toBeNull();
    expect(desk.facts.at(-1)).toMatchObject({
      activity: { tag: 'needs-you' },
      cwd: '/work',
      permissionMode: 'default',
    });
  });

  test('takes one answer, and the tool that runs is its receipt', async () => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    const { call, request } = desk.ask('ls');
    expect(await desk.asks.send(request.requestId, wire(request, ALLOW))).toEqual({ tag: 'sent' });
    expect(call.answer).toBe(wire(request, ALLOW));
    expect(await desk.asks.send(request.requestId, wire(request, DENY))).toEqual({ tag: 'failed' });
    desk.news();
    desk.ran('t1', 'ls');
    expect(desk.news()).toEqual([effect('t1')]);
    expect(desk.facts.at(-1)).toMatchObject({ activity: { tag: 'working' } });
  });

  test('is withdrawn when its caller hangs up', async () => {
    const desk = hookDesk();
    const { call, request } = desk.ask('ls');
    desk.news();
    call.hangUp();
    expect(desk.news()).toEqual([{ tag: 'ask-cancelled', ...about(request) }]);
    expect(await desk.asks.send(request.requestId, wire(request, ALLOW))).toEqual({ tag: 'failed' });
    expect(desk.news()).toEqual([]);
  });

  test('whose caller is gone when the answer comes was answered elsewhere, and never reads as confirmed', async () => {
    const desk = hookDesk();
    const { call, request } = desk.ask('ls');
    call.isCut = true;
    desk.news();
    expect(await desk.asks.send(request.requestId, wire(request, ALLOW))).toEqual({ tag: 'failed' });
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(request), own: false }]);
  });

  test.each<[string, (desk: ReturnType<typeof hookDesk>) => void]>([
    ['its tool ran', (desk) => desk.ran('t1', 'ls')],
    ['its tool failed', (desk) => desk.say('PostToolUseFailure', { tool_use_id: 't1' })],
    ['it was refused by a rule', (desk) => desk.say('PermissionDenied', { tool_use_id: 't1' })],
    ['its batch is over', (desk) => desk.say('PostToolBatch', { tool_calls: [{ tool_use_id: 't1' }] })],
    ['its turn is over', (desk) => desk.say('Stop')],
    ['its turn failed', (desk) => desk.say('StopFailure')],
    ['the next prompt is there', (desk) => desk.say('UserPromptSubmit', { prompt: 'next', prompt_id: 'p2' })],
  ])('that was answered in the terminal goes, and lets its call go: %s', (_how, happen) => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    const { call } = desk.ask('ls');
    desk.news();
    happen(desk);
    expect(desk.news()).toEqual([effect('t1')]);
    expect(call.answer).toBe(NEUTRAL);
  });

  test.each<[string, (desk: ReturnType<typeof hookDesk>) => void]>([
    ['another tool ran', (desk) => desk.ran('t9', 'pwd')],
    ['another call begins beside it', (desk) => desk.begin('t2', 'ls')],
    ['another agent is done', (desk) => desk.say('SubagentStop', { agent_id: 'a9' })],
    ['the end of an earlier turn comes late', (desk) => desk.say('Stop', { prompt_id: 'p0' })],
    ['its own prompt comes late', (desk) => desk.say('UserPromptSubmit', { prompt: 'go' })],
    [
      'background work reports',
      (desk) => desk.say('UserPromptSubmit', { prompt: '<task-notification>x', prompt_id: 'p2' }),
    ],
    ['another session ends', (desk) => desk.say('SessionEnd', { session: sessionId('b') })],
    ['a notification', (desk) => desk.say('Notification', { notification_type: 'permission_prompt' })],
  ])('stays while nothing shows that it is over: %s', (_how, happen) => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    const { call, request } = desk.ask('ls');
    desk.news();
    happen(desk);
    expect(desk.news()).toEqual([]);
    expect([call.isOpen, desk.asks.openAsks(SESSION)]).toEqual([true, [request.requestId]]);
  });

  test('of a subagent outlives the turn of the session, and ends with its own agent', () => {
    const desk = hookDesk();
    const agent = { agent_id: 'a1' };
    desk.begin('t1', 'ls', agent);
    const { request } = desk.ask('ls', { ...agent, prompt_id: 'p2' });
    expect(request).toMatchObject({ agentId: 'a1', toolUseId: 't1' });
    desk.news();
    desk.say('Stop');
    desk.say('UserPromptSubmit', { prompt: 'next', prompt_id: 'p3' });
    desk.say('PostToolBatch', { tool_calls: [{ tool_use_id: 't7' }] });
    expect(desk.news()).toEqual([]);
    desk.say('SubagentStop', agent);
    expect(desk.news()).toEqual([effect('t1')]);
  });

  test('of a background agent says that its terminal shows nothing, and is left to that after two minutes', () => {
    const desk = hookDesk();
    const own = desk.ask('one');
    const agents = desk.ask('two', { agent_id: 'a1' });
    expect([own.request.terminalIsSilent, agents.request.terminalIsSilent]).toEqual([undefined, true]);
    desk.news();
    desk.clock.advance(119_999);
    expect([desk.news(), agents.call.isOpen]).toEqual([[], true]);
    desk.clock.advance(1);
    expect(desk.news()).toEqual([{ tag: 'ask-cancelled', ...about(agents.request) }]);
    expect([agents.call.answer, own.call.isOpen]).toEqual([NEUTRAL, true]);
  });

  test('of a background agent keeps its answer, and in print mode its place: no terminal would ask there', async () => {
    const desk = hookDesk();
    const { call, request } = desk.ask('one', { agent_id: 'a1' });
    await desk.asks.send(request.requestId, wire(request, ALLOW));
    desk.news();
    desk.clock.advance(600_000);
    expect([desk.news(), call.answer]).toEqual([[], wire(request, ALLOW)]);
    const print = hookDesk({ isInteractive: () => false });
    const printed = print.ask('one', { agent_id: 'a1' });
    print.clock.advance(600_000);
    expect([printed.call.isOpen, printed.request.terminalIsSilent]).toEqual([true, undefined]);
  });

  test('that was denied is confirmed by the end of its batch, and overruled when its tool runs all the same', async () => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    const one = desk.ask('ls');
    await desk.asks.send(one.request.requestId, wire(one.request, DENY));
    desk.news();
    desk.say('PostToolBatch', { tool_calls: [{ tool_use_id: 't1' }] });
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(one.request), own: null }]);
    desk.begin('t2', 'ls');
    const two = desk.ask('ls');
    await desk.asks.send(two.request.requestId, wire(two.request, DENY));
    desk.news();
    desk.ran('t2', 'ls');
    expect(desk.news()).toEqual([{ tag: 'answer-seen', ...about(two.request), own: false }]);
  });

  test('of a session that Gatehouse runs is left to the way that session is asked', () => {
    const desk = hookDesk({ isOwn: (id) => id === SESSION });
    expect(desk.say('PermissionRequest', { tool_name: 'T', tool_input: {} }).answer).toBe(NEUTRAL);
    expect(desk.say('Stop').answer).toBe(NEUTRAL);
    expect([desk.news(), desk.facts]).toEqual([[], []]);
  });

  test('beyond the caps is answered without an opinion, and counted', () => {
    const desk = hookDesk();
    for (let n = 0; n < 64; n++) desk.ask(`ls ${n}`);
    desk.news();
    const ask = { tool_name: 'T', tool_input: {} };
    expect([desk.say('PermissionRequest', ask).answer, desk.say('PermissionRequest', ask).answer]).toEqual([
      NEUTRAL,
      NEUTRAL,
    ]);
    const overflowed = { tag: 'asks-overflowed', connectionId: 'local', sessionId: SESSION };
    expect(desk.news()).toEqual([
      { ...overflowed, count: 1 },
      { ...overflowed, count: 2 },
    ]);
    desk.say('Stop');
    expect(desk.news().at(-1)).toEqual({ ...overflowed, count: 0 });
    for (let n = 0; n < 512; n++) desk.ask(`ls ${n}`, { session: sessionId(`s${n % 16}`) });
    expect(desk.say('PermissionRequest', { ...ask, session: sessionId('last') }).answer).toBe(NEUTRAL);
  });

  test('is let go when Gatehouse stops, and nothing more is said', () => {
    const desk = hookDesk();
    const { call, request } = desk.ask('ls');
    desk.news();
    desk.asks.stop();
    desk.asks.stop();
    call.hangUp();
    expect([call.answer, desk.news(), desk.asks.openAsks(SESSION)]).toEqual([NEUTRAL, [], []]);
    expect(desk.say('PermissionRequest', { tool_name: 'T', tool_input: {} }).answer).toBe(NEUTRAL);
    expect(request.toolUseId).toBeUndefined();
  });
});
