import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { err, ok } from '../../shared/result.ts';
import type { JournalEntry } from '../../shared/model/journal.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { keys } from './sample-sessions.ts';
import { troubledView } from './sample-trouble.ts';
import { emptyView, fullView, quietView, sampleAsks } from './samples.ts';

const nowMs = Date.now();
const button = (name: string) => page.getByRole('button', { name, exact: true });

afterEach(closeWindow);

test('an empty inbox says how many sessions are working', async () => {
  await openWindow(quietView(nowMs));
  await expect.element(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  await expect.element(page.getByText('4 sessions are working.')).toBeVisible();
});

test('an empty inbox names the connections from which nothing can come now', async () => {
  const view = quietView(nowMs);
  const connections = view.connections.map((connection) =>
    connection.name === 'Work'
      ? { ...connection, state: { tag: 'sign-in-needed', why: 'refused' } as const }
      : connection,
  );
  await openWindow({ ...view, connections });
  await expect.element(page.getByText(/Work.*: not reached now/)).toBeVisible();
});

test('a first run offers practice sessions', async () => {
  const { fake } = await openWindow(emptyView());
  await button('Try it with practice sessions').click();
  expect(fake.callsOf('settings:change')).toEqual([{ practice: true }]);
});

test('g and a letter goes to each place', async () => {
  await openWindow(fullView(nowMs), sampleAsks(nowMs));
  for (const [letter, region] of Object.entries({
    s: 'Sessions',
    o: 'Journal',
    c: 'Connections',
    t: 'Settings',
    i: 'Inbox',
  })) {
    await userEvent.keyboard(`g${letter}`);
    await expect.element(page.getByRole('region', { name: region, exact: true })).toBeVisible();
  }
});

test('a wish of the tray to deny with a reason opens the field of that card', async () => {
  const asks = sampleAsks(nowMs);
  const wanted = asks[3];
  if (!wanted) throw new Error('no such sample');
  await openWindow(fullView(nowMs), asks, { tag: 'inbox', ask: wanted.view.key, intent: 'deny-with-reason' });
  await expect.element(page.getByLabelText('Why? The agent reads this.')).toHaveFocus();
  await expect.element(page.getByRole('article', { name: 'Fetch a web page' })).toHaveAttribute('aria-current', 'true');
});

test('receipts say what became of each decision, and the unconfirmed one leads to its session', async () => {
  await openWindow(fullView(nowMs), sampleAsks(nowMs));
  await expect.element(page.getByText(/not sent yet: it goes out when the session is back/)).toBeInTheDocument();
  const row = page.getByRole('listitem').filter({ hasText: 'git push origin main' });
  await expect.element(row.getByText(/not confirmed: look at the session/)).toBeInTheDocument();
  await row.getByRole('button', { name: 'Open session' }).click();
  await expect.element(page.getByRole('region', { name: 'Session', exact: true })).toBeVisible();
});

test('a problem says what, where and what to do, and can be dismissed', async () => {
  const { fake } = await openWindow(troubledView(nowMs), sampleAsks(nowMs));
  await expect.element(page.getByText(/connections\[0\]\.baseUrl: expected an https URL/)).toBeVisible();
  await expect.element(page.getByText(/12 more requests wait in "Docs site"/)).toBeVisible();
  await button('Dismiss: The managed configuration has a mistake').click();
  expect(fake.callsOf('problem:dismiss')).toEqual([{ id: 'p1' }]);
});

test('a new connection is checked in words before anything is sent', async () => {
  const { fake } = await openWindow(emptyView(), [], { tag: 'connections' });
  await button('Add a connection').click();
  await page.getByLabelText('Address of the service').fill('http://example.com');
  await button('Save').click();
  await expect.element(page.getByText('Enter a name of at most 80 characters.')).toBeVisible();
  await expect.element(page.getByText(/Enter an address that starts with https/)).toBeVisible();
  await expect.element(page.getByText('Enter the access token.')).toBeVisible();
  expect(fake.callsOf('connection:save')).toEqual([]);
});

test('a filled-in connection is tested, then saved with its token beside it', async () => {
  const { fake } = await openWindow(emptyView(), [], { tag: 'connections' });
  await button('Add a connection').click();
  await page.getByLabelText('Name', { exact: true }).fill('My work');
  await page.getByLabelText('Access token', { exact: true }).fill('secret-token');
  await button('Test').click();
  await expect.element(page.getByText('It works: 4 sessions found.')).toBeVisible();
  fake.answer({ 'connection:test': () => ok({ reached: true, sessions: null, problem: 'unauthorized', status: 401 }) });
  await button('Test').click();
  await expect.element(page.getByText('The service did not accept the token. (HTTP 401)')).toBeVisible();
  await button('Save').click();
  await expect.element(button('Add a connection')).toBeVisible();
  expect(fake.callsOf('connection:save')).toEqual([
    {
      connection: {
        id: 'my-work',
        kind: 'ccr',
        name: 'My work',
        enabled: true,
        baseUrl: 'https://api.anthropic.com',
        transport: 'auto',
        viewerOnly: false,
        credentials: { stored: true },
      },
      accessToken: 'secret-token',
    },
  ]);
});

test('a managed connection can be looked at only; another is removed after a second step', async () => {
  const { fake } = await openWindow(fullView(nowMs), [], { tag: 'connections' });
  const managed = page.getByRole('article', { name: 'Work' });
  await expect.element(managed.getByText('Fixed by the managed configuration')).toBeVisible();
  expect(managed.getByRole('button').elements()).toEqual([]);
  const home = page.getByRole('article', { name: 'Home account' });
  await home.getByRole('button', { name: 'Remove' }).click();
  expect(fake.callsOf('connection:remove')).toEqual([]);
  await home.getByRole('button', { name: 'Yes, remove it' }).click();
  expect(fake.callsOf('connection:remove')).toEqual([{ connectionId: 'home' }]);
});

test('a connection that needs a sign-in takes a token and says where it is kept', async () => {
  const { fake } = await openWindow(fullView(nowMs), [], { tag: 'connections' });
  await button('Sign in...').click();
  await page.getByLabelText('Access token').fill('secret-token');
  await button('Sign in').click();
  await expect.element(page.getByText('The token is stored in the keychain of this computer.')).toBeVisible();
  expect(fake.callsOf('connection:sign-in')).toEqual([{ connectionId: 'home', accessToken: 'secret-token' }]);
});

test('the journal searches and exports, and says how much was written', async () => {
  const { fake } = await openWindow(fullView(nowMs), [], { tag: 'journal' });
  await expect.element(page.getByText('Reason: Not before the release is out.')).toBeVisible();
  await page.getByLabelText('Search the journal').fill('deploy');
  await expect.element(page.getByText('Rule: Bash(npm test)')).not.toBeInTheDocument();
  await button('Export...').click();
  await expect.element(page.getByText('5 entries written.')).toBeVisible();
  expect(fake.callsOf('journal:search').at(-1)).toEqual({ text: 'deploy', before: null, count: 50 });
});

test('the journal shows a decision that is made while it is open', async () => {
  const view = fullView(nowMs);
  const { fake, show } = await openWindow(view, [], { tag: 'journal' });
  await expect.element(page.getByText('Reason: Not before the release is out.')).toBeVisible();
  const entry: JournalEntry = {
    atMs: nowMs,
    connectionName: 'Work',
    sessionTitle: 'Tiles',
    connectionId: 'work',
    sessionId: 's',
    requestId: 'r',
    inputHash: 'h',
    toolName: 'Bash',
    short: 'make tiles',
    event: 'decided',
    choice: 'allow',
    surface: 'tray',
    practice: false,
  };
  fake.answer({ 'journal:search': () => ok({ entries: [entry], next: null }) });
  show({ ...view, revision: 2, receipts: view.receipts.slice(1) });
  await expect.element(page.getByText('make tiles')).toBeVisible();
});

test('a changed setting is sent, and a refusal is told in words', async () => {
  const { fake } = await openWindow(fullView(nowMs), [], { tag: 'settings' });
  await page.getByLabelText('Theme').selectOptions('Dark');
  expect(fake.callsOf('settings:change')).toEqual([{ theme: 'dark' }]);
  fake.answer({ 'settings:change': () => err({ code: 'managed', message: '' }) });
  await page.getByLabelText('Play a sound').click();
  await expect.element(page.getByText(/This is fixed by the managed configuration/)).toBeVisible();
});

test('a managed setting is locked with a note', async () => {
  await openWindow({ ...fullView(nowMs), managed: ['theme'] }, [], { tag: 'settings' });
  await expect.element(page.getByLabelText('Theme')).toBeDisabled();
  await expect.element(page.getByText('Fixed by the managed configuration')).toBeVisible();
});

test('a message that was not accepted stays as a draft with a way to retry it', async () => {
  const { fake } = await openWindow(troubledView(nowMs), [], { tag: 'session', key: keys.schema });
  await button('Try again').click();
  expect(fake.callsOf('session:retry-draft')).toEqual([{ draftId: 'd1' }]);
  fake.answer({ 'session:send-message': () => err({ code: 'offline', message: '' }) });
  await page.getByLabelText('Message to this session').fill('Hello');
  await button('Send').click();
  await expect.element(page.getByText('The session cannot be reached right now. Nothing was sent.')).toBeVisible();
  await expect.element(page.getByLabelText('Message to this session')).toHaveValue('Hello');
});

test('a mode that stops asking takes a second step', async () => {
  const { fake } = await openWindow(fullView(nowMs), [], { tag: 'session', key: keys.schema });
  await page.getByLabelText('Mode').selectOptions('Do everything without asking');
  expect(fake.callsOf('session:set-mode')).toEqual([]);
  await button('Yes, switch').click();
  expect(fake.callsOf('session:set-mode')).toEqual([{ key: keys.schema, mode: 'bypassPermissions' }]);
});

test('a long conversation draws only what is near the eye and follows its end', async () => {
  const items = Array.from({ length: 5000 }, (_, index): TranscriptItem => ({
    id: `i${index}`,
    tag: 'note',
    text: `note ${index}`,
  }));
  const { fake } = await openWindow(fullView(nowMs));
  fake.answer({
    'transcript:read': ({ from, count }) =>
      ok({
        items: items.slice(from, from + count),
        firstIndex: from,
        startIndex: 0,
        endIndex: items.length,
        olderAvailable: false,
        liveText: '',
      }),
  });
  fake.fire('window:show', { tag: 'session', key: keys.schema });
  await expect.element(page.getByText('note 4999', { exact: true })).toBeVisible();
  expect(document.querySelectorAll('.transcript-slot').length).toBeLessThan(60);
  items.push({ id: 'new', tag: 'note', text: 'note 5000' });
  fake.fire('transcript:changed', { key: keys.schema, endIndex: items.length, olderAvailable: false, liveText: '' });
  await expect.element(page.getByText('note 5000', { exact: true })).toBeVisible();
  fake.fire('window:show', { tag: 'inbox' });
  await expect.element(page.getByRole('region', { name: 'Inbox', exact: true })).toBeVisible();
  expect(fake.callsOf('session:watch')).toEqual([{ key: keys.schema }, { key: null }]);
});

test('older history that turns out to be none is offered no more', async () => {
  const { fake } = await openWindow(fullView(nowMs));
  let isThere = true;
  const said: TranscriptItem = { id: 'i0', tag: 'note', text: 'the only note' };
  fake.answer({
    'transcript:read': () =>
      ok({ items: [said], firstIndex: 0, startIndex: 0, endIndex: 1, olderAvailable: isThere, liveText: '' }),
    'transcript:older': () => {
      isThere = false;
      return ok({ added: 0 });
    },
  });
  fake.fire('window:show', { tag: 'session', key: keys.schema });
  await button('Load older messages').click();
  await expect.element(page.getByText('Start of the conversation')).toBeVisible();
  expect(button('Load older messages').elements()).toEqual([]);
  expect(fake.callsOf('transcript:older')).toHaveLength(1);
});

test('older history is offered no more once main knows that there is none', async () => {
  const { fake } = await openWindow(fullView(nowMs));
  const said: TranscriptItem = { id: 'i0', tag: 'note', text: 'the only note' };
  fake.answer({
    'transcript:read': () =>
      ok({ items: [said], firstIndex: 0, startIndex: 0, endIndex: 1, olderAvailable: true, liveText: '' }),
  });
  fake.fire('window:show', { tag: 'session', key: keys.schema });
  await expect.element(button('Load older messages')).toBeVisible();
  fake.fire('transcript:changed', { key: keys.schema, endIndex: 1, olderAvailable: false, liveText: '' });
  await expect.element(page.getByText('Start of the conversation')).toBeVisible();
  expect(button('Load older messages').elements()).toEqual([]);
  expect(fake.callsOf('transcript:older')).toEqual([]);
});

test('older history loads on demand and keeps what was read in place', async () => {
  let start = 0;
  const text = (index: number): TranscriptItem => ({ id: `i${index}`, tag: 'note', text: `note ${index}` });
  const { fake } = await openWindow(fullView(nowMs));
  fake.answer({
    'transcript:read': ({ from, count }) => {
      const first = Math.max(start, from);
      const end = Math.min(3, first + count);
      return ok({
        items: Array.from({ length: Math.max(0, end - first) }, (_, at) => text(first + at)),
        firstIndex: first,
        startIndex: start,
        endIndex: 3,
        olderAvailable: start === 0,
        liveText: '',
      });
    },
    'transcript:older': () => {
      start = -5;
      return ok({ added: 5 });
    },
  });
  fake.fire('window:show', { tag: 'session', key: keys.schema });
  await expect.element(page.getByText('note 2', { exact: true })).toBeVisible();
  await button('Load older messages').click();
  await expect.element(page.getByText('note -5', { exact: true })).toBeInTheDocument();
  await expect.element(page.getByText('Start of the conversation')).toBeInTheDocument();
});
