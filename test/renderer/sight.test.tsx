import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleAsk } from './sample-asks.ts';
import { sampleSessions } from './sample-sessions.ts';
import { emptyView, fullView, sampleAsks } from './samples.ts';

const nowMs = Date.now();
const [session] = sampleSessions(nowMs);
if (!session) throw new Error('no sample session');
const bash = (command: string) =>
  sampleAsk({ id: 'req_1', session, nowMs, ageMs: 0, request: { toolName: 'Bash', input: { command } } });
const open = (command: string) => {
  const ask = bash(command);
  return openWindow({ ...emptyView(), sessions: sampleSessions(nowMs), inbox: [ask.view] }, [ask]);
};
const allow = () => page.getByRole('button', { name: 'Allow once', exact: true });

afterEach(closeWindow);

test('a long input must have been seen to its end before it can be allowed', async () => {
  const { fake } = await open(Array.from({ length: 400 }, (_, line) => `echo line ${line}`).join('\n'));
  await expect.element(page.getByText('Scroll to the end of the input first.')).toBeVisible();
  (allow().element() as HTMLElement).click();
  expect(fake.callsOf('inbox:decide')).toEqual([]);
  await page.getByRole('button', { name: 'Go to the end' }).click();
  await expect.element(allow()).not.toHaveAttribute('aria-disabled');
  await allow().click();
  expect(fake.callsOf('inbox:decide')).toHaveLength(1);
});

test('a deny does not wait for the end of a long input', async () => {
  const { fake } = await open('x\n'.repeat(400));
  const deny = page.getByRole('button', { name: 'Deny', exact: true });
  await expect.element(deny).not.toHaveAttribute('aria-disabled');
  await deny.click();
  expect(fake.callsOf('inbox:decide')).toHaveLength(1);
});

test('every line of a long input is in the page before it can be allowed', async () => {
  const lines = Array.from({ length: 300 }, (_, line) => `echo line ${line}`);
  await open(lines.join('\n'));
  await expect.element(page.getByText(/echo line 299/)).toBeInTheDocument();
  expect(document.querySelector('.code')?.textContent).toBe(lines.join('\n'));
});

test('hidden characters, look-alikes and long gaps are marked where they stand and said in words', async () => {
  await open(`ls \u202e\u200b p\u0430ypal${' '.repeat(212)}; rm -rf /`);
  await expect.element(page.getByText('␣×212')).toBeVisible();
  await expect.element(page.getByText(/U\+202E/).first()).toBeVisible();
  await expect.element(page.getByText(/U\+0430/).first()).toBeVisible();
  await expect.element(page.getByText(/A long gap hides the end/)).toBeVisible();
  await expect.element(page.getByText(/Hidden characters are in this input/)).toBeVisible();
  expect(document.body.innerText).not.toMatch(/[\u202e\u200b]/);
});

test('an edit is drawn as a change with a spoken word for each changed line', async () => {
  const asks = sampleAsks(nowMs);
  await openWindow({ ...fullView(nowMs), inbox: asks.slice(1, 2).map((ask) => ask.view) }, asks);
  await expect.element(page.getByText('clock.now', { exact: false }).first()).toBeVisible();
  const lines = [...document.querySelectorAll('.diff-line .vis')].map((line) => line.textContent);
  expect(lines).toEqual([
    'removed export function closeDay() {\n',
    'removed   const cutoff = new Date();\n',
    'added export function closeDay(clock: Clock) {\n',
    'added   const cutoff = clock.now();\n',
    '  return ledger.close(cutoff);\n',
    '}\n',
  ]);
});

test("the agent's own words are quoted and marked as its claim", async () => {
  const asks = sampleAsks(nowMs);
  await openWindow({ ...fullView(nowMs), inbox: asks.slice(0, 1).map((ask) => ask.view) }, asks);
  await expect.element(page.getByText('The agent says: “Run the staging migration”')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Run a command' })).toBeVisible();
});

test('an ask of a background agent says that its terminal shows nothing yet', async () => {
  const request = { toolName: 'Bash', input: { command: 'ls' }, agentId: 'agent_7', terminalIsSilent: true };
  const ask = sampleAsk({ id: 'req_1', session, nowMs, ageMs: 0, request });
  await openWindow({ ...emptyView(), sessions: sampleSessions(nowMs), inbox: [ask.view] }, [ask]);
  await expect.element(page.getByText(/Shows nothing yet\. If nobody answers here within two minutes/)).toBeVisible();
});
