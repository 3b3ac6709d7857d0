import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AppView } from '../../shared/model/app-view.ts';
import type { SharingView } from '../../shared/model/sharing.ts';
import { err, ok } from '../../shared/result.ts';
import { SECOND_MS } from '../../shared/units.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import {
  clubConnection,
  happyConnection,
  happyView,
  phone,
  sharedView,
  sharingOf,
  waitingShare,
} from './sample-happy.ts';
import { localKeys, localView } from './sample-local.ts';

const nowMs = Date.now();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const part = () => page.getByRole('region', { name: 'Share with your phone' });
const AT = { tag: 'session', key: localKeys.notes } as const;
const FOLDER = '/home/ada/src/shop';

afterEach(closeWindow);

const openShared = (sharing: SharingView) => openWindow(sharedView(nowMs, sharing), [], AT);

test('a session of this computer is shared with the account there is, without its files', async () => {
  const view = happyView(nowMs, { connections: [...localView(nowMs).connections, happyConnection] });
  const { fake, show } = await openWindow(view, [], AT);
  await button('Share with your phone...').click();
  expect(page.getByLabelText('Account').elements()).toEqual([]);
  await expect
    .element(page.getByRole('checkbox', { name: new RegExp(`read and write files in ${FOLDER}`) }))
    .not.toBeChecked();
  await button('Share').click();
  expect(fake.callsOf('session:share')).toEqual([{ key: localKeys.notes, connectionId: phone, files: false }]);
  show({ ...sharedView(nowMs, sharingOf({ tag: 'connecting' })), revision: 2 });
  await expect.element(part().getByText('Shared with "Happy"')).toBeVisible();
  await expect.element(part().getByText('connecting', { exact: true })).toBeVisible();
  await expect.element(part()).toHaveFocus();
});

test('with several accounts one is chosen, and files are shared only when that is wished', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], AT);
  await button('Share with your phone...').click();
  await page.getByLabelText('Account').selectOptions('Club server');
  await page.getByRole('checkbox', { name: /read and write files/ }).click();
  await button('Share').click();
  expect(fake.callsOf('session:share')).toEqual([
    { key: localKeys.notes, connectionId: clubConnection.connectionId, files: true },
  ]);
});

test('sharing is not offered without an account, nor for sessions that may not be shared', async () => {
  await openWindow(localView(nowMs), [], AT);
  await expect.element(page.getByRole('heading', { name: 'Draft the release notes' })).toBeVisible();
  expect(button('Share with your phone...').elements()).toEqual([]);
  const view = happyView(nowMs);
  const sessions = view.sessions.map((each) => ({ ...each, mayShare: false }));
  await openWindow({ ...view, sessions }, [], AT);
  await expect.element(page.getByRole('heading', { name: 'Draft the release notes' })).toBeVisible();
  expect(button('Share with your phone...').elements()).toEqual([]);
});

test('a share that could not be stored says so, and the form stays', async () => {
  const { fake } = await openWindow(happyView(nowMs), [], AT);
  fake.answer({ 'session:share': () => err({ code: 'not-saved', message: '' }) });
  await button('Share with your phone...').click();
  await button('Share').click();
  await expect.element(part().getByText(/could not be stored on disk/)).toBeVisible();
  await expect.element(button('Share')).toBeVisible();
});

test.for<readonly [SharingView, RegExp]>([
  [sharingOf({ tag: 'connecting' }, { unsent: 2 }), /connecting; 2 messages to go/],
  [sharingOf({ tag: 'live' }), /Shared with "Happy" · live$/],
  [sharingOf({ tag: 'live' }, { unsent: 1 }), /live; 1 message on the way/],
  [
    sharingOf({ tag: 'live' }, { unsent: 3, refused: 2 }),
    /live; 1 message on the way; the server does not take 2 messages/,
  ],
  [
    sharingOf({ tag: 'waiting', retryAtMs: nowMs + 60 * SECOND_MS, cause: { code: 'unreachable' } }, { unsent: 12 }),
    /waits, because the service cannot be reached; tries again in \d+ s, 12 messages kept until then/,
  ],
  [sharingOf({ tag: 'paused' }, { unsent: 3 }), /its connection is off; 3 messages kept/],
  [sharingOf({ tag: 'failed', why: 'sign-in-needed' }), /the account is signed out/],
  [sharingOf({ tag: 'failed', why: 'refused' }), /the server refused the session/],
  [sharingOf({ tag: 'failed', why: 'conflict' }, { unsent: 3 }), /something else writes.*3 messages not delivered/],
  [sharingOf({ tag: 'failed', why: 'deleted-there' }), /was deleted on another device/],
])('how a share stands is said in words: %$', async ([sharing, text]) => {
  await openShared(sharing);
  await expect.element(part()).toHaveTextContent(text.source.endsWith('$') ? /Shared with "Happy" · live/ : text);
});

