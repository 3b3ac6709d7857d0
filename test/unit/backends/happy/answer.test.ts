import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAnswer } from '../../../../main/backends/happy/answer.ts';
import type { Decision } from '../../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import { readRawJson } from '../../../../shared/raw-json.ts';
import { askOf, CLAUDE, CODEX, OLD_CLAUDE } from './ask.ts';

const RAW = '{ "command": "ls", "id": 9007199254740993, "big": 1e400 }';
const QUESTION = '{"questions":[{"question":"Which?"},{"question":"And \\"then\\"?"}]}';
const wire = (request: PermissionRequest, decision: Decision) => {
  const encoded = encodeAnswer(request, decision);
  return encoded.ok ? encoded.value : encoded.error.code;
};

describe('the answer to a tool', () => {
  test('that allows says so in both words, and sends no input back', () => {
    expect(wire(askOf(CLAUDE, 'Bash', RAW), { tag: 'allow' })).toBe(
      '{"id":"toolu_01","approved":true,"decision":"approved"}',
    );
  });

  test('that edits sends what was changed or added, as it was written, and nothing else', () => {
    const ask = askOf(CLAUDE, 'Bash', RAW);
    const edited = (editedInputJson: string) => wire(ask, { tag: 'allow', editedInputJson });
    expect(edited('{"command":"ls -a","id":9007199254740993,"big":1e400,"extra":[1.0]}')).toBe(
      '{"id":"toolu_01","approved":true,"decision":"approved","updatedInput":{"command":"ls -a","extra":[1.0]}}',
    );
    expect(edited('{"command":"ls","id":9007199254740994,"big":1e400}')).toContain(
      '"updatedInput":{"id":9007199254740994}}',
    );
    expect(edited(` ${RAW}\n`)).not.toContain('updatedInput');
  });

  test('cannot take a member away, because it would stay', () => {
    const ask = askOf(CLAUDE, 'Bash', RAW);
    for (const editedInputJson of ['{"command":"ls"}', '[]', '{', '"x"'])
      expect(wire(ask, { tag: 'allow', editedInputJson })).toBe('not-valid');
    expect(wire(askOf(OLD_CLAUDE, 'Bash', RAW), { tag: 'allow', editedInputJson: RAW })).toBe('not-offered');
    expect(wire(askOf(CODEX, 'CodexBash', RAW), { tag: 'allow', editedInputJson: RAW })).toBe('not-offered');
  });

  test('that grants for the session carries exactly the one grant that was chosen', () => {
    expect(wire(askOf(CLAUDE, 'Bash', '{"command":"ls"}'), { tag: 'allow', suggestionIndex: 0 })).toBe(
      '{"id":"toolu_01","approved":true,"decision":"approved","allowTools":["Bash(ls)"]}',
    );
    const write = askOf(CLAUDE, 'Write', '{"file_path":"/a"}');
    expect(wire(write, { tag: 'allow', suggestionIndex: 0 })).toBe(
      '{"id":"toolu_01","approved":true,"decision":"approved","mode":"acceptEdits"}',
    );
    expect(wire(write, { tag: 'allow', suggestionIndex: 2 })).toBe('not-offered');
    expect(wire({ ...write, mayAlwaysAllow: false }, { tag: 'allow', suggestionIndex: 0 })).toBe('not-offered');
    expect(wire(askOf(CODEX, 'CodexPatch', '{}'), { tag: 'allow', suggestionIndex: 0 })).toBe(
      '{"id":"toolu_01","approved":true,"decision":"approved_for_session"}',
    );
  });

  test('that denies never lets another agent take it for an order to stop, unless it is one', () => {
    expect(wire(askOf(CLAUDE, 'Bash', RAW), { tag: 'deny', reason: ' not "now" ', stop: false })).toBe(
      String.raw`{"id":"toolu_01","approved":false,"decision":"denied","reason":"not \"now\""}`,
    );
    expect(wire(askOf(CLAUDE, 'Bash', RAW), { tag: 'deny', reason: ' ', stop: false })).not.toContain('reason');
    expect(wire(askOf(CLAUDE, 'Bash', RAW), { tag: 'deny', stop: true })).toBe('not-offered');
    const codex = askOf(CODEX, 'CodexBash', RAW);
    expect(wire(codex, { tag: 'deny', stop: false })).toBe('{"id":"toolu_01","approved":false,"decision":"denied"}');
    expect(wire(codex, { tag: 'deny', stop: true })).toBe('{"id":"toolu_01","approved":false,"decision":"abort"}');
    expect(wire(codex, { tag: 'deny', reason: 'no', stop: false })).toBe('not-offered');
  });
});

