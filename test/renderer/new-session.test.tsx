import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppView } from '../../shared/model/app-view.ts';
import { err, ok } from '../../shared/result.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { samplePast } from './sample-claude.ts';
import { localAsks, localKeys, localView } from './sample-local.ts';
import { fullView } from './samples.ts';

const nowMs = Date.now();
const place = { tag: 'sessions', start: true } as const;
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog', { name: 'New session' });
const folder = () => dialog().getByLabelText('Folder', { exact: true });
const prompt = () => dialog().getByLabelText('What should it do?');

afterEach(closeWindow);

test('n opens the form at the folder from anywhere; typed letters stay in the field; Escape closes it', async () => {
  await openWindow(localView(nowMs), localAsks(nowMs));
  await userEvent.keyboard('n');
  await expect.element(folder()).toHaveFocus();
  await userEvent.keyboard('/n');
  await expect.element(folder()).toHaveValue('/n');
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog()).not.toBeInTheDocument();
  await expect.element(page.getByRole('region', { name: 'Sessions', exact: true })).toBeVisible();
});

test('where no connection can start sessions there is no button, and n does nothing', async () => {
  await openWindow(fullView(nowMs), [], { tag: 'sessions' });
  await expect.element(page.getByRole('heading', { name: '6 sessions' })).toBeVisible();
  await userEvent.keyboard('n');
  expect(button('New session').elements()).toEqual([]);
  expect(dialog().elements()).toEqual([]);
});

test('a wish of the tray for a new session says what to do where nothing can start one', async () => {
  await openWindow(fullView(nowMs), [], place);
  await expect.element(dialog().getByText(/connect Claude Code on this computer first/)).toBeVisible();
  await button('Open Connections').click();
  await expect.element(page.getByRole('region', { name: 'Connections' })).toBeVisible();
});

test('a new session starts with folder, prompt, model and mode, and is gone to', async () => {
  const { fake } = await openWindow(localView(nowMs), [], { tag: 'sessions' });
  await button('New session').click();
  await button('Choose...').click();
  await expect.element(folder()).toHaveValue('/home/ada/src/chosen');
  await prompt().fill('Tidy the imports.\nThen run the tests. ');
  await dialog().getByLabelText('Model').fill('opus');
  await dialog().getByLabelText('Permission mode').selectOptions('Plan only');
  await expect.element(dialog().getByText(/changes nothing before you approve the plan/)).toBeVisible();
  await button('Start').click();
  await expect.element(page.getByRole('heading', { name: 'Draft the release notes' })).toBeVisible();
  expect(fake.callsOf('session:start')).toEqual([
    {
      connectionId: 'this-computer',
      folder: '/home/ada/src/chosen',
      prompt: 'Tidy the imports.\nThen run the tests.',
      model: 'opus',
      mode: 'plan',
    },
  ]);
});

test('the mode that asks nothing is not offered', async () => {
  await openWindow(localView(nowMs), [], place);
  const options = dialog().getByLabelText('Permission mode').getByRole('option').elements();
  expect(options.map((each) => each.textContent)).toEqual([
    'Ask as usual',
    'Edit files without asking',
    'Plan only',
    'Auto: decide by itself',
    'Deny without asking',
  ]);
});

test('a recent folder is taken with one press, and "default" leaves the model to Claude Code', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  await button('/home/ada/src/ledger').click();
  await expect.element(folder()).toHaveValue('/home/ada/src/ledger');
  await dialog().getByLabelText('Model').fill('default');
  await folder().click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .poll(() => fake.callsOf('session:start'))
    .toEqual([{ connectionId: 'this-computer', folder: '/home/ada/src/ledger', prompt: '', mode: 'default' }]);
});

test('an earlier conversation is found by typing and continued in its own folder', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  await dialog().getByLabelText('Continue an earlier one').click();
  await expect.element(dialog().getByRole('radio', { name: /Rename the ledger tables/ })).toBeVisible();
  await dialog().getByLabelText('Find a conversation').fill('SHOP');
  await expect.element(dialog().getByRole('radio', { name: /Rename the ledger tables/ })).not.toBeInTheDocument();
  await dialog()
    .getByRole('radio', { name: /Draft the release notes for 2\.4/ })
    .click();
  await dialog().getByLabelText('What should it do next?').fill('Add the known issues.');
  await button('Continue').click();
  await expect
    .poll(() => fake.callsOf('session:start'))
    .toEqual([
      {
        connectionId: 'this-computer',
        folder: '/home/ada/src/shop',
        prompt: 'Add the known issues.',
        mode: 'default',
        resume: samplePast(nowMs)[3]?.sessionId,
      },
    ]);
});

test.for([
  ['no-such-folder', /There is no such folder/],
  ['no-program', /Claude Code was not found on this computer/],
  ['not-started', /Claude Code ended before the session began/],
  ['not-supported', /cannot start sessions/],
  ['internal', /Something went wrong inside Gatehouse/],
] as const)('when a start ends in %s it is said, and nothing that was typed is lost', async ([code, text]) => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  fake.answer({ 'session:start': () => err({ code, message: '' }) });
  await folder().fill('/nowhere');
  await prompt().fill('Do it.');
  await button('Start').click();
  await expect.element(dialog().getByRole('alert')).toHaveTextContent(text);
  if (code === 'no-such-folder') {
    await expect.element(folder()).toHaveFocus();
    await expect.element(folder()).toHaveAttribute('aria-invalid', 'true');
  }
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog()).not.toBeInTheDocument();
  await button('New session').click();
  await expect.element(prompt()).toHaveValue('Do it.');
  expect(dialog().getByRole('alert').elements()).toEqual([]);
});

