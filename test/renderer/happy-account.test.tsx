import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { err, ok } from '../../shared/result.ts';
import { beginAccount, wayTo } from './begin-account.tsx';
import { closeWindow, openWindow } from './open-window.tsx';
import { emptyOffer, FINGERPRINT, happyView, newOffer, readableTerminal, sampleOffer } from './sample-happy.ts';

const nowMs = Date.now();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const PUBLIC_SERVER = 'https://api.cluster-fluster.com';
const PLACE = { tag: 'connections' } as const;

afterEach(closeWindow);

test('a typed key is hidden, and an account with nothing in it is questioned', async () => {
  const { fake, choose } = await beginAccount('Type the secret key');
  await choose();
  const field = page.getByLabelText('Secret key', { exact: true });
  await expect.element(field).toHaveFocus();
  await expect.element(field).toHaveAttribute('type', 'password');
  await button('Continue').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Enter the secret key.');
  await field.fill('  ABCDE-FGHIJ ');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/a mistyped key makes a new, empty account/)).toBeVisible();
  await expect.element(page.getByText('nothing yet')).toBeVisible();
  expect(fake.callsOf('happy:read-key')).toEqual([{ serverUrl: PUBLIC_SERVER, key: 'ABCDE-FGHIJ' }]);
  await button('Back').click();
  await wayTo('Type the secret key').click();
  await expect.element(field).toHaveValue('');
});

test('what is no key is said beside the field, which keeps the focus', async () => {
  const { fake, choose } = await beginAccount('Type the secret key');
  fake.answer({ 'happy:read-key': () => err({ code: 'not-a-key', message: '' }) });
  await choose();
  const field = page.getByLabelText('Secret key', { exact: true });
  await field.fill('hello');
  await button('Continue').click();
  await expect.element(page.getByText(/This is not a secret key/)).toBeVisible();
  await expect.element(field).toHaveFocus();
  await field.fill('k'.repeat(500));
  await button('Continue').click();
  await expect.element(page.getByText(/This is not a secret key/)).toBeVisible();
});

test('the happy command is used where it is when its key can read', async () => {
  const { fake, choose } = await beginAccount('Use the happy command');
  fake.answer({ 'happy:look-at-terminal': () => ok(readableTerminal) });
  await choose();
  await expect.element(page.getByText('/home/ada/.happy', { exact: true })).toBeVisible();
  await button('Test').click();
  await expect.element(page.getByText('It works: 4 sessions found.')).toBeVisible();
  await page.getByLabelText('Name').fill('Workbench');
  await button('Join with this key').click();
  expect(fake.callsOf('connection:save')).toEqual([
    {
      connection: {
        id: 'workbench',
        kind: 'happy',
        name: 'Workbench',
        enabled: true,
        serverUrl: PUBLIC_SERVER,
        viewerOnly: false,
        credentials: { happyHome: '/home/ada/.happy' },
      },
    },
  ]);
  await expect.element(page.getByText(/reads the key of the happy command where it is/)).toBeVisible();
});

test('a happy command that is not enough says why, and links on its own server instead', async () => {
  const { fake, choose } = await beginAccount('Use the happy command');
  const serverUrl = 'https://happy.example.com';
  fake.answer({ 'happy:look-at-terminal': () => ok({ ...readableTerminal, tag: 'not-enough', serverUrl }) });
  await choose();
  await expect
    .element(page.getByText(/can write its own sessions but not read those of other computers/))
    .toBeVisible();
  await button('Link with the phone instead').click();
  await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect(fake.callsOf('happy:link')).toEqual([{ serverUrl }]);
});

test('a happy command that is not there can be looked for again', async () => {
  const { fake, choose } = await beginAccount('Use the happy command');
  fake.answer({ 'happy:look-at-terminal': () => ok({ tag: 'none' }) });
  await choose();
  await expect.element(page.getByText(/was not found on this computer/)).toBeVisible();
  fake.answer({ 'happy:look-at-terminal': () => ok(readableTerminal) });
  await button('Look again').click();
  await expect.element(button('Join with this key')).toBeVisible();
});

test('a new account is joined only after its key was kept and that was said', async () => {
  const { fake, choose } = await beginAccount('Create a new account');
  await choose();
  expect(fake.callsOf('happy:create')).toEqual([]);
  await button('Create the account').click();
  await expect.element(page.getByRole('heading', { name: 'Your new account' })).toHaveFocus();
  const check = page.getByRole('checkbox', { name: /I have kept it/ });
  await expect.element(check).toBeDisabled();
  await button('Join').click({ force: true });
  expect(fake.callsOf('happy:join')).toEqual([]);
  fake.answer({ 'happy:keep-key': () => ok({ kept: false }) });
  await button('Save to a file...').click();
  await expect.element(check).toBeDisabled();
  fake.answer({ 'happy:keep-key': () => err({ code: 'not-written', message: '' }) });
  await button('Save to a file...').click();
  await expect.element(page.getByText('The file could not be written. Choose another place.')).toBeVisible();
  fake.answer({ 'happy:keep-key': () => ok({ kept: true }), 'happy:join': () => ok({ kept: 'memory' }) });
  await button('Copy the key').click();
  await expect.element(page.getByText(/The key is in the clipboard/)).toBeVisible();
  expect(fake.callsOf('happy:keep-key').at(-1)).toEqual({ of: { accountId: newOffer.accountId }, way: 'clipboard' });
  await button('Join').click({ force: true });
  expect(fake.callsOf('happy:join')).toEqual([]);
  await check.click();
  await button('Join').click();
  expect(fake.callsOf('happy:join')).toHaveLength(1);
  await expect.element(page.getByText(/the key is kept in memory only/)).toBeVisible();
});

test('a join that cannot be stored says so and can be tried again', async () => {
  const { fake, choose } = await beginAccount('Type the secret key');
  fake.answer({
    'happy:read-key': () => ok(sampleOffer()),
    'happy:join': () => err({ code: 'not-saved', message: '' }),
  });
  await choose();
  await page.getByLabelText('Secret key', { exact: true }).fill('x');
  await button('Continue').click();
  await page.getByLabelText('Name').fill(' ');
  await button('Join').click();
  await expect.element(page.getByText('Enter a name of at most 80 characters.')).toBeVisible();
  await page.getByLabelText('Name').fill('Second');
  await button('Join').click();
  await expect.element(page.getByText(/could not be stored on disk/)).toBeVisible();
  fake.answer({ 'happy:join': () => ok({ kept: 'keychain' }) });
  await button('Join').click();
  await expect.element(button('Done')).toBeVisible();
});

test('a second account gets an id of its own', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], PLACE);
  fake.answer({ 'happy:read-key': () => ok(emptyOffer) });
  await button('Add Happy account').click();
  await wayTo('Type the secret key').click();
  await page.getByLabelText('Secret key', { exact: true }).fill('x');
  await button('Continue').click();
  await button('Join').click();
  expect(fake.callsOf('happy:join')[0]?.connection.id).toBe('happy-2');
});

test('the fingerprint is one that can be compared group by group', async () => {
  const { fake, choose } = await beginAccount('Type the secret key');
  fake.answer({ 'happy:read-key': () => ok(sampleOffer()) });
  await choose();
  await page.getByLabelText('Secret key', { exact: true }).fill('x');
  await button('Continue').click();
  await expect.element(page.getByText(FINGERPRINT)).toBeVisible();
  await expect.element(page.getByText('91bc', { exact: true })).toBeVisible();
});
