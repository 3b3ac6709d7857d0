import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AccountOffer } from '../../shared/model/happy-account.ts';
import { err, ok } from '../../shared/result.ts';
import { SECOND_MS } from '../../shared/units.ts';
import { beginAccount, wayTo } from './begin-account.tsx';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleLink, sampleOffer } from './sample-happy.ts';
import { emptyView } from './samples.ts';

const nowMs = Date.now();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const PUBLIC_SERVER = 'https://api.cluster-fluster.com';
const PLACE = { tag: 'connections' } as const;

afterEach(closeWindow);

/** The phone's answer, whenever the test wants it to come. */
function phoneAnswer() {
  let answer: (offer: AccountOffer) => void = () => undefined;
  const offered = new Promise<AccountOffer>((resolve) => {
    answer = resolve;
  });
  return { answer, linked: async () => ok(await offered) };
}

test('an account is joined by a code that the phone scans', async () => {
  const { fake, choose } = await beginAccount('Link with the phone');
  const phone = phoneAnswer();
  fake.answer({ 'happy:linked': phone.linked });
  await expect.element(page.getByRole('heading', { name: 'Add a Happy account' })).toHaveFocus();
  await choose();
  await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expect.element(page.getByText('Go to Settings, Account, Link New Device.')).toBeVisible();
  await expect.element(page.getByText(/^Good for [12]:\d\d$/)).toBeVisible();
  expect(fake.callsOf('happy:link')).toEqual([{ serverUrl: PUBLIC_SERVER }]);
  phone.answer(sampleOffer());
  await expect.element(page.getByRole('heading', { name: 'Is this your account?' })).toHaveFocus();
  await expect.element(page.getByText('14 sessions, 3 computers')).toBeVisible();
  await expect.element(page.getByText('api.cluster-fluster.com', { exact: true })).toBeVisible();
  await button('Join').click();
  expect(fake.callsOf('happy:join')).toEqual([
    {
      accountId: 'offer-1',
      connection: {
        id: 'happy',
        kind: 'happy',
        name: 'Happy',
        enabled: true,
        serverUrl: PUBLIC_SERVER,
        viewerOnly: false,
        credentials: { stored: true },
      },
    },
  ]);
  await expect.element(page.getByText(/The key is in the keychain of this computer, nowhere else/)).toBeVisible();
  await button('Done').click();
  await expect.element(button('Add Happy account')).toHaveFocus();
  expect(fake.callsOf('happy:cancel-link')).toEqual([]);
});

test('the code is dark on light in the dark theme too, with room around it', async () => {
  const view = emptyView();
  await openWindow({ ...view, settings: { ...view.settings, theme: 'dark' } }, [], PLACE);
  await button('Add Happy account').click();
  await wayTo('Link with the phone').click();
  const code = page.getByRole('img', { name: /QR code/ });
  await expect.element(code).toBeVisible();
  const svg = code.element();
  expect(svg.querySelector('rect')?.getAttribute('fill')).toBe('#fff');
  expect(svg.querySelector('path')?.getAttribute('fill')).toBe('#000');
  // The first dark module stands behind four light ones, and below as many.
  expect(svg.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h1v1h-1z/);
  const { width, height } = svg.getBoundingClientRect();
  expect(Math.min(width, height)).toBeGreaterThan(180);
});

test('the link can be copied instead of scanned', async () => {
  const { choose } = await beginAccount('Link with the phone');
  await choose();
  const field = page.getByLabelText('Or open this link on a device of the account');
  await expect.element(field).toHaveValue(sampleLink(nowMs).uri);
  await button('Copy').click();
  await expect.element(page.getByText('Copied.')).toBeVisible();
});

test('whoever leaves the code ends the link, and an answer that comes later joins nothing', async () => {
  const { fake, choose } = await beginAccount('Link with the phone');
  const phone = phoneAnswer();
  fake.answer({ 'happy:linked': phone.linked });
  await choose();
  await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await button('Back').click();
  expect(fake.callsOf('happy:cancel-link')).toEqual([{ linkId: 'link-1' }]);
  phone.answer(sampleOffer());
  await expect.element(page.getByRole('heading', { name: 'Add a Happy account' })).toHaveFocus();
  await button('Cancel').click();
  await expect.element(button('Add Happy account')).toHaveFocus();
});

test('a code that was not used in time says so, and a new one is made', async () => {
  const { fake, choose } = await beginAccount('Link with the phone');
  fake.answer({ 'happy:linked': () => err({ code: 'expired', message: '' }) });
  await choose();
  await expect.element(page.getByRole('alert')).toHaveTextContent(/no longer good/);
  expect(page.getByRole('img', { name: /QR code/ }).elements()).toEqual([]);
  fake.answer({ 'happy:linked': () => new Promise(() => undefined) });
  await button('New code').click();
  await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect(fake.callsOf('happy:link')).toHaveLength(2);
});

test('a server that is none is said before there is a code', async () => {
  const { fake, choose } = await beginAccount('Link with the phone');
  fake.answer({ 'happy:link': () => err({ code: 'not-a-happy-server', message: '' }) });
  await choose();
  await expect.element(page.getByRole('alert')).toHaveTextContent('it is not a Happy server');
});

test('another server is an advanced field, and its address is checked before anything is sent', async () => {
  const { fake, choose } = await beginAccount('Link with the phone');
  await page.getByText('Server', { exact: true }).click();
  const address = page.getByLabelText('Address of the server');
  await address.fill('http://happy.example.com');
  await choose();
  await expect.element(page.getByText(/Enter an address that starts with https/)).toBeVisible();
  expect(fake.callsOf('happy:link')).toEqual([]);
  await address.fill(' https://happy.example.com ');
  await choose();
  await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect(fake.callsOf('happy:link')).toEqual([{ serverUrl: 'https://happy.example.com' }]);
});

test('the time a code is good for runs down', async () => {
  const { fake, choose } = await beginAccount('Link with the phone');
  fake.answer({ 'happy:link': () => ok({ ...sampleLink(nowMs), expiresAtMs: Date.now() + 3 * SECOND_MS }) });
  await choose();
  await expect.element(page.getByText('Good for 0:01')).toBeVisible();
});
