import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ClaudeTest } from '../../shared/model/claude-code.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import { err, ok } from '../../shared/result.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleChange, sampleClaude } from './sample-claude.ts';
import { localView } from './sample-local.ts';
import { emptyView, fullView } from './samples.ts';

const nowMs = Date.now();
const place = { tag: 'connections' } as const;
const button = (name: string) => page.getByRole('button', { name, exact: true });
const card = () => page.getByRole('article', { name: 'Claude Code on this computer' });
const dialog = (name: string) => page.getByRole('dialog', { name });

const connectedView = (view: AppView): AppView => ({ ...localView(nowMs), revision: view.revision + 1 });

afterEach(closeWindow);

test('connecting shows the file, the change with the secret masked and what it means, and writes what was shown', async () => {
  const { fake, show } = await openWindow(emptyView(), [], place);
  await card().getByRole('button', { name: 'Connect Claude Code' }).click();
  const shown = dialog('Connect Claude Code');
  await expect.element(shown.getByText('/home/ada/.claude/settings.json')).toBeVisible();
  await expect.element(shown.getByText(/Claude Code will tell Gatehouse when it wants permission/)).toBeVisible();
  await expect.element(shown.getByText(/Nothing is decided when Gatehouse is closed/)).toBeVisible();
  const change = shown.getByRole('region', { name: 'The exact change' });
  await expect.element(change.getByText(/"PermissionRequest": \[/)).toBeInTheDocument();
  await expect.element(change.getByText(/••••/).first()).toBeInTheDocument();
  await expect.element(change.getByText(/\d+ lines unchanged/)).toBeInTheDocument();
  expect(fake.callsOf('claude:apply')).toEqual([]);
  await shown.getByRole('button', { name: 'Connect', exact: true }).click();
  expect(fake.callsOf('claude:apply')).toEqual([{ change: 'connect', beforeHash: 'a'.repeat(64) }]);
  show(connectedView(emptyView()));
  await expect.element(card().getByText('Claude Code is connected.')).toBeVisible();
  await expect.element(card().getByText('connected', { exact: true })).toBeVisible();
  await expect.element(card().getByText(/hooks are in \/home\/ada\/\.claude\/settings\.json/)).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Claude Code on this computer' })).toHaveFocus();
});

test('a file that changed in between is shown anew and not written before it is agreed to again', async () => {
  const { fake } = await openWindow(emptyView(), [], place);
  fake.answer({ 'claude:apply': () => err({ code: 'changed', message: '' }) });
  await button('Connect Claude Code').click();
  await dialog('Connect Claude Code').getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(/The file changed in the meantime/);
  fake.answer({ 'claude:apply': () => ok(null) });
  await dialog('Connect Claude Code').getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(dialog('Connect Claude Code')).not.toBeInTheDocument();
  expect(fake.callsOf('claude:preview')).toHaveLength(2);
  expect(fake.callsOf('claude:apply')).toHaveLength(2);
});

test.for([
  ['unreadable', /cannot be read as settings of Claude Code, so it was left alone/],
  ['not-written', /The file could not be written/],
  ['managed', /fixed by the managed configuration/],
  ['not-saved', /could not store the connection on disk/],
] as const)('when writing ends in %s the dialog stays and says so', async ([code, text]) => {
  const { fake } = await openWindow(emptyView(), [], place);
  fake.answer({ 'claude:apply': () => err({ code, message: '' }) });
  await button('Connect Claude Code').click();
  await dialog('Connect Claude Code').getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(text);
  await expect.element(dialog('Connect Claude Code')).toBeVisible();
});

test('a preview of an unreadable file offers nothing to write', async () => {
  const { fake } = await openWindow(emptyView(), [], place);
  fake.answer({ 'claude:preview': () => err({ code: 'unreadable', message: '' }) });
  await button('Connect Claude Code').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(/cannot be read as settings/);
  expect(dialog('Connect Claude Code').getByRole('button').elements()).toHaveLength(1);
});

test('a file that is not there yet and one that needs no change are said so', async () => {
  const { fake } = await openWindow(emptyView(), [], place);
  const change = sampleChange('connect');
  fake.answer({ 'claude:preview': () => ok({ ...change, before: '' }) });
  await button('Connect Claude Code').click();
  await expect.element(page.getByText('This file does not exist yet. It will hold just this.')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  fake.answer({ 'claude:preview': () => ok({ ...change, before: change.after }) });
  await button('Connect Claude Code').click();
  await expect.element(page.getByText('Nothing in the file needs to change.')).toBeVisible();
});

test('the keyboard alone connects: title first, then the change, then the button; Escape leaves and gives the focus back', async () => {
  const { fake } = await openWindow(emptyView(), [], place);
  const opener = card().getByRole('button', { name: 'Connect Claude Code' });
  (opener.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Connect Claude Code' })).toHaveFocus();
  await expect.element(page.getByRole('region', { name: 'The exact change' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(opener).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('region', { name: 'The exact change' })).toBeVisible();
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('region', { name: 'The exact change' })).toHaveFocus();
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.poll(() => fake.callsOf('claude:apply')).toHaveLength(1);
});

test('a program that is not found is explained, and can be looked for again', async () => {
  const claudeCode = sampleClaude({ program: { tag: 'not-found' } });
  const { fake } = await openWindow({ ...emptyView(), claudeCode }, [], place);
  await expect.element(card().getByText('Claude Code was not found on this computer.')).toBeVisible();
  await expect.element(card().getByText(/code\.claude\.com\/docs/)).toBeVisible();
  await expect.element(button('Connect it anyway')).toBeVisible();
  await button('Look again').click();
  await expect.element(card().getByText('Looked again just now.')).toBeVisible();
  expect(fake.callsOf('claude:look')).toHaveLength(1);
});

test('before this computer was looked at the card says that it looks', async () => {
  await openWindow({ ...emptyView(), claudeCode: null }, [], place);
  await expect.element(card().getByText('Looking for Claude Code on this computer...')).toBeVisible();
});

test('hooks that another program changed are told with a way to repair them', async () => {
  const claudeCode = sampleClaude({ hooks: { tag: 'damaged', events: ['PermissionRequest', 'Stop'] } });
  const { fake } = await openWindow(localView(nowMs, { claudeCode }), [], place);
  await expect.element(card().getByText(/Another program changed the hooks/)).toBeVisible();
  await expect.element(card().getByText('PermissionRequest, Stop')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'This computer · needs repair' })).toBeVisible();
  await button('Repair').click();
  await dialog('Repair the hooks').getByRole('button', { name: 'Repair' }).click();
  await expect.element(card().getByText('The hooks are repaired.')).toBeVisible();
  expect(fake.callsOf('claude:apply')).toEqual([{ change: 'connect', beforeHash: 'a'.repeat(64) }]);
});

test('disconnecting shows the change first', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  await button('Disconnect...').click();
  await expect.element(dialog('Disconnect Claude Code').getByText(/takes its hooks out of this file/)).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'The exact change' })).toBeVisible();
  await dialog('Disconnect Claude Code').getByRole('button', { name: 'Disconnect', exact: true }).click();
  expect(fake.callsOf('claude:apply')).toEqual([{ change: 'disconnect', beforeHash: 'a'.repeat(64) }]);
});

