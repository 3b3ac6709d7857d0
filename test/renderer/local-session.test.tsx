import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppView, SessionView } from '../../shared/model/app-view.ts';
import { NO_CAPABILITIES } from '../../shared/model/connection.ts';
import { err } from '../../shared/result.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleClaude } from './sample-claude.ts';
import { localAsks, localKeys, localView } from './sample-local.ts';

const nowMs = Date.now();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const session = () => page.getByRole('region', { name: 'Session', exact: true });

const at = (key: SessionView['key']) => ({ tag: 'session', key }) as const;
const withSession = (key: SessionView['key'], over: Partial<SessionView>, view = localView(nowMs)): AppView => ({
  ...view,
  revision: view.revision + 1,
  sessions: view.sessions.map((each) => (each.key === key ? { ...each, ...over } : each)),
});

afterEach(closeWindow);

test('a session that waits where Gatehouse holds no request says so, and shows its terminal', async () => {
  const { fake } = await openWindow(localView(nowMs), [], at(localKeys.parser));
  await expect.element(session().getByText(/It wants to know something that can be answered only there/)).toBeVisible();
  await expect.element(session().getByText(/^waits in its terminal · live/)).toBeVisible();
  await expect.element(session().getByText(/Type in its terminal/)).toBeVisible();
  await button('Show terminal').click();
  expect(fake.callsOf('session:reveal')).toEqual([{ key: localKeys.parser }]);
});

test.for([
  ['terminal-prompt', /that request did not come here/],
  ['dialog', /A dialog is open there/],
  ['sandbox', /whether a command may reach the network/],
  ['something new', /A dialog is open there/],
] as const)('what it waits for there is told: %s', async ([detail, text]) => {
  const view = withSession(localKeys.parser, { activity: { tag: 'needs-you', detail } });
  await openWindow(view, [], at(localKeys.parser));
  await expect.element(session().getByText(text)).toBeVisible();
});

test('a request that is held here is not said to wait in the terminal only', async () => {
  const over = { activity: { tag: 'needs-you', detail: 'terminal-prompt' }, waitingCount: 1 } as const;
  await openWindow(withSession(localKeys.login, over), localAsks(nowMs), at(localKeys.login));
  await expect.element(session().getByText(/^waits for you · live/)).toBeVisible();
  await expect.element(button('Show terminal')).toBeVisible();
  expect(page.getByText(/in its terminal\./).elements()).toHaveLength(1);
});

test('an end that only a code tells is not explained with the code', async () => {
  const view = withSession(localKeys.build, { activity: { tag: 'ended', reason: 'other' } });
  await openWindow(view, [], at(localKeys.build));
  await expect.element(session().getByText('This session has ended.')).toBeVisible();
  expect(session().getByText('other', { exact: true }).elements()).toEqual([]);
});

test('a terminal that cannot be shown is said in words', async () => {
  const { fake } = await openWindow(localView(nowMs), [], at(localKeys.login));
  fake.answer({ 'session:reveal': () => err({ code: 'not-supported', message: '' }) });
  await button('Show terminal').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('This session does not support that.');
});

test('a session is ended only after a second step', async () => {
  const { fake, show } = await openWindow(localView(nowMs), [], at(localKeys.notes));
  await button('End').click();
  expect(fake.callsOf('session:end')).toEqual([]);
  await button('Cancel').click();
  await button('End').click();
  await button('Yes, end it').click();
  expect(fake.callsOf('session:end')).toEqual([{ key: localKeys.notes }]);
  await expect.element(page.getByRole('heading', { name: 'Draft the release notes' })).toHaveFocus();
  show(
    withSession(localKeys.notes, {
      group: 'ended',
      activity: { tag: 'ended' },
      provenance: { tag: 'ended' },
      capabilities: NO_CAPABILITIES,
    }),
  );
  await expect.element(session().getByText('This session has ended.')).toBeVisible();
  expect(button('End').elements()).toEqual([]);
});

test('a session that ended with an error shows its last lines and can be continued', async () => {
  const { fake } = await openWindow(localView(nowMs), [], at(localKeys.build));
  await expect.element(session().getByText('Claude Code stopped by itself (exit code 1).')).toBeVisible();
  const talk = page.getByRole('log', { name: 'Conversation' });
  await expect.element(talk.getByText('Claude Code ended unexpectedly (exit code 1).')).toBeVisible();
  await expect.element(talk.getByText(/getaddrinfo ENOTFOUND api\.anthropic\.com/)).toBeVisible();
  await button('Continue').click();
  expect(fake.callsOf('session:resume')).toEqual([{ key: localKeys.build }]);
  await button('Show folder').click();
  expect(fake.callsOf('session:reveal')).toEqual([{ key: localKeys.build }]);
});

test.for([
  ['prompt_input_exit', 'It was left in its terminal.'],
  ['Ended by Gatehouse', 'Ended by Gatehouse'],
] as const)('a plain end is told in a line: %s', async ([reason, text]) => {
  const view = withSession(localKeys.build, { activity: { tag: 'ended', reason } });
  await openWindow(view, [], at(localKeys.build));
  await expect.element(session().getByText(text)).toBeVisible();
  expect(page.getByText(/stopped by itself/).elements()).toEqual([]);
});

test.for([
  ['not-connected', /does not hear its requests/],
  ['bypass-mode', /does everything without asking/],
  ['auto-mode', /Auto mode decides by itself/],
  ['dont-ask-mode', /denies what is not allowed already/],
  ['hooks-blocked', /keep its requests from coming here/],
] as const)('silence is explained with what to do: %s', async ([silence, text]) => {
  await openWindow(withSession(localKeys.clean, { silence }), [], at(localKeys.clean));
  await expect.element(session().getByText(text)).toBeVisible();
  expect(
    session()
      .getByText(/without asking/)
      .elements().length,
  ).toBeLessThan(2);
});

test('a session that is not heard because of missing hooks offers to connect', async () => {
  const view = localView(nowMs, { claudeCode: sampleClaude() });
  await openWindow(withSession(localKeys.clean, { silence: 'not-connected' }, view), [], at(localKeys.clean));
  await button('Connect Claude Code').click();
  await expect.element(page.getByRole('dialog', { name: 'Connect Claude Code' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(button('Connect Claude Code')).toHaveFocus();
});

test('blocked hooks lead to the connections, where the file is named', async () => {
  await openWindow(withSession(localKeys.clean, { silence: 'hooks-blocked' }), [], at(localKeys.clean));
  await button('Open Connections').click();
  await expect.element(page.getByRole('region', { name: 'Connections' })).toBeVisible();
});

test('a session that vanishes while it is looked at is said to be gone at once', async () => {
  const view = localView(nowMs);
  const { show } = await openWindow(view, [], at(localKeys.notes));
  await expect.element(page.getByRole('heading', { name: 'Draft the release notes' })).toBeVisible();
  show({
    ...view,
    revision: view.revision + 1,
    sessions: view.sessions.filter((each) => each.key !== localKeys.notes),
  });
  await expect.element(page.getByText(/This session is gone/)).toBeVisible();
});

test('sessions of one name are told apart by their folder', async () => {
  await openWindow(localView(nowMs), [], { tag: 'sessions' });
  const list = page.getByRole('region', { name: 'Sessions', exact: true });
  await expect.element(list.getByText(/This computer · \/home\/ada\/src\/ledger/)).toBeVisible();
});
