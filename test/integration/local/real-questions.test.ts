import { describe, expect, test } from 'vitest';
import { openLocalDesk } from '../../support/local-desk.ts';
import { run } from '../../support/messages-api-script.ts';

const COLOUR = {
  question: 'Which colour?',
  header: 'Colour',
  multiSelect: false,
  options: [
    { label: 'Red', description: 'like a brick' },
    { label: 'Blue', description: 'like the sky' },
  ],
};
const FRUIT = {
  question: 'Which fruits?',
  header: 'Fruit',
  multiSelect: true,
  options: [
    { label: 'Apple', description: 'round' },
    { label: 'Pear', description: 'not so round' },
  ],
};

describe('in a terminal the real Claude Code takes from here', () => {
  test('answers to its questions: one choice, several, and words of the person', async () => {
    const { claude, app, ask, gone } = await openLocalDesk();
    const terminal = await claude.startTerminal();
    await terminal.prompt(
      `${run('AskUserQuestion', { questions: [COLOUR, FRUIT] })}\n${run('AskUserQuestion', { questions: [COLOUR] })}\nSAY done`,
    );
    const both = await ask('Which colour?');
    expect(both).toMatchObject({ kind: 'question', toolName: 'AskUserQuestion' });
    await app.decide(both, {
      tag: 'answer',
      answers: [
        { question: COLOUR.question, answer: 'Blue' },
        { question: FRUIT.question, answer: 'Apple, Pear' },
      ],
    });
    await gone(both);
    const second = await ask('Which colour?');
    await app.decide(second, {
      tag: 'answer',
      answers: [{ question: COLOUR.question, answer: 'None: “clear” glass' }],
    });
    await terminal.untilScreen(/● done/);
    const told = claude.api.toolResults.map(({ text }) => text);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('"Which colour?"="Blue"');
    expect(told[0]).toContain('"Which fruits?"="Apple, Pear"');
    expect(told[1]).toContain('None: “clear” glass');
  });

  test('its approved plan, and goes on in the mode that was chosen', async () => {
    const { claude, app, has } = await openLocalDesk();
    const terminal = await claude.startTerminal({ args: ['--permission-mode', 'plan'] });
    await terminal.prompt('SAY hello');
    await terminal.untilScreen(/● hello/);
    const planPath = /[^"\s]+\/plans\/[\w-]+\.md/.exec(JSON.stringify(claude.api.requests.at(-1)))?.[0];
    const plan = '# A plan\n\n1. Make the file';
    await terminal.prompt(
      [
        run('Write', { file_path: planPath, content: plan }),
        run('ExitPlanMode', {}),
        run('Write', { file_path: 'made', content: 'x' }),
        'SAY done',
      ].join('\n'),
    );
    const asked = await app.until(() => app.view.inbox.find(({ kind }) => kind === 'plan'), 'the plan');
    const detail = await app.handlers['inbox:detail']({ key: asked.key });
    expect(detail).toMatchObject({ ok: true, value: { plan } });
    await app.decide(asked, { tag: 'approve-plan', mode: 'acceptEdits' });
    await terminal.untilScreen(/● done/);
    // With edits accepted, nobody was asked about the file.
    expect([has('made'), app.surfaces.prompts.size]).toEqual([true, 1]);
    await app.session(asked.sessionId, ({ permissionMode }) => permissionMode === 'acceptEdits');
  });

  test('no for its plan, with what is to be changed', async () => {
    const { claude, app } = await openLocalDesk();
    const terminal = await claude.startTerminal({ args: ['--permission-mode', 'plan'] });
    await terminal.prompt(`${run('ExitPlanMode', {})}\nSAY done`);
    const asked = await app.until(() => app.view.inbox.find(({ kind }) => kind === 'plan'), 'the plan');
    await app.decide(asked, { tag: 'deny', reason: 'Write a test first.', stop: false });
    await terminal.untilScreen(/● done/);
    expect(claude.api.toolResults).toMatchObject([{ isError: true, text: 'Write a test first.' }]);
  });
});