test('settings that cannot be read are left alone, named with the place and what was expected', async () => {
  const claudeCode = sampleClaude({ hooks: { tag: 'unreadable', detail: 'line 14, column 3: expected ","' } });
  await openWindow(localView(nowMs, { claudeCode }), [], place);
  await expect.element(card().getByText(/settings\.json: line 14, column 3: expected ","/)).toBeVisible();
  await expect.element(button('Look again')).toBeVisible();
  expect(button('Disconnect...').elements()).toEqual([]);
});

test.for([
  ['hooks-disabled', /All hooks are switched off here/],
  ['managed-only', /An administrator allows only hooks of their own/],
  ['url-not-allowed', /Add "http:\/\/127\.0\.0\.1:47261\/\*"/],
  ['settings-are-linked', /is a link into another folder/],
  ['settings-ignored', /Claude Code takes nothing from this file, neither these hooks nor your own settings/],
  ['proxy-in-settings', /Add "127\.0\.0\.1" to "NO_PROXY" under "env" here/],
  ['proxy-around', /Gatehouse was started with a proxy set/],
] as const)('the obstacle %s is told in words with its file', async ([code, text]) => {
  const claudeCode = sampleClaude({
    hooks: { tag: 'connected', style: 'http' },
    obstacles: [{ code, path: '/etc/somewhere/settings.json', detail: 'line 3, column 7' }],
  });
  await openWindow(localView(nowMs, { claudeCode }), [], place);
  const note = page.getByRole('list', { name: 'What keeps requests from coming here' }).getByRole('listitem');
  await expect.element(note.getByText(text)).toBeVisible();
  await expect.element(note.getByText('/etc/somewhere/settings.json: line 3, column 7')).toBeVisible();
});

