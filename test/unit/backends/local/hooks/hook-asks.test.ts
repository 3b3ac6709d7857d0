import { describe, expect, test } from 'vitest';
import { encodeHookAnswer } from '../../../../../main/backends/local/hooks/hook-answer.ts';
import { sessionId } from '../../../../../shared/ids.ts';
import type { Decision } from '../../../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../../../shared/model/permission-request.ts';
import { DeskCall, hookDesk, SESSION } from '../../../../support/hook-desk.ts';

const NEUTRAL = '{}';
const DENY: Decision = { tag: 'deny', stop: false };
const ALLOW: Decision = { tag: 'allow' };

const wire = (request: PermissionRequest, decision: Decision) => {
  const encoded = encodeHookAnswer(request, decision);
  if (!encoded.ok) throw new Error(encoded.error.code);
  return encoded.value;
};
const about = ({ requestId }: PermissionRequest) => ({ connectionId: 'local', sessionId: SESSION, requestId });
const effect = (toolUseId: string) => ({
  tag: 'effect-seen',
  connectionId: 'local',
  sessionId: SESSION,
  toolUseId,
});

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

  test('that come one after the other are known apart for certain', () => {
    const desk = hookDesk();
    desk.begin('t1', 'ls');
    const one = desk.ask('ls');
    desk.begin('t2', 'ls');
    const two = desk.ask('ls');
    expect([one.request.toolUseId, two.request.toolUseId]).toEqual(['t1', 't2']);
  });
});

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

describe('a hook before a tool', () => {
  test('is answered without an opinion', async () => {
    const desk = hookDesk();
    const call = desk.begin('t1', 'ls');
    await Promise.resolve();
    expect(call.answer).toBe(NEUTRAL);
  });

  test('asks in auto mode where that is set, and in no other mode', async () => {
    const asked: string[] = [];
    const desk = hookDesk({
      asksInAutoMode: (_session, cwd) => {
        asked.push(cwd);
        return Promise.resolve(cwd === '/work');
      },
    });
    const inFolder = desk.begin('t1', 'ls', { permission_mode: 'auto' });
    const elsewhere = desk.begin('t2', 'ls', { permission_mode: 'auto', cwd: '/home' });
    const otherMode = desk.begin('t3', 'ls');
    await new Promise((resolve) => setImmediate(resolve));
    expect(JSON.parse(inFolder.answer ?? '')).toMatchObject({
      hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'ask' },
    });
    expect([elsewhere.answer, otherMode.answer, asked]).toEqual([NEUTRAL, NEUTRAL, ['/work', '/home']]);
  });
});

describe('other hooks', () => {
  test('of unknown kinds and malformed ones are answered without an opinion and counted', () => {
    const desk = hookDesk();
    const answers = [
      desk.say('PreMindReading').answer,
      desk.say('PermissionRequest', { tool_name: 'T' }).answer,
      desk.say('PostToolUse').answer,
    ];
    const nobody = new DeskCall('{"hook_event_name":"Stop"}');
    desk.asks.receive(nobody);
    expect([...answers, nobody.answer]).toEqual([NEUTRAL, NEUTRAL, NEUTRAL, NEUTRAL]);
    expect(desk.skipped).toEqual(['session-a unknown', 'session-a malformed', 'session-a malformed', '- malformed']);
    expect(desk.news()).toEqual([]);
  });

  test('tell what a session does and what it may be called', () => {
    const desk = hookDesk();
    desk.say('UserPromptSubmit', { prompt: `\n  Mend the ${'x'.repeat(500)}\nand more`, session_title: 'mending' });
    expect(desk.facts.at(-1)).toMatchObject({
      activity: { tag: 'working' },
      sessionTitle: 'mending',
      promptTitle: expect.stringMatching(/^Mend the x{191}$/),
    });
    desk.say('UserPromptSubmit', { prompt: '<task-notification>\n<task-id>1' });
    expect(desk.facts.at(-1)).not.toHaveProperty('promptTitle');
    desk.say('Stop', { transcript_path: '/t.jsonl' });
    expect(desk.facts.at(-1)).toMatchObject({ activity: { tag: 'idle' }, transcriptPath: '/t.jsonl' });
    desk.say('SessionEnd', { reason: 'clear' });
    expect(desk.facts.at(-1)).toMatchObject({ activity: { tag: 'ended', reason: 'clear' } });
  });

  test('leave a session waiting for the person while an ask of it is open', () => {
    const desk = hookDesk();
    desk.ask('one', { agent_id: 'a1' });
    desk.begin('t2', 'ls');
    desk.say('Stop');
    expect(desk.facts.at(-1)).toMatchObject({ activity: { tag: 'needs-you' } });
    desk.say('SubagentStop', { agent_id: 'a1' });
    expect(desk.facts.some(({ activity }) => activity?.tag === 'working')).toBe(true);
  });

  test('of thousands of sessions are forgotten, those that hold an ask excepted', () => {
    const desk = hookDesk();
    const { request } = desk.ask('one');
    for (let n = 0; n < 2_000; n++) desk.begin(`t${n}`, 'ls', { session: sessionId(`s${n}`) });
    expect(desk.asks.openAsks(SESSION)).toEqual([request.requestId]);
  });
});
