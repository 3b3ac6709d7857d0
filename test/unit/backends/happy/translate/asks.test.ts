import { describe, expect, test } from 'vitest';
import { lacksPlan } from '../../../../../main/backends/happy/translate/asks.ts';
import { askOf, asksOf, CLAUDE, CODEX, OLD_CLAUDE } from '../ask.ts';

const RAW = '{ "command": "ls", "id": 9007199254740993, "big": 1e400, "k": 1, "k": 2 }';
const QUESTION = '{"questions":[{"question":"Which?","header":"H","multiSelect":false,"options":[{"label":"A"}]}]}';

describe('an ask of a Happy session', () => {
  test('holds the input as it was written, and offers what Claude takes', () => {
    const ask = askOf(CLAUDE, 'Bash', RAW);
    expect(ask).toMatchObject({
      requestId: 'toolu_01',
      toolUseId: 'toolu_01',
      kind: 'tool',
      toolName: 'Bash',
      inputJson: RAW,
      requiresUserInteraction: false,
      mayAlwaysAllow: true,
      offers: { allow: true, deny: true, denyWithReason: true, denyAndStop: false, edit: true },
    });
    expect(ask.inputHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of an older program cannot be edited: what was changed would be dropped in silence', () => {
    expect(askOf(OLD_CLAUDE, 'Bash', RAW).offers.edit).toBe(false);
    expect(askOf({ flavor: 'claude' }, 'Bash', RAW).offers.edit).toBe(false);
    expect(askOf({ version: '1.2.5-gatehouse.1' }, 'Bash', RAW).offers.edit).toBe(true);
    expect(askOf({ version: '2.0.0' }, 'Bash', RAW).offers.edit).toBe(true);
    expect(askOf({ version: '1.1.9' }, 'Bash', RAW).offers.edit).toBe(false);
  });

  test('of a sub-agent names it, and the call itself', () => {
    const [ask] = asksOf(CLAUDE, '{"agent7:toolu_01":{"tool":"Bash","arguments":{},"toolUseId":"toolu_01"}}');
    expect(ask).toMatchObject({ requestId: 'agent7:toolu_01', agentId: 'agent7', toolUseId: 'toolu_01' });
  });

  test('of an MCP tool names its server', () => {
    expect(askOf(CLAUDE, 'mcp__mail__send', '{}').mcpServer).toEqual({ name: 'mail' });
  });

  test('that is raised again under its id is another ask, and told twice it is the same', () => {
    const raised = (at: number) => asksOf(CODEX, `{"c1":{"tool":"CodexBash","arguments":{},"createdAt":${at}}}`)[0];
    expect(raised(1)).toEqual(raised(1));
    expect(raised(2)?.inputHash).not.toBe(raised(1)?.inputHash);
  });

  test('stands behind those that were raised before it', () => {
    const request = (at: number) => `{"tool":"Read","arguments":{},"createdAt":${at}}`;
    const asks = asksOf(CLAUDE, `{"b":${request(2)},"a":${request(1)},"c":${request(3)}}`);
    expect(asks.map(({ requestId }) => requestId)).toEqual(['a', 'b', 'c']);
  });

  test('of another agent takes one word, and may stop it', () => {
    expect(askOf(CODEX, 'CodexBash', RAW).offers).toEqual({
      allow: true,
      deny: true,
      denyWithReason: false,
      denyAndStop: true,
      edit: false,
    });
    expect(askOf({ flavor: 'gemini' }, 'write_file', '["odd"]')).toMatchObject({ kind: 'tool', inputJson: '["odd"]' });
  });

  test('of a client of another kind can be answered only if it says so', () => {
    const rig = (rpcMethods: readonly string[]) => ({ client: { id: 'rig' }, capabilities: { rpcMethods } });
    expect(askOf(rig(['permission']), 'shell', '{}').offers).toMatchObject({ allow: true, deny: true });
    expect(askOf(rig(['abort']), 'shell', '{}').offers).toMatchObject({ allow: false, deny: false });
    expect(askOf({ client: { id: 'rig' } }, 'shell', '{}').offers).toMatchObject({ allow: false, deny: false });
  });
});

describe('a question', () => {
  test('can be answered where its program takes answers', () => {
    expect(askOf(CLAUDE, 'AskUserQuestion', QUESTION)).toMatchObject({
      kind: 'question',
      requiresUserInteraction: true,
      mayAlwaysAllow: false,
      offers: { allow: true, deny: true, edit: false },
    });
  });

  test('of an older program can only be refused here, and says why', () => {
    const ask = askOf(OLD_CLAUDE, 'AskUserQuestion', QUESTION);
    expect(ask.offers).toMatchObject({ allow: false, deny: true, denyWithReason: true });
    expect(ask.onlyDeny).toBe('takes-no-answers');
  });
});

describe('a plan', () => {
  test.each(['ExitPlanMode', 'exit_plan_mode'])('of %s is shown and can be approved', (tool) => {
    const ask = askOf(OLD_CLAUDE, tool, '{"plan":"# Do it","x":1.0}');
    expect(ask).toMatchObject({ kind: 'plan', inputJson: '{"plan":"# Do it","x":1.0}', offers: { allow: true } });
  });

  test('that did not come with its ask is taken from the messages, and changes what an allow is bound to', () => {
    const without = askOf(CLAUDE, 'ExitPlanMode', '{}');
    expect(without).toMatchObject({ offers: { allow: false, deny: true }, onlyDeny: 'plan-is-missing' });
    expect(lacksPlan(without)).toBe(true);
    const found = askOf(CLAUDE, 'ExitPlanMode', '{"allowedPrompts":[1.0]}', { toolu_01: 'Step "one"' });
    expect(found.inputJson).toBe(String.raw`{"allowedPrompts":[1.0],"plan":"Step \"one\""}`);
    expect(found.offers.allow).toBe(true);
    expect(found.onlyDeny).toBeUndefined();
    expect(lacksPlan(found)).toBe(false);
    expect(found.inputHash).not.toBe(without.inputHash);
  });
});

describe('a grant for the session', () => {
  const grantsOf = (...ask: Parameters<typeof askOf>) =>
    askOf(...ask).suggestions.map((each) =>
      each.tag === 'rules' ? [each.rules, each.raw] : each.tag === 'mode' ? [each.mode, each.raw] : each,
    );

  test('of a command is for that very command', () => {
    expect(grantsOf(CLAUDE, 'Bash', '{"command":"npm (test)"}')).toEqual([
      [[{ toolName: 'Bash', ruleContent: 'npm (test)' }], '{"allowTools":["Bash(npm (test))"]}'],
    ]);
  });

  test.each([
    ['of several lines', 'a\\nb'],
    ['that reads as a pattern', 'rm:*'],
    ['that is empty', ''],
  ])('is not offered for a command %s', (_name, command) => {
    const ask = askOf(CLAUDE, 'Bash', `{"command":"${command}"}`);
    expect(ask.suggestions).toEqual([]);
    expect(ask.mayAlwaysAllow).toBe(false);
  });

  test('is for a whole tool where there are no commands, and for all edits where it is one', () => {
    expect(grantsOf(CLAUDE, 'WebFetch', '{"url":"x"}')).toEqual([
      [[{ toolName: 'WebFetch' }], '{"allowTools":["WebFetch"]}'],
    ]);
    expect(grantsOf(CLAUDE, 'Write', '{}')).toEqual([
      ['acceptEdits', '{"mode":"acceptEdits"}'],
      [[{ toolName: 'Write' }], '{"allowTools":["Write"]}'],
    ]);
    expect(grantsOf(CLAUDE, 'Bash(x', '{}')).toEqual([]);
  });

  test('is the own word of other agents', () => {
    const raw = '{"decision":"approved_for_session"}';
    expect(grantsOf(CODEX, 'CodexBash', '{"command":["ls"]}')).toEqual([
      [[{ toolName: 'CodexBash', ruleContent: 'ls' }], raw],
    ]);
    expect(grantsOf(CODEX, 'CodexPatch', '{"changes":{}}')).toEqual([[[{ toolName: 'CodexPatch' }], raw]]);
  });
});