test('a file that Claude Code ignores is told as such before anything is written to it', async () => {
  const { fake } = await openWindow(emptyView(), [], place);
  fake.answer({ 'claude:preview': ({ change }) => ok({ ...sampleChange(change), ignoredAt: 'line 2, column 20' }) });
  await button('Connect Claude Code').click();
  const shown = dialog('Connect Claude Code');
  await expect.element(shown.getByText(/accepts no comments and no comma before a closing bracket/)).toBeVisible();
  await expect.element(shown.getByText('/home/ada/.claude/settings.json: line 2, column 20')).toBeVisible();
  await expect.element(shown.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
});

test('an old version says why a small command tells Gatehouse', async () => {
  const claudeCode = sampleClaude({ hooks: { tag: 'connected', style: 'command' } });
  await openWindow(localView(nowMs, { claudeCode }), [], place);
  await expect.element(card().getByText(/A small command tells Gatehouse\. This version/)).toBeVisible();
});

test('trying it says what to do while it waits, and the outcome survives a visit to the inbox', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  let finish: (test: ClaudeTest) => void = () => undefined;
  fake.answer({
    'claude:test': () => new Promise((resolve) => (finish = (outcome) => resolve(ok(outcome)))),
  });
  await button('Try it').click();
  await expect
    .element(page.getByText('Answer the request that appears now, in the notification or the tray.'))
    .toBeVisible();
  await expect.element(button('Trying...')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(fake.callsOf('claude:test')).toHaveLength(1);
  fake.fire('window:show', { tag: 'inbox' });
  await expect.element(page.getByRole('region', { name: 'Inbox', exact: true })).toBeVisible();
  finish({ through: 'claude', outcome: 'denied' });
  fake.fire('window:show', place);
  await expect.element(page.getByText(/It works\. Claude Code asked, and your Deny reached it\./)).toBeVisible();
});

test.for([
  [{ through: 'claude', outcome: 'allowed' }, /your Allow reached it/],
  [{ through: 'gateway', outcome: 'allowed' }, /Claude Code itself was not found, so it was not part of this/],
  [{ through: 'claude', outcome: 'not-answered' }, /nobody answered it in time/],
  [{ through: 'claude', outcome: 'not-asked' }, /did not ask Gatehouse, so its hooks do not work/],
  [{ through: 'claude', outcome: 'claude-failed', detail: 'Invalid API key' }, /Claude Code said: Invalid API key/],
] as const)('the outcome %o of a try is said in words', async ([outcome, text]) => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  fake.answer({ 'claude:test': () => ok(outcome) });
  await button('Try it').click();
  await expect.element(card().getByRole('status').filter({ hasText: text })).toBeVisible();
});

