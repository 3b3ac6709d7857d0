import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { askKey, requestId } from '../../shared/ids.ts';
import type { AppView, SessionView } from '../../shared/model/app-view.ts';
import { err, ok } from '../../shared/result.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { happyKeys, happyView } from './sample-happy.ts';

const nowMs = Date.now();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const session = () => page.getByRole('region', { name: 'Session', exact: true });
const at = (key: SessionView['key']) => ({ tag: 'session', key }) as const;
/** The same sessions once the one at its terminal listens here. */
function takenFromTerminal(): AppView {
  const view = happyView(nowMs);
  const sessions = view.sessions.map((each): SessionView => {
    if (each.key !== happyKeys.terminal) return each;
    const { silence: _, ...rest } = each;
    return { ...rest, control: 'remote' };
  });
  return { ...view, revision: view.revision + 1, sessions };
}

afterEach(closeWindow);

test('a session says which agent it is and on which computer, in its page and in the list', async () => {
  await openWindow(happyView(nowMs), [], at(happyKeys.away));
  await expect.element(session().getByText(/Happy · Codex · attic/)).toBeVisible();
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Sessions' }).click();
  const list = page.getByRole('region', { name: 'Sessions', exact: true });
  await expect.element(list.getByText(/Happy · Codex · attic · \/home\/ada\/src\/atlas/)).toBeVisible();
});

test('a session whose terminal has control says where it asks, and control is taken after a second step', async () => {
  const { fake, show } = await openWindow(happyView(nowMs), [], at(happyKeys.terminal));
  await expect.element(session().getByText('Its terminal has control: it asks there, and nowhere else.')).toBeVisible();
  await button('Take control').click();
  await expect.element(session().getByText(/The screen in its terminal stops/)).toBeVisible();
  expect(fake.callsOf('session:hand-over')).toEqual([]);
  await button('Yes, take control').click();
  expect(fake.callsOf('session:hand-over')).toEqual([{ key: happyKeys.terminal, to: 'here' }]);
  show(takenFromTerminal());
  await expect.element(button('Give back to the terminal')).toBeVisible();
  expect(button('Take control').elements()).toEqual([]);
});

test('a hand-over that fails says so, and the question stays', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], at(happyKeys.terminal));
  fake.answer({ 'session:hand-over': () => err({ code: 'timeout', message: '' }) });
  await button('Take control').click();
  await button('Yes, take control').click();
  await expect.element(session().getByText(/did not answer in time/)).toBeVisible();
  await expect.element(button('Yes, take control')).toBeVisible();
});

test('control is given back to the terminal after a second step', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], at(happyKeys.remote));
  await button('Give back to the terminal').click();
  await expect.element(session().getByText(/nothing of it comes here until control is taken again/)).toBeVisible();
  await button('Yes, give it back').click();
  expect(fake.callsOf('session:hand-over')).toEqual([{ key: happyKeys.remote, to: 'terminal' }]);
  await expect.element(page.getByRole('heading', { name: 'Draw the coast lines faster' })).toHaveFocus();
});

test('a message to a session at its terminal is sent only after a warning', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], at(happyKeys.terminal));
  await page.getByLabelText('Message to this session').fill('Stop after the tests');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(session().getByText(/Sending stops the screen there/)).toBeVisible();
  expect(fake.callsOf('session:send-message')).toEqual([]);
  await button('Cancel').click();
  await expect.element(page.getByLabelText('Message to this session')).toHaveValue('Stop after the tests');
  await button('Send').click();
  await button('Send anyway').click();
  expect(fake.callsOf('session:send-message')).toEqual([{ key: happyKeys.terminal, text: 'Stop after the tests' }]);
  await expect.element(page.getByLabelText('Message to this session')).toHaveValue('');
  expect(button('Send anyway').elements()).toEqual([]);
});

test('a message to a session that listens here is sent at once', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], at(happyKeys.remote));
  await page.getByLabelText('Message to this session').fill('Go on');
  await button('Send').click();
  expect(fake.callsOf('session:send-message')).toEqual([{ key: happyKeys.remote, text: 'Go on' }]);
});

test('a session whose computer is away says since when, and offers nothing that cannot arrive', async () => {
  await openWindow(happyView(nowMs), [], at(happyKeys.away));
  await expect.element(session().getByText(/Its computer is not reachable, last seen 1[12] min ago/)).toBeVisible();
  expect(button('Send').elements()).toEqual([]);
});

test('a session that was written for another key says that it cannot be read', async () => {
  await openWindow(happyView(nowMs), [], at(happyKeys.foreign));
  await expect.element(session().getByText(/was written for another key/)).toBeVisible();
});

test('ending a session elsewhere says what becomes of its program', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], at(happyKeys.remote));
  await button('End').click();
  await expect.element(session().getByText(/its program ends on its computer/)).toBeVisible();
  await button('Yes, end it').click();
  expect(fake.callsOf('session:end')).toEqual([{ key: happyKeys.remote }]);
});

test('a tool that ended without output is drawn as ended, not as an empty result', async () => {
  const { fake } = await openWindow(happyView(nowMs));
  const result = { tag: 'tool-result', text: '', atMs: nowMs } as const;
  fake.answer({
    'transcript:read': ({ from, count }) => {
      const items = [
        { tag: 'tool-call', id: 'c1', toolUseId: 'u1', toolName: 'Bash', inputJson: '{"command":"make tiles"}' },
        { ...result, id: 'r1', toolUseId: 'u1', isError: false },
        { ...result, id: 'r2', toolUseId: 'u2', isError: true },
      ] as const;
      return ok({
        items: items.slice(from, from + count),
        firstIndex: from,
        startIndex: 0,
        endIndex: items.length,
        olderAvailable: false,
        liveText: '',
      });
    },
  });
  fake.fire('window:show', at(happyKeys.remote));
  const talk = page.getByRole('log', { name: 'Conversation' });
  await expect.element(talk.getByText('Ended, without output')).toBeVisible();
  await expect.element(talk.getByText('Failed, without output')).toBeVisible();
  expect(talk.getByText(/1 line/).elements()).toEqual([]);
});

test('a decision of another device is said to be one', async () => {
  const view = happyView(nowMs);
  const [remote] = view.sessions;
  if (remote === undefined) throw new Error('sample sessions are missing');
  const { fake } = await openWindow({
    ...view,
    inbox: [],
    receipts: [
      {
        key: askKey(remote.connectionId, remote.sessionId, requestId('toolu_1'), '0'.repeat(32)),
        sessionKey: remote.key,
        sessionTitle: remote.title,
        connectionId: remote.connectionId,
        connectionName: remote.connectionName,
        toolName: 'Bash',
        short: 'make tiles',
        decision: { tag: 'allow' },
        surface: 'other-device',
        decidedAtMs: nowMs,
        state: 'confirmed',
        changedAtMs: nowMs,
      },
    ],
  });
  await expect.element(page.getByText(/allowed on another device/)).toBeVisible();
  fake.answer({
    'journal:search': () =>
      ok({
        entries: [
          {
            atMs: nowMs,
            connectionName: 'This computer',
            sessionTitle: 'Tiles',
            connectionId: 'here',
            sessionId: 's',
            requestId: 'r',
            inputHash: 'h',
            toolName: 'Bash',
            short: 'make tiles',
            event: 'decided',
            choice: 'allow',
            surface: 'other-device',
            practice: false,
          },
        ],
        next: null,
      }),
  });
  fake.fire('window:show', { tag: 'journal' });
  await expect.element(page.getByText('on another device')).toBeVisible();
});
