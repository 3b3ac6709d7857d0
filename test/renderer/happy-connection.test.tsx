import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ConnectionState } from '../../shared/model/connection.ts';
import { err, ok } from '../../shared/result.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { clubConnection, FINGERPRINT, happyConnection, happySettings, happyView, sampleOffer } from './sample-happy.ts';

const nowMs = Date.now();
const PLACE = { tag: 'connections' } as const;
const card = (name: string) => page.getByRole('article', { name, exact: true });
const inCard = (name: string, label: string) => card(name).getByRole('button', { name: label, exact: true });

/** The account `Happy` alone, in this state. */
const withState = (state: ConnectionState) => happyView(nowMs, { connections: [{ ...happyConnection, state }] });

afterEach(closeWindow);

test('a card says whose account it is, where it is, and how it stands', async () => {
  await openWindow(happyView(nowMs), [], PLACE);
  await expect.element(card('Happy').getByText(FINGERPRINT)).toBeVisible();
  await expect.element(card('Happy').getByText('https://api.cluster-fluster.com')).toBeVisible();
  await expect.element(card('Happy').getByText('live', { exact: true })).toBeVisible();
  await expect.element(card('Happy').getByText('4 sessions')).toBeVisible();
});

test('an account is tested with what is stored for it', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], PLACE);
  await inCard('Happy', 'Test').click();
  await expect.element(card('Happy').getByText('It works: 4 sessions found.')).toBeVisible();
  expect(fake.callsOf('connection:test')).toEqual([{ connection: happySettings }]);
});

test.for([
  ['not-a-happy-server', 'it is not a Happy server'],
  ['unauthorized', 'The server did not accept the key.'],
  ['forbidden', 'does not let it in'],
  ['no-token', 'There is no key to sign in with.'],
  ['unreachable', 'cannot be reached'],
  ['tls', 'could not be trusted'],
  ['rate-limited', 'asked to slow down'],
] as const)('a test that fails says why: %s', async ([problem, text]) => {
  const { fake } = await openWindow(happyView(nowMs), [], PLACE);
  fake.answer({ 'connection:test': () => ok({ reached: false, sessions: null, problem, status: null }) });
  await inCard('Happy', 'Test').click();
  await expect.element(card('Happy').getByRole('status')).toHaveTextContent(text);
});

test.for([
  ['no-token', 'This computer holds no key for it'],
  ['refused', 'The server did not accept the key.'],
  ['credentials-file-missing', 'The key file of the happy command was not found.'],
  ['credentials-file-unreadable', 'could not be read'],
  ['credentials-file-without-token', 'holds no key that can read sessions'],
  ['key-unreadable', 'is no key'],
] as const)('a signed-out account says why: %s', async ([why, text]) => {
  await openWindow(withState({ tag: 'sign-in-needed', why }), [], PLACE);
  await expect.element(card('Happy').getByText(text)).toBeVisible();
  expect(inCard('Happy', 'Sign out...').elements()).toEqual([]);
});

test('a known account is signed in on its own server, and another account than before is said', async () => {
  const { fake, show } = await openWindow(happyView(nowMs), [], {
    tag: 'connections',
    signIn: clubConnection.connectionId,
  });
  const offer = sampleOffer({ serverUrl: 'https://happy.club.example' });
  fake.answer({ 'happy:linked': () => ok(offer) });
  await expect.element(page.getByRole('heading', { name: 'Sign in to "Club server"' })).toHaveFocus();
  expect(page.getByText('Create a new account').elements()).toEqual([]);
  await page.getByRole('button', { name: /^Link with the phone/ }).click();
  await expect.element(page.getByText(/another account than before.*88c1 02fe 5d37 b96a/)).toBeVisible();
  await inCard('Club server', 'Join').click();
  expect(fake.callsOf('happy:link')).toEqual([{ serverUrl: 'https://happy.club.example' }]);
  expect(fake.callsOf('happy:join')).toEqual([
    {
      accountId: offer.accountId,
      connection: {
        id: 'club',
        kind: 'happy',
        name: 'Club server',
        enabled: true,
        serverUrl: 'https://happy.club.example',
        viewerOnly: false,
        credentials: { stored: true },
        fingerprint: '88c1 02fe 5d37 b96a',
      },
    },
  ]);
  await expect.element(inCard('Club server', 'Done')).toBeVisible();
  show({
    ...happyView(nowMs),
    revision: 2,
    connections: [happyConnection, { ...clubConnection, state: { tag: 'live' } }],
  });
  await inCard('Club server', 'Done').click();
  await expect.element(page.getByRole('heading', { name: 'Club server' })).toHaveFocus();
});