test('a connection to this computer is edited in words a person knows; a bad port is said at its field', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  await card().getByRole('button', { name: 'Edit' }).click();
  await expect.element(page.getByLabelText('Name', { exact: true })).toHaveFocus();
  await page.getByLabelText('Port').fill('80');
  await button('Save').click();
  await expect.element(page.getByLabelText('Port')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(page.getByText('Enter a whole number from 1024 to 65535.')).toBeVisible();
  expect(fake.callsOf('connection:save')).toEqual([]);
  await page.getByLabelText('Port').fill('50000');
  await page.getByLabelText('Ask again in auto mode (optional)').fill('/home/ada/src/shop\n\n ~/work ');
  await page.getByLabelText('Program (optional)').fill('/opt/claude');
  await page.getByLabelText('Watch this connection').click();
  await button('Save').click();
  await expect.element(card().getByRole('button', { name: 'Edit' })).toHaveFocus();
  expect(fake.callsOf('connection:save')).toEqual([
    {
      connection: {
        id: 'this-computer',
        kind: 'local',
        name: 'This computer',
        enabled: false,
        program: '/opt/claude',
        port: 50_000,
        askInAutoMode: ['/home/ada/src/shop', '~/work'],
      },
    },
  ]);
});

test('a managed connection to this computer can be tried, not edited or disconnected', async () => {
  const view = localView(nowMs);
  const connections = view.connections.map((each) => (each.kind === 'local' ? { ...each, managed: true } : each));
  await openWindow({ ...view, connections }, [], place);
  await expect.element(card().getByText('Fixed by the managed configuration')).toBeVisible();
  expect(
    card()
      .getByRole('button')
      .elements()
      .map((each) => each.textContent),
  ).toEqual(['Try it']);
});

test('a second connection to this computer says that its hooks go when it is removed', async () => {
  const view = localView(nowMs);
  const [first] = view.connections;
  if (!first) throw new Error('no sample connection');
  const second = { ...first, connectionId: 'second' as typeof first.connectionId, name: 'Other settings' };
  const { fake } = await openWindow({ ...view, connections: [...view.connections, second] }, [], place);
  const other = page.getByRole('article', { name: 'Other settings' });
  await other.getByRole('button', { name: 'Remove' }).click();
  await expect.element(other.getByText(/Its hooks are taken out of Claude Code's settings/)).toBeVisible();
  await other.getByRole('button', { name: 'Yes, remove it' }).click();
  expect(fake.callsOf('connection:remove')).toEqual([{ connectionId: 'second' }]);
});

test('a first run offers to connect Claude Code first, and goes on where it can be tried', async () => {
  const { show } = await openWindow(emptyView());
  expect(page.getByRole('region', { name: 'Inbox', exact: true }).getByRole('button').elements()[0]?.textContent).toBe(
    'Connect Claude Code',
  );
  await button('Connect Claude Code').click();
  await dialog('Connect Claude Code').getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(page.getByRole('region', { name: 'Connections' })).toBeVisible();
  show(connectedView(emptyView()));
  await expect.element(button('Try it')).toBeVisible();
});

test('without the program a first run leads to where it is explained', async () => {
  await openWindow({ ...emptyView(), claudeCode: sampleClaude({ program: { tag: 'not-found' } }) });
  await button('Connect Claude Code').click();
  await expect.element(page.getByText('Claude Code was not found on this computer.')).toBeVisible();
});

test('hooks left over from an earlier connection can be taken out or connected again', async () => {
  const claudeCode = sampleClaude({ hooks: { tag: 'connected', style: 'http' } });
  await openWindow({ ...fullView(nowMs), claudeCode }, [], place);
  await expect.element(card().getByText(/Hooks of an earlier connection are still/)).toBeVisible();
  await expect.element(card().getByRole('button', { name: 'Connect Claude Code' })).toBeVisible();
  await expect.element(card().getByRole('button', { name: 'Disconnect...' })).toBeVisible();
});
