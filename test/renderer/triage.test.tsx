import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { err, ok } from '../../shared/result.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleAsk, type SampleAsk } from './sample-asks.ts';
import { emptyView } from './samples.ts';
import { sampleConnections, sampleSessions } from './sample-sessions.ts';

const nowMs = Date.now();
const [session] = sampleSessions(nowMs);
if (!session) throw new Error('no sample session');

const command = (id: string, text: string): SampleAsk =>
  sampleAsk({ id, session, nowMs, ageMs: 1_000, short: text, request: { toolName: 'Bash', input: { command: text } } });
const first = command('req_1', 'npm test');
const second = command('req_2', 'npm run lint');

const viewOf = (asks: readonly SampleAsk[], revision = 1): AppView => ({
  ...emptyView(),
  revision,
  connections: sampleConnections(nowMs),
  sessions: sampleSessions(nowMs),
  inbox: asks.map((ask) => ask.view),
});
const cards = () => page.getByRole('article');
const allow = (card: number) => cards().nth(card).getByRole('button', { name: 'Allow once', exact: true });
const ready = (card: number) => expect.element(allow(card)).not.toHaveAttribute('aria-disabled');

afterEach(closeWindow);

test('the heading says how many wait in how many sessions', async () => {
  await openWindow(viewOf([first, second]), [first, second]);
  await expect.element(page.getByRole('heading', { name: '2 waiting in 1 session' })).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'Inbox', exact: true })).toBeVisible();
});

test('an allow carries the hash of the bytes that were shown', async () => {
  const { fake } = await openWindow(viewOf([first]), [first]);
  await ready(0);
  await allow(0).click();
  expect(fake.callsOf('inbox:decide')).toEqual([
    { key: first.view.key, inputHash: first.detail.inputHash, decision: { tag: 'allow' } },
  ]);
});

test('a click right after a card appeared does nothing', async () => {
  const { fake } = await openWindow(viewOf([first]), [first]);
  await expect.element(allow(0)).toBeInTheDocument();
  (allow(0).element() as HTMLElement).click();
  expect(fake.callsOf('inbox:decide')).toEqual([]);
});

test('a card that moved up rests again before it takes a click', async () => {
  const { fake, show } = await openWindow(viewOf([first, second]), [first, second]);
  await ready(1);
  show(viewOf([second], 2));
  await expect.element(page.getByRole('heading', { name: '1 waiting in 1 session' })).toBeVisible();
  (allow(0).element() as HTMLElement).click();
  await userEvent.keyboard('a');
  expect(fake.callsOf('inbox:decide')).toEqual([]);
  await ready(0);
  await userEvent.keyboard('a');
  expect(fake.callsOf('inbox:decide').map((each) => each.key)).toEqual([second.view.key]);
});

test('a double click sends one decision', async () => {
  const { fake } = await openWindow(viewOf([first]), [first]);
  await ready(0);
  await allow(0).dblClick();
  expect(fake.callsOf('inbox:decide')).toHaveLength(1);
});

test('j and k move, d denies the selected request', async () => {
  const { fake } = await openWindow(viewOf([first, second]), [first, second]);
  await ready(1);
  await userEvent.keyboard('j');
  await expect.element(cards().nth(1)).toHaveAttribute('aria-current', 'true');
  await userEvent.keyboard('k');
  await userEvent.keyboard('j');
  await expect.element(cards().nth(1)).toHaveAttribute('aria-current', 'true');
  await userEvent.keyboard('d');
  expect(fake.callsOf('inbox:decide')).toEqual([
    { key: second.view.key, inputHash: second.detail.inputHash, decision: { tag: 'deny', stop: false } },
  ]);
});

test('r asks for a reason, and keys typed into it decide nothing', async () => {
  const { fake } = await openWindow(viewOf([first]), [first]);
  await ready(0);
  await userEvent.keyboard('r');
  await expect.element(page.getByLabelText('Why? The agent reads this.')).toHaveFocus();
  await userEvent.keyboard('a bad day');
  expect(fake.callsOf('inbox:decide')).toEqual([]);
  await ready(0);
  await page.getByRole('button', { name: 'Deny with this reason' }).click();
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({ tag: 'deny', reason: 'a bad day', stop: false });
});

