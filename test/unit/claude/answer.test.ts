import { describe, expect, test } from 'vitest';
import { encodeAnswer } from '../../../main/claude/answer.ts';
import { readFrame } from '../../../main/claude/frame.ts';
import { readAsk, withoutOffers } from '../../../main/claude/read-ask.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';

function ask(fields: string): PermissionRequest {
  const frame = readFrame(`{"type":"control_request","request_id":"r1","request":{${fields}}}`);
  const read = frame.ok ? readAsk(frame.value) : null;
  if (!read?.ok) throw new Error('not an ask');
  return read.value;
}
const tool = (input: string, more = '') =>
  ask(`"subtype":"can_use_tool","tool_name":"Bash","tool_use_id":"t1","input":${input}${more}`);
const body = (request: PermissionRequest, decision: Parameters<typeof encodeAnswer>[1]) => {
  const encoded = encodeAnswer(request, decision, 'a1');
  if (!encoded.ok) return encoded.error.code;
  const head = '{"type":"control_response","response":{"subtype":"success","request_id":"r1","response":';
  expect(encoded.value.startsWith(head) && encoded.value.endsWith('},"uuid":"a1"}')).toBe(true);
  JSON.parse(encoded.value);
  return encoded.value.slice(head.length, -'},"uuid":"a1"}'.length);
};

const RAW = '{ "id":9007199254740993,"big":1e400,"f":1.0,"k":1,"k":2 }';

describe('an answer', () => {
  test('that allows without edits echoes the input byte for byte', () => {
    expect(body(tool(RAW), { tag: 'allow' })).toBe(
      `{"behavior":"allow","updatedInput":${RAW},"toolUseID":"t1","decisionClassification":"user_temporary"}`,
    );
  });

  test('that allows edited input carries the edited text, and only an object will do', () => {
    expect(body(tool(RAW), { tag: 'allow', editedInputJson: ' {"id":1e999}\n' })).toContain(
      '"updatedInput":{"id":1e999},',
    );
    for (const editedInputJson of ['[]', '{', '"x"', '{}{}'])
      expect(body(tool(RAW), { tag: 'allow', editedInputJson })).toBe('not-valid');
  });

  test('that always allows carries exactly the one raw rule that was chosen', () => {
    const rule =
      '{"type":"addRules","rules":[{"toolName":"Bash","ruleContent":"ls"}],"behavior":"allow","destination":"localSettings","x":1.0}';
    const request = tool('{}', `,"permission_suggestions":[{"type":"odd"},${rule}]`);
    expect(body(request, { tag: 'allow', suggestionIndex: 0 })).toContain(`"updatedPermissions":[${rule}]`);
    expect(body(request, { tag: 'allow', suggestionIndex: 1 })).toBe('not-offered');
    expect(body({ ...request, mayAlwaysAllow: false }, { tag: 'allow', suggestionIndex: 0 })).toBe('not-offered');
  });

  test('that denies always says something, and stops the turn only when told to', () => {
    expect(JSON.parse(body(tool('{}'), { tag: 'deny', reason: 'no "x"', stop: true }))).toEqual({
      behavior: 'deny',
      message: 'no "x"',
      interrupt: true,
      toolUseID: 't1',
      decisionClassification: 'user_reject',
    });
    expect(JSON.parse(body(tool('{}'), { tag: 'deny', stop: false }))).toMatchObject({
      message: expect.stringMatching(/./),
    });
  });

  test('to questions is added to the raw input, and unknown questions are refused', () => {
    const input = '{"n":1.0,"questions":[{"question":"Which?"},{"question":"__proto__"}]} ';
    const request = ask(`"subtype":"can_use_tool","tool_name":"AskUserQuestion","input":${input}`);
    const answers = [
      { question: '__proto__', answer: 'a' },
      { question: 'Which?', answer: 'Red "x"' },
    ];
    expect(body(request, { tag: 'answer', answers })).toContain(
      '"updatedInput":{"n":1.0,"questions":[{"question":"Which?"},{"question":"__proto__"}],"answers":{"__proto__":"a","Which?":"Red \\"x\\""}}',
    );
    expect(body(request, { tag: 'answer', answers: [{ question: 'Other?', answer: 'a' }] })).toBe('not-valid');
    expect(body(request, { tag: 'answer', answers: [] })).toBe('not-valid');
    expect(body(request, { tag: 'allow' })).toBe('not-offered');
  });

  test('to a plan sets the mode that follows it, for this session', () => {
    const request = ask('"subtype":"can_use_tool","tool_name":"ExitPlanMode","input":{"plan":"1"}');
    expect(body(request, { tag: 'approve-plan', mode: 'acceptEdits' })).toContain(
      '"updatedInput":{"plan":"1"},"updatedPermissions":[{"type":"setMode","mode":"acceptEdits","destination":"session"}]',
    );
    expect(body(request, { tag: 'approve-plan', mode: 'nonsense' })).toBe('not-valid');
  });

  test('to a form accepts with its content or declines', () => {
    const request = ask('"subtype":"elicitation","mcp_server_name":"s","message":"m","mode":"form"');
    expect(body(request, { tag: 'submit', contentJson: '{"n":1.0}' })).toBe('{"action":"accept","content":{"n":1.0}}');
    expect(body(request, { tag: 'deny', stop: false })).toBe('{"action":"decline"}');
    expect(body(request, { tag: 'deny', stop: false, reason: 'why' })).toBe('not-offered');
  });

  test('to a request that is only looked on is never made', () => {
    expect(body(withoutOffers(tool('{}')), { tag: 'allow' })).toBe('not-offered');
    expect(body(withoutOffers(tool('{}')), { tag: 'deny', stop: false })).toBe('not-offered');
  });
});
