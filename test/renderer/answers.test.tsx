import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleAsk, type SampleAsk } from './sample-asks.ts';
import { sampleSessions } from './sample-sessions.ts';
import { emptyView, sampleAsks } from './samples.ts';

const nowMs = Date.now();
const [session] = sampleSessions(nowMs);
if (!session) throw new Error('no sample session');
const named = (id: string): SampleAsk => {
  const found = sampleAsks(nowMs).find((ask) => ask.view.requestId === id);
  if (!found) throw new Error(`no sample ${id}`);
  return found;
};
const open = (ask: SampleAsk) =>
  openWindow({ ...emptyView(), sessions: sampleSessions(nowMs), inbox: [ask.view] }, [ask]);
const press = async (name: string) => {
  const button = page.getByRole('button', { name, exact: true });
  await expect.element(button).not.toHaveAttribute('aria-disabled');
  await button.click();
};
const ask = (request: Partial<PermissionRequest> & { toolName: string; input: unknown }) =>
  sampleAsk({ id: 'req_1', session, nowMs, ageMs: 0, request });

afterEach(closeWindow);

test('one plain question is answered by one click on its option', async () => {
  const { fake } = await open(named('req_question'));
  await press('Pagefind Static, no account needed');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({
    tag: 'answer',
    answers: [{ question: 'Which search should the docs use?', answer: 'Pagefind' }],
  });
});

test('a question takes an answer of one’s own', async () => {
  const { fake } = await open(named('req_question'));
  await press('Something else...');
  await page.getByLabelText('Your own answer').fill('Neither, keep the old one');
  await press('Send answer');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toMatchObject({
    answers: [{ answer: 'Neither, keep the old one' }],
  });
});

test('several questions are answered together, several choices in the order of the options', async () => {
  const options = (...labels: string[]) => labels.map((label) => ({ label, description: `about ${label}` }));
  const { fake } = await open(
    ask({
      kind: 'question',
      toolName: 'AskUserQuestion',
      input: {
        questions: [
          {
            question: 'Which browsers?',
            header: 'B',
            multiSelect: true,
            options: options('Firefox', 'Chromium', 'Safari'),
          },
          { question: 'When?', header: 'W', multiSelect: false, options: options('Now', 'Later') },
        ],
      },
    }),
  );
  await expect.element(page.getByText('Answer every question first.')).toBeVisible();
  await page.getByLabelText(/Safari/).click();
  await page.getByLabelText(/Firefox/).click();
  await page.getByLabelText(/Later/).click();
  await press('Send answers');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({
    tag: 'answer',
    answers: [
      { question: 'Which browsers?', answer: 'Firefox, Safari' },
      { question: 'When?', answer: 'Later' },
    ],
  });
});

test('a plan is approved with the mode that follows it', async () => {
  const { fake } = await open(named('req_plan'));
  await expect.element(page.getByRole('columnheader', { name: 'Page group' })).toBeVisible();
  await page.getByLabelText('Edit files without asking').click();
  await press('Approve the plan');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({ tag: 'approve-plan', mode: 'acceptEdits' });
});

test('a form checks its fields in words and sends what was entered', async () => {
  const { fake } = await open(named('req_form'));
  await press('Send');
  await expect.element(page.getByText('This is needed.')).toBeVisible();
  await page.getByLabelText('Project (needed)').fill('docs');
  await page.getByLabelText('Points').fill('9');
  await press('Send');
  await expect.element(page.getByText('At most 8.')).toBeVisible();
  await page.getByLabelText('Points').fill('5');
  await page.getByLabelText('Priority').selectOptions('High');
  await page.getByLabelText('Tell the team').click();
  await press('Send');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({
    tag: 'submit',
    contentJson: '{"project":"docs","points":5,"priority":"high","notify":true}',
  });
});

test('a form we cannot draw is answered as JSON', async () => {
  const { fake } = await open(
    ask({
      kind: 'elicitation',
      toolName: 'server',
      input: {
        mcp_server_name: 'server',
        message: 'Deep form',
        mode: 'form',
        requested_schema: { type: 'object', properties: { tags: { type: 'array' } } },
      },
    }),
  );
  await page.getByLabelText('Answer as JSON object').fill('[1]');
  await press('Send');
  await expect.element(page.getByText('Enter a JSON object.')).toBeVisible();
  await page.getByLabelText('Answer as JSON object').fill('{"tags":["a"]}');
  await press('Send');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({ tag: 'submit', contentJson: '{"tags":["a"]}' });
});

test('a narrow rule is granted by its own button, with its scope in words', async () => {
  const { fake } = await open(named('req_migrate'));
  await press('Always...');
  await expect.element(page.getByText('In this project, for you only, from now on')).toBeVisible();
  await press('Always allow: Bash(npm run migrate)');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({ tag: 'allow', suggestionIndex: 0 });
});

test('a wildcard rule and a mode switch take a second step', async () => {
  const { fake } = await open(named('req_migrate'));
  await press('Always...');
  await press('Always allow: Bash(npm run *)');
  expect(fake.callsOf('inbox:decide')).toEqual([]);
  await press('Back');
  await press('Always allow: switch to "Edit files without asking"');
  await expect.element(page.getByText(/This changes the whole session/)).toBeVisible();
  expect(fake.callsOf('inbox:decide')).toEqual([]);
  await press('Yes, do this');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({ tag: 'allow', suggestionIndex: 2 });
});

test('deny and stop says so to the session', async () => {
  const { fake } = await open(named('req_migrate'));
  await press('Deny and stop');
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({ tag: 'deny', stop: true });
});

test('what is not offered is not there', async () => {
  const offers = { allow: false, deny: false, denyWithReason: false, denyAndStop: false, edit: false };
  await open(ask({ toolName: 'Bash', input: { command: 'ls' }, offers }));
  await expect.element(page.getByText('This connection only looks on.', { exact: false })).toBeVisible();
  expect(page.getByRole('button', { name: /Allow|Deny|Edit|Always/ }).elements()).toEqual([]);
});