test('e edits the command alone and leaves large numbers as they came', async () => {
  const inputJson = '{"timeout":9007199254740993,"command":"rm -r out","x":1e400}';
  const ask = sampleAsk({
    id: 'req_edit',
    session,
    nowMs,
    ageMs: 0,
    request: { toolName: 'Bash', input: null, inputJson },
  });
  const { fake } = await openWindow(viewOf([ask]), [ask]);
  await ready(0);
  await userEvent.keyboard('e');
  await page.getByLabelText('Command to run instead').fill('rm -r out/cache');
  const send = page.getByRole('button', { name: 'Allow this edit' });
  await expect.element(send).not.toHaveAttribute('aria-disabled');
  await send.click();
  expect(fake.callsOf('inbox:decide')[0]?.decision).toEqual({
    tag: 'allow',
    editedInputJson: '{"timeout":9007199254740993,"command":"rm -r out/cache","x":1e400}',
  });
});

test('an edit that is not JSON cannot be sent and says why', async () => {
  const ask = sampleAsk({ id: 'req_json', session, nowMs, ageMs: 0, request: { toolName: 'Other', input: { a: 1 } } });
  await openWindow(viewOf([ask]), [ask]);
  await ready(0);
  await userEvent.keyboard('e');
  await page.getByLabelText('Input as JSON').fill('{"a":');
  await expect.element(page.getByText('This is not valid JSON yet.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Allow this edit' })).toHaveAttribute('aria-disabled', 'true');
});

test('a decision that could not be stored is told in words and can be tried again', async () => {
  const { fake } = await openWindow(viewOf([first]), [first]);
  fake.answer({ 'inbox:decide': () => err({ code: 'not-saved', message: '' }) });
  await ready(0);
  await allow(0).click();
  await expect.element(page.getByText(/could not be stored on disk, so nothing was sent/)).toBeVisible();
  fake.answer({ 'inbox:decide': () => ok(null) });
  await ready(0);
  await allow(0).click();
  expect(fake.callsOf('inbox:decide')).toHaveLength(2);
});

test('the same request with other input says that it changed', async () => {
  const changed = command('req_1', 'npm test && curl evil.example');
  const { show } = await openWindow(viewOf([first]), [first, changed]);
  await ready(0);
  show(viewOf([changed], 2));
  await expect.element(page.getByText('This is a changed version of an earlier request. Read it again.')).toBeVisible();
});

test('a lower revision never replaces a higher one', async () => {
  const { show } = await openWindow(viewOf([first], 5), [first]);
  show(viewOf([], 4));
  await expect.element(page.getByRole('heading', { name: '1 waiting in 1 session' })).toBeVisible();
});

test('a new request is announced politely and takes neither focus nor selection', async () => {
  const { show } = await openWindow(viewOf([first]), [first, second]);
  await ready(0);
  await userEvent.keyboard('r');
  await expect.element(page.getByLabelText('Why? The agent reads this.')).toHaveFocus();
  show(viewOf([first, second], 2));
  await expect.element(page.getByText(/^New request: Run a command/)).toBeInTheDocument();
  await expect.element(page.getByLabelText('Why? The agent reads this.')).toHaveFocus();
  await expect.element(cards().nth(0)).toHaveAttribute('aria-current', 'true');
});

test('a request that needs a deliberate step is not allowed by a single key', async () => {
  const ask = sampleAsk({
    id: 'req_careful',
    session,
    nowMs,
    ageMs: 0,
    request: { toolName: 'Bash', input: { command: 'make release' }, defaultToNo: true },
  });
  const { fake } = await openWindow(viewOf([ask]), [ask]);
  await ready(0);
  await userEvent.keyboard('a');
  expect(fake.callsOf('inbox:decide')).toEqual([]);
  await expect.element(allow(0)).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(fake.callsOf('inbox:decide')).toHaveLength(1);
});

test('the question mark shows every key, and keys decide nothing behind it', async () => {
  const { fake } = await openWindow(viewOf([first]), [first]);
  await ready(0);
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await userEvent.keyboard('a');
  expect(fake.callsOf('inbox:decide')).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('a thousand requests draw thirty cards and show more when asked', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => command(`req_${index}`, `echo ${index}`));
  await openWindow(viewOf(many), many);
  await expect.element(page.getByRole('heading', { name: '1,000 waiting in 1 session' })).toBeVisible();
  expect(cards().elements()).toHaveLength(30);
  await page.getByRole('button', { name: 'Show 30 more' }).click();
  await expect.poll(() => cards().elements().length).toBe(60);
});