describe('the answer to a question', () => {
  const answer = (request: PermissionRequest, ...answers: readonly [question: string, answer: string][]) =>
    wire(request, { tag: 'answer', answers: answers.map(([question, text]) => ({ question, answer: text })) });
  const ask = askOf(CLAUDE, 'AskUserQuestion', QUESTION);

  test('carries each answer under its question', () => {
    expect(answer(ask, ['Which?', 'A, B'], ['And "then"?', 'free "text"'])).toBe(
      '{"id":"toolu_01","approved":true,"decision":"approved","updatedInput":' +
        String.raw`{"answers":{"Which?":"A, B","And \"then\"?":"free \"text\""}}}`,
    );
  });

  test('is refused where it answers nothing, twice, or what was not asked', () => {
    expect(answer(ask)).toBe('not-valid');
    expect(answer(ask, ['Which?', ' '])).toBe('not-valid');
    expect(answer(ask, ['Which?', 'A'], ['Which?', 'B'])).toBe('not-valid');
    expect(answer(ask, ['Other?', 'A'])).toBe('not-valid');
    expect(answer(askOf(CLAUDE, 'AskUserQuestion', '{}'), ['Which?', 'A'])).toBe('not-valid');
  });

  test('is never sent to a program that would drop it, nor to a tool', () => {
    expect(answer(askOf(OLD_CLAUDE, 'AskUserQuestion', QUESTION), ['Which?', 'A'])).toBe('not-offered');
    expect(answer(askOf(CLAUDE, 'Bash', RAW), ['Which?', 'A'])).toBe('not-offered');
    expect(wire(ask, { tag: 'allow' })).toBe('not-offered');
    expect(wire(ask, { tag: 'submit', contentJson: '{}' })).toBe('not-offered');
  });
});

describe('the answer to a plan', () => {
  const plan = askOf(CLAUDE, 'ExitPlanMode', '{"plan":"p"}');

  test('says which mode follows, of those that can', () => {
    expect(wire(plan, { tag: 'approve-plan', mode: 'acceptEdits' })).toBe(
      '{"id":"toolu_01","approved":true,"decision":"approved","mode":"acceptEdits"}',
    );
    expect(wire(plan, { tag: 'approve-plan', mode: 'plan' })).toBe('not-valid');
    expect(wire(plan, { tag: 'allow' })).toBe('not-offered');
  });

  test('cannot approve a plan that nobody saw', () => {
    const unseen = askOf(CLAUDE, 'ExitPlanMode', '{}');
    expect(wire(unseen, { tag: 'approve-plan', mode: 'default' })).toBe('not-offered');
    expect(wire(unseen, { tag: 'deny', reason: 'Show it', stop: false })).toContain('"approved":false');
  });
});

test('every answer is JSON with an id and both words, whatever was asked and decided', () => {
  const decision: fc.Arbitrary<Decision> = fc.oneof(
    fc.record({ tag: fc.constant('allow' as const) }),
    fc.record({ tag: fc.constant('allow' as const), editedInputJson: fc.json() }),
    fc.record({ tag: fc.constant('allow' as const), suggestionIndex: fc.nat(3) }),
    fc.record({ tag: fc.constant('deny' as const), reason: fc.string(), stop: fc.boolean() }),
    fc.record({ tag: fc.constant('approve-plan' as const), mode: fc.string() }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(CLAUDE, OLD_CLAUDE, CODEX),
      fc.constantFrom('Bash', 'Write', 'AskUserQuestion', 'ExitPlanMode', 'CodexBash'),
      fc.json(),
      decision,
      (metadata, tool, inputJson, decided) => {
        const encoded = encodeAnswer(askOf(metadata, tool, inputJson), decided);
        if (!encoded.ok) return;
        const read = readRawJson(encoded.value);
        const keys = read.ok && read.value.tag === 'object' ? read.value.members.map(({ key }) => key) : [];
        expect(keys.slice(0, 3)).toEqual(['id', 'approved', 'decision']);
        expect(new Set(keys).size).toBe(keys.length);
      },
    ),
  );
});