test('when Claude Code says why it did not start, its words are shown', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  fake.answer({ 'session:start': () => err({ code: 'not-started', message: 'Invalid API key' }) });
  await folder().fill('/home/ada');
  await button('Start').click();
  await expect.element(dialog().getByRole('alert')).toHaveTextContent(/It said: Invalid API key/);
});

test('a missing folder and a missing conversation are said before anything is sent', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  await button('Start').click();
  await expect.element(dialog().getByText('Choose the folder to work in.')).toBeVisible();
  await dialog().getByLabelText('Continue an earlier one').click();
  await expect.element(dialog().getByRole('radio', { name: /Rename the ledger tables/ })).toBeVisible();
  await button('Continue').click();
  await expect.element(dialog().getByText('Choose the conversation to continue.')).toBeVisible();
  expect(fake.callsOf('session:start')).toEqual([]);
});

test('a conversation that is gone, or whose folder is gone, is said at the list', async () => {
  const { fake } = await openWindow(localView(nowMs), [], place);
  await dialog().getByLabelText('Continue an earlier one').click();
  await dialog()
    .getByRole('radio', { name: /Rename the ledger tables/ })
    .click();
  fake.answer({ 'session:start': () => err({ code: 'no-such-folder', message: '' }) });
  await button('Continue').click();
  await expect.element(dialog().getByText(/Its folder \/home\/ada\/src\/ledger is no longer there/)).toBeVisible();
  fake.answer({ 'session:start': () => err({ code: 'no-such-session', message: '' }) });
  await button('Continue').click();
  await expect.element(dialog().getByText(/This conversation is no longer there/)).toBeVisible();
  fake.answer({ 'session:start': () => err({ code: 'runs-elsewhere', message: '' }) });
  await button('Continue').click();
  await expect.element(dialog().getByText(/This conversation still runs elsewhere/)).toBeVisible();
});

test.for([
  ['are none', () => ok([]), 'There are no earlier conversations on this computer.'],
  [
    'cannot be read',
    () => err({ code: 'internal', message: '' } as const),
    'The earlier conversations could not be read.',
  ],
] as const)('when earlier conversations %s the list says so', async ([, answer, text]) => {
  const { fake } = await openWindow(localView(nowMs), [], { tag: 'sessions' });
  fake.answer({ 'session:past': answer });
  await userEvent.keyboard('n');
  await dialog().getByLabelText('Continue an earlier one').click();
  await expect.element(dialog().getByText(text)).toBeVisible();
});

test('of very many conversations only some are drawn, and the rest is counted', async () => {
  const { fake } = await openWindow(localView(nowMs), [], { tag: 'sessions' });
  const [first] = samplePast(nowMs);
  if (!first) throw new Error('no sample');
  const many = Array.from({ length: 900 }, (_, index) => ({
    ...first,
    sessionId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    title: `Conversation ${index}`,
  }));
  fake.answer({ 'session:past': () => ok(many) });
  await userEvent.keyboard('n');
  await dialog().getByLabelText('Continue an earlier one').click();
  await expect.element(dialog().getByText(/^850 more: type a part/)).toBeInTheDocument();
  expect(
    dialog()
      .getByRole('radio', { name: /Conversation/ })
      .elements(),
  ).toHaveLength(50);
  await dialog().getByLabelText('Find a conversation').fill('conversation 899');
  await expect.element(dialog().getByRole('radio', { name: /Conversation 899/ })).toBeVisible();
});

test('where several connections can start sessions the person says which', async () => {
  const view = localView(nowMs);
  const [first] = view.connections;
  if (!first) throw new Error('no sample connection');
  const second = { ...first, connectionId: 'second' as typeof first.connectionId, name: 'Other settings' };
  const both: AppView = { ...view, connections: [...view.connections, second] };
  const { fake } = await openWindow(both, [], place);
  await dialog().getByLabelText('Connection', { exact: true }).selectOptions('Other settings');
  await folder().fill('/home/ada');
  await button('Start').click();
  await expect.poll(() => fake.callsOf('session:start').map((each) => each.connectionId)).toEqual(['second']);
  expect(fake.callsOf('session:past').at(-1)).toEqual({ connectionId: 'second' });
});

test('a session that was started a moment ago is opened as soon as it is told of', async () => {
  const view = localView(nowMs);
  const sessions = view.sessions.filter((each) => each.key !== localKeys.notes);
  const { show } = await openWindow({ ...view, sessions }, [], place);
  await folder().fill('/home/ada');
  await button('Start').click();
  await expect.element(page.getByText('Opening the session...')).toBeVisible();
  show({ ...view, revision: view.revision + 1 });
  await expect.element(page.getByRole('heading', { name: 'Draft the release notes' })).toBeVisible();
});
