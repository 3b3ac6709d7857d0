import { describe, expect, test } from 'vitest';
import { encodeHookAnswer, isHookAnswer, permitsTool } from '../../../../../main/backends/local/hooks/hook-answer.ts';
import { encodeAnswer } from '../../../../../main/claude/answer.ts';
import { toolAsk } from '../../../../../main/claude/tool-ask.ts';
import { readSuggestions } from '../../../../../main/claude/suggestions.ts';
import { requestId } from '../../../../../shared/ids.ts';
import type { Decision } from '../../../../../shared/model/decision.ts';

const ask = (toolName: string, inputJson: string, rules = '[]') =>
  toolAsk(
    { tool_name: toolName, tool_use_id: 't1' },
    { requestId: requestId('r1'), inputJson, suggestions: readSuggestions(`{"s":${rules}}`, ['s']) },
  );
const body = (request: ReturnType<typeof ask>, decision: Decision) => {
  const encoded = encodeHookAnswer(request, decision);
  if (!encoded.ok) return encoded.error.code;
  JSON.parse(encoded.value);
  return encoded.value;
};
const around = (decision: string) =>
  `{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":${decision}}}`;

const RAW = '{ "id":9007199254740993,"big":1e400,"f":1.0,"k":1,"k":2 }';
const RULE = '{"type":"setMode","mode":"acceptEdits","destination":"session","x":1.0}';

describe('an answer to a hook', () => {
  test('allows with the input byte for byte', () => {
    expect(body(ask('Bash', RAW), { tag: 'allow' })).toBe(around(`{"behavior":"allow","updatedInput":${RAW}}`));
  });

  test('allows edited input, and only an object will do', () => {
    expect(body(ask('Bash', RAW), { tag: 'allow', editedInputJson: ' {"id":1e999}\n' })).toBe(
      around('{"behavior":"allow","updatedInput":{"id":1e999}}'),
    );
    expect(body(ask('Bash', RAW), { tag: 'allow', editedInputJson: '[1]' })).toBe('not-valid');
  });

  test('allows with exactly the one raw rule that was chosen', () => {
    const request = ask('Write', '{"a":1}', `[{"type":"new-kind"},${RULE}]`);
    expect(body(request, { tag: 'allow', suggestionIndex: 0 })).toBe(
      around(`{"behavior":"allow","updatedInput":{"a":1},"updatedPermissions":[${RULE}]}`),
    );
    expect(body(request, { tag: 'allow', suggestionIndex: 1 })).toBe('not-offered');
  });

  test('denies, with a reason, and stops only when told to', () => {
    expect(body(ask('Bash', '{}'), { tag: 'deny', reason: 'use "tabs"\n', stop: true })).toBe(
      around('{"behavior":"deny","message":"use \\"tabs\\"\\n","interrupt":true}'),
    );
    expect(body(ask('Bash', '{}'), { tag: 'deny', stop: false })).toMatch(
      /"decision":\{"behavior":"deny","message":"[^"]+"\}/,
    );
  });

  test('answers questions behind all that was asked', () => {
    const asked = '{"questions":[{"question":"Which \\"size\\"?","multiSelect":true},{"question":"B?"}],"n":1.0}';
    const answers = [
      { question: 'Which "size"?', answer: 'S, L' },
      { question: 'B?', answer: 'my own words' },
    ];
    expect(body(ask('AskUserQuestion', asked), { tag: 'answer', answers })).toBe(
      around(
        `{"behavior":"allow","updatedInput":${asked.slice(0, -1)},"answers":{"Which \\"size\\"?":"S, L","B?":"my own words"}}}`,
      ),
    );
    expect(body(ask('AskUserQuestion', asked), { tag: 'allow' })).toBe('not-offered');
  });

  test('approves a plan with the mode that follows, and never without input', () => {
    expect(body(ask('ExitPlanMode', '{}'), { tag: 'approve-plan', mode: 'acceptEdits' })).toBe(
      around(
        '{"behavior":"allow","updatedInput":{},"updatedPermissions":[{"type":"setMode","mode":"acceptEdits","destination":"session"}]}',
      ),
    );
    expect(body(ask('ExitPlanMode', '{}'), { tag: 'approve-plan', mode: 'yolo' })).toBe('not-valid');
  });

  test('is told from an answer for a program of ours, for each way an ask can be decided', () => {
    for (const decision of [{ tag: 'allow' }, { tag: 'deny', stop: true }] as const) {
      const request = ask('Bash', '{}');
      const [hook, own] = [encodeHookAnswer(request, decision), encodeAnswer(request, decision, 'an-id')];
      expect([hook.ok && isHookAnswer(hook.value), own.ok && isHookAnswer(own.value)]).toEqual([true, false]);
    }
  });

  test('knows afterwards whether it lets the tool run', () => {
    expect(permitsTool(body(ask('Bash', '{"behavior":"deny"}'), { tag: 'allow' }))).toBe(true);
    expect(permitsTool(body(ask('Bash', '{}'), { tag: 'deny', reason: '"behavior":"allow"', stop: false }))).toBe(
      false,
    );
  });
});
