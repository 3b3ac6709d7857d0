import { describe, expect, test } from 'vitest';
import { permissionWire, rulingOf } from '../../../../../main/backends/happy/publish/permission-call.ts';
import type { PermissionRequest, PermissionSuggestion } from '../../../../../shared/model/permission-request.ts';
import { aRequest } from '../../../../support/asks.ts';

const rules = (over: Partial<Extract<PermissionSuggestion, { tag: 'rules' }>> = {}): PermissionSuggestion => ({
  tag: 'rules',
  raw: '{}',
  behavior: 'allow',
  rules: [{ toolName: 'Bash', ruleContent: 'npm test' }],
  destination: 'session',
  how: 'add',
  ...over,
});
const acceptEdits: PermissionSuggestion = { tag: 'mode', raw: '{}', mode: 'acceptEdits', destination: 'session' };

const rule = (call: object, over: Partial<PermissionRequest> = {}) =>
  rulingOf(aRequest(over), permissionWire.parse({ id: 'a', approved: true, ...call }));
const decision = (call: object, over?: Partial<PermissionRequest>) => {
  const ruling = rule(call, over);
  return ruling.ok ? ruling.value.decision : ruling.error;
};

describe('An answer of another device', () => {
  test.each([
    ['yes', {}, { tag: 'allow' }],
    ['yes to the mode it is in', { mode: 'default' }, { tag: 'allow' }],
    ['yes with the input as it was', { updatedInput: { command: 'npm test' } }, { tag: 'allow' }],
    ['no', { approved: false }, { tag: 'deny', stop: false }],
    ['no, with a blank reason', { approved: false, reason: ' ' }, { tag: 'deny', stop: false }],
    ['no and stop', { approved: false, decision: 'abort' }, { tag: 'deny', stop: true }],
  ])('%s', (_name, call, expected) => {
    expect(decision(call)).toEqual(expected);
  });

  test('that changes the input changes only what it names', () => {
    expect(decision({ updatedInput: { timeout: 5 } })).toEqual({
      tag: 'allow',
      editedInputJson: '{"command":"npm test","timeout":5}',
    });
    const inputJson = '{"command":"npm test","id":12345678901234567890,"env":{"a":1.0}}';
    expect(decision({ updatedInput: { command: 'npm run test', env: { a: 1 } } }, { inputJson })).toEqual({
      tag: 'allow',
      editedInputJson: '{"command":"npm run test","id":12345678901234567890,"env":{"a":1.0}}',
    });
    const noEdit = { ...aRequest().offers, edit: false };
    expect(decision({ updatedInput: { command: 'x' } }, { offers: noEdit })).toEqual(expect.any(String));
  });

  test('leaves out a reason and a stop that the session does not take', () => {
    const offers = { ...aRequest().offers, denyWithReason: false, denyAndStop: false };
    expect(decision({ approved: false, reason: 'no', decision: 'abort' }, { offers })).toEqual({
      tag: 'deny',
      stop: false,
    });
  });

  test.each([
    ['the rule of another command', rules({ rules: [{ toolName: 'Bash', ruleContent: 'npm' }] })],
    [
      'one more rule than was chosen',
      rules({ rules: [{ toolName: 'Bash', ruleContent: 'npm test' }, { toolName: 'Edit' }] }),
    ],
    ['a rule for ever', rules({ destination: 'localSettings' })],
    ['a rule that denies', rules({ behavior: 'deny' })],
    ['a rule that takes away', rules({ how: 'remove' })],
  ])('grants no more than this call where the session offers %s', (_name, suggestion) => {
    const ruling = rule({ allowTools: ['Bash(npm test)'] }, { suggestions: [suggestion] });
    expect(ruling).toEqual({ ok: true, value: { decision: { tag: 'allow' }, fellShort: 'no-such-rule' } });
  });

  test('grants what was chosen where the session offers exactly that', () => {
    expect(decision({ allowTools: ['Bash(npm test)'] }, { suggestions: [acceptEdits, rules()] })).toEqual({
      tag: 'allow',
      suggestionIndex: 1,
    });
    expect(decision({ mode: 'acceptEdits' }, { suggestions: [acceptEdits] })).toEqual({
      tag: 'allow',
      suggestionIndex: 0,
    });
    expect(rule({ mode: 'acceptEdits' }, { suggestions: [acceptEdits], mayAlwaysAllow: false })).toMatchObject({
      value: { decision: { tag: 'allow' }, thenMode: 'acceptEdits' },
    });
  });

  test('that says yes and no at once says nothing', () => {
    expect(decision({ decision: 'denied' })).toEqual(expect.any(String));
    expect(decision({ decision: 'abort' })).toEqual(expect.any(String));
  });

  test('approves a plan in a mode that there is', () => {
    const plan = { kind: 'plan' } as const;
    expect(decision({}, plan)).toEqual({ tag: 'approve-plan', mode: 'default' });
    expect(decision({ mode: 'acceptEdits' }, plan)).toEqual({ tag: 'approve-plan', mode: 'acceptEdits' });
    expect(decision({ mode: 'yolo' }, plan)).toEqual(expect.any(String));
  });

  test('cannot fill in a form, but can refuse it', () => {
    const form = { kind: 'elicitation' } as const;
    expect(decision({}, form)).toEqual(expect.any(String));
    expect(decision({ approved: false }, form)).toEqual({ tag: 'deny', stop: false });
  });

  test.each([[{ id: 'a' }], [{ id: 'a', approved: 'true' }], [{ id: 'a', approved: 1 }], [{ approved: true }]])(
    'is not guessed from %j',
    (call) => {
      expect(permissionWire.safeParse(call).success).toBe(false);
    },
  );
});