test('the recovery key is kept through main, and never comes to the window', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], PLACE);
  await inCard('Happy', 'Keep recovery key...').click();
  await inCard('Happy', 'Save to a file...').click();
  await expect
    .element(card('Happy').getByText('The key is saved in the file. Only you can read it there.'))
    .toBeVisible();
  expect(fake.callsOf('happy:keep-key')).toEqual([{ of: { connectionId: 'happy' }, way: 'file' }]);
  fake.answer({ 'happy:keep-key': () => err({ code: 'no-key', message: '' }) });
  await inCard('Happy', 'Copy the key').click();
  await expect.element(card('Happy').getByText(/There is no key of this account/)).toBeVisible();
});

test('signing out takes a second step that says what is lost', async () => {
  const { fake, show } = await openWindow(happyView(nowMs), [], PLACE);
  await inCard('Happy', 'Sign out...').click();
  await expect.element(card('Happy').getByText(/Make sure that you have the recovery key/)).toBeVisible();
  expect(fake.callsOf('happy:sign-out')).toEqual([]);
  await inCard('Happy', 'Yes, sign out').click();
  expect(fake.callsOf('happy:sign-out')).toEqual([{ connectionId: 'happy' }]);
  show({ ...withState({ tag: 'sign-in-needed', why: 'no-token' }), revision: 2 });
  await expect.element(card('Happy').getByText('Signed out. The key is deleted from this computer.')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Happy' })).toHaveFocus();
});

test('an account is removed after a second step', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], PLACE);
  await inCard('Happy', 'Remove').click();
  await inCard('Happy', 'Yes, remove it').click();
  expect(fake.callsOf('connection:remove')).toEqual([{ connectionId: 'happy' }]);
});

test('name, server, sessions and looking on only can be changed; the key stays as it is', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], PLACE);
  await inCard('Happy', 'Edit').click();
  await expect.element(page.getByLabelText('Name', { exact: true })).toHaveFocus();
  await page.getByLabelText('Address of the server').fill('ftp://example.com');
  await page.getByLabelText('Only these sessions (optional)').fill('not an id!');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(page.getByText(/Enter an address that starts with https/)).toBeVisible();
  await expect.element(page.getByText(/Session ids have only letters/)).toBeVisible();
  await page.getByLabelText('Name', { exact: true }).fill('Phone');
  await page.getByLabelText('Address of the server').fill('https://happy.example.com');
  await page.getByLabelText('Only these sessions (optional)').fill('cm_one\ncm_two');
  await page.getByLabelText(/Look on only/).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(fake.callsOf('connection:save')).toEqual([
    {
      connection: {
        ...happySettings,
        name: 'Phone',
        serverUrl: 'https://happy.example.com',
        sessions: ['cm_one', 'cm_two'],
        viewerOnly: true,
      },
    },
  ]);
  await expect.element(inCard('Happy', 'Edit')).toHaveFocus();
});

test('an account that uses the happy command has its folder to change, and no key to sign out', async () => {
  const settings = { ...happySettings, credentials: { happyHome: '/home/ada/.happy' } };
  const view = happyView(nowMs);
  const { fake } = await openWindow({ ...view, settings: { ...view.settings, connections: [settings] } }, [], PLACE);
  await expect.element(inCard('Happy', 'Test')).toBeVisible();
  expect(inCard('Happy', 'Sign out...').elements()).toEqual([]);
  await inCard('Happy', 'Edit').click();
  await page.getByLabelText('Folder of the happy command').fill('/srv/happy');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(fake.callsOf('connection:save')).toEqual([
    { connection: { ...settings, credentials: { happyHome: '/srv/happy' } } },
  ]);
});

test('an account of the managed configuration can be looked at only', async () => {
  const view = happyView(nowMs, { connections: [{ ...happyConnection, managed: true }] });
  await openWindow(view, [], PLACE);
  await expect.element(card('Happy').getByText('Fixed by the managed configuration')).toBeVisible();
  expect(card('Happy').getByRole('button').elements()).toEqual([]);
});

test('a first run tells of Happy', async () => {
  await openWindow({ ...happyView(nowMs), connections: [], sessions: [], inbox: [] });
  await expect.element(page.getByText(/through your Happy account/)).toBeVisible();
  await page.getByRole('button', { name: 'Other connections' }).click();
  await expect.element(page.getByText(/a Happy account for what is also on your phone/)).toBeVisible();
});
