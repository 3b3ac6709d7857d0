import { describe, expect, test } from 'vitest';
import { sessionId } from '../../../../../shared/ids.ts';
import { NEUTRAL } from '../../../../support/hook-answers.ts';
import { DeskCall, hookDesk, SESSION } from '../../../../support/hook-desk.ts';

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