test('a share for which too much waited says what will be missing there', async () => {
  await openShared(sharingOf({ tag: 'live' }, { leftOut: 120 }));
  await expect
    .element(part().getByText(/120 messages from before will be missing on your other devices/))
    .toBeVisible();
});

test('file access is changed later, starting from what it is', async () => {
  const { fake } = await openShared(sharingOf({ tag: 'live' }, { files: true }));
  await expect.element(part().getByText(`Other devices may read and write files in ${FOLDER}.`)).toBeVisible();
  await button('File access...').click();
  const files = page.getByRole('checkbox', { name: /read and write files/ });
  await expect.element(files).toBeChecked();
  await files.click();
  await button('Save').click();
  expect(fake.callsOf('session:share')).toEqual([{ key: localKeys.notes, connectionId: phone, files: false }]);
});

test('sharing is stopped after a second step that counts what has not arrived', async () => {
  const { fake, show } = await openShared(waitingShare(nowMs));
  fake.answer({ 'session:unshare': () => ok({ remaining: 12, told: false }) });
  await button('Stop sharing').click();
  await expect.element(part().getByText(/12 messages have not arrived there yet/)).toBeVisible();
  await button('Yes, stop sharing').click();
  expect(fake.callsOf('session:unshare')).toEqual([{ key: localKeys.notes }]);
  show({ ...happyView(nowMs), revision: 2 });
  const said = 'No longer shared. 12 messages could not be delivered before.';
  await expect
    .element(part().getByText(`${said} Your other devices are told as soon as the server is reached.`))
    .toBeVisible();
  await expect.element(button('Share with your phone...')).toBeVisible();
});

test('a stop with everything delivered says so', async () => {
  await openShared(sharingOf({ tag: 'live' }));
  await button('Stop sharing').click();
  await button('Yes, stop sharing').click();
  await expect.element(part().getByText('No longer shared. Everything was delivered before.')).toBeVisible();
});

test('a share that is being stopped says so while its other devices are told', async () => {
  const { fake, show } = await openShared(sharingOf({ tag: 'live' }));
  fake.answer({ 'session:unshare': () => new Promise(() => undefined) });
  await button('Stop sharing').click();
  await button('Yes, stop sharing').click();
  show({ ...happyView(nowMs), revision: 2 });
  await expect.element(part().getByText('No longer shared. Your other devices are being told...')).toBeVisible();
  await expect.element(part().getByText(/live/)).not.toBeInTheDocument();
});

test('a session that has ended says what its other devices do not know yet, and that can be dropped', async () => {
  await openShared(sharingOf({ tag: 'ending' }, { unsent: 2 }));
  await expect.element(part().getByText(/has ended. .* goes to your other devices: 2 messages/)).toBeVisible();
  await expect.element(part()).not.toHaveTextContent('Shared with');
  await button('Dismiss').click();
  await expect.element(part().getByText('2 messages did not arrive on your other devices. Drop them?')).toBeVisible();
});

test('a share that failed can be tried again or dismissed', async () => {
  const { fake } = await openShared(sharingOf({ tag: 'failed', why: 'conflict' }, { files: true }));
  await button('Share again').click();
  expect(fake.callsOf('session:share')).toEqual([{ key: localKeys.notes, connectionId: phone, files: true }]);
  await button('Dismiss').click();
  expect(fake.callsOf('session:unshare')).toEqual([{ key: localKeys.notes }]);
});

test('a share that failed with messages left is dismissed only after a second step', async () => {
  const { fake } = await openShared(sharingOf({ tag: 'failed', why: 'refused' }, { unsent: 4 }));
  await button('Dismiss').click();
  await expect.element(part().getByText('4 messages did not arrive on your other devices. Drop them?')).toBeVisible();
  expect(fake.callsOf('session:unshare')).toEqual([]);
  await button('Yes, drop them').click();
  expect(fake.callsOf('session:unshare')).toHaveLength(1);
});

test('a share that failed for want of a sign-in leads to it', async () => {
  await openShared(sharingOf({ tag: 'failed', why: 'sign-in-needed' }));
  await button('Open Connections').click();
  await expect.element(page.getByRole('region', { name: 'Connections', exact: true })).toBeVisible();
});

test('lists mark what is shared, in words too', async () => {
  const view: AppView = sharedView(nowMs);
  const { show } = await openWindow(view, [], { tag: 'sessions' });
  const list = page.getByRole('region', { name: 'Sessions', exact: true });
  const row = list.getByRole('button', { name: /Draft the release notes.*shared with other devices/ });
  await expect.element(row).toBeVisible();
  expect(list.getByRole('button', { name: /shared/ }).elements()).toHaveLength(1);
  show({ ...sharedView(nowMs, sharingOf({ tag: 'failed', why: 'refused' })), revision: 2 });
  await expect.element(list.getByRole('button', { name: /Draft the release notes.*no longer shared/ })).toBeVisible();
});
