import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { updateWords as german } from '../../shared/strings/de/window/updates.ts';
import { updateWords as english } from '../../shared/strings/en/window/updates.ts';
import type { UpdateFault, UpdateHold, UpdatesOff, UpdateState } from '../../shared/model/update.ts';
import { err } from '../../shared/result.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleRelease, sampleUpdates, updateView } from './sample-updates.ts';

const settings = { tag: 'settings' } as const;
const part = () => page.getByRole('group', { name: /^(Updates|Aktualisierungen)$/ });
const button = (name: string) => part().getByRole('button', { name, exact: true });
const status = () => part().getByRole('status');

afterEach(closeWindow);

const OFF: readonly UpdatesOff[] = ['not-packaged', 'by-package-manager', 'no-channel', 'switched-off', 'managed'];
const HOLDS: readonly UpdateHold[] = ['asks', 'answers', 'own-sessions'];
const FAULTS: readonly UpdateFault[] = [
  'unreachable',
  'not-readable',
  'not-signed',
  'wrong-signature',
  'expired',
  'older',
  'other-system',
  'truncated',
  'tampered',
  'disk',
  'refused',
  'not-installed',
];

for (const [language, said] of [
  ['en', english],
  ['de', german],
] as const) {
  const open = (update: UpdateState) => openWindow({ ...updateView(update), language }, [], settings);

  test(`${language}: where there are no updates it says why, and offers a look only where one could help`, async () => {
    const { show } = await open({ tag: 'off', why: 'not-packaged' });
    for (const [turn, why] of OFF.entries()) {
      show({ ...updateView({ tag: 'off', why }), language, revision: turn + 2 });
      await expect.element(status()).toHaveTextContent(said.off(why));
      const looks = why === 'switched-off' ? 1 : 0;
      await expect.poll(() => button(said.check).elements().length).toBe(looks);
      expect(part().getByRole('checkbox').elements()).toHaveLength(looks);
    }
  });

  test(`${language}: each fault has a line of its own, says when it was, and can be looked at again`, async () => {
    const { show } = await open({ tag: 'current', checkedAtMs: 0 });
    const lines = new Set<string>();
    for (const [turn, fault] of FAULTS.entries()) {
      const failed: UpdateState = { tag: 'failed', fault, checkedAtMs: 1_000_000 };
      show({ ...updateView(failed), language, revision: turn + 2 });
      await expect.element(status()).toHaveTextContent(said.fault(fault));
      await expect.element(status()).toHaveTextContent(said.checkedAt(1_000_000));
      await expect.element(button(said.check)).toBeEnabled();
      expect(button(said.install).elements()).toEqual([]);
      lines.add(said.fault(fault));
    }
    expect(lines.size).toBe(FAULTS.length);
  });

  test(`${language}: what is ready waits for what could be lost, says so, and cannot be pressed meanwhile`, async () => {
    const { show, fake } = await open(sampleUpdates.held);
    for (const [turn, waitsFor] of HOLDS.entries()) {
      show({ ...updateView({ ...sampleUpdates.held, waitsFor }), language, revision: turn + 2 });
      await expect.element(status()).toHaveTextContent(said.ready(sampleRelease.version));
      await expect.element(status()).toHaveTextContent(said.waits(waitsFor));
      await expect.element(button(said.install)).toHaveAttribute('aria-disabled', 'true');
      await button(said.install).click({ force: true });
    }
    expect(fake.callsOf('update:install')).toEqual([]);
    show({ ...updateView(sampleUpdates.ready), language, revision: 99 });
    await expect.element(status()).toHaveTextContent(said.asksPassword);
    await button(said.install).click();
    expect(fake.callsOf('update:install')).toHaveLength(1);
  });

  test(`${language}: every other state has its words`, async () => {
    const { show } = await open({ tag: 'current', checkedAtMs: null });
    await expect.element(status()).toHaveTextContent(said.notLooked('0.1.0'));
    const { version } = sampleRelease;
    const told: readonly (readonly [UpdateState, string])[] = [
      [sampleUpdates.current, said.current('0.1.0')],
      [{ tag: 'checking' }, said.checking],
      [sampleUpdates.downloading, said.downloading(version, 42)],
      [sampleUpdates.available, said.available(version)],
      [{ tag: 'installing', release: sampleRelease, heldBy: null }, said.installing(version)],
      [sampleUpdates.restartHeld, said.installed(version)],
      [sampleUpdates.restartHeld, said.restartWaits('asks')],
      [sampleUpdates.expired, said.goodUntil(sampleUpdates.expired.goodUntilMs)],
    ];
    for (const [turn, [update, line]] of told.entries()) {
      show({ ...updateView(update), language, revision: turn + 2 });
      await expect.element(status()).toHaveTextContent(line);
    }
  });
}

test('while it looks, fetches or installs it cannot be told to look', async () => {
  const { show, fake } = await openWindow(updateView({ tag: 'checking' }), [], settings);
  const busy = [{ tag: 'checking' } as const, sampleUpdates.downloading, sampleUpdates.restartHeld];
  for (const [turn, update] of busy.entries()) {
    show({ ...updateView(update), revision: turn + 2 });
    await expect.element(button('Look now')).toHaveAttribute('aria-disabled', 'true');
    await button('Look now').click({ force: true });
  }
  expect(fake.callsOf('update:check')).toEqual([]);
  show({ ...updateView(sampleUpdates.current), revision: 99 });
  await button('Look now').click();
  expect(fake.callsOf('update:check')).toHaveLength(1);
});

test('the part that is here is shown as a bar with a name', async () => {
  await openWindow(updateView(sampleUpdates.downloading), [], settings);
  const bar = page.getByRole('progressbar', { name: 'Version 1.3.0 is being fetched' });
  await expect.element(bar).toHaveAttribute('value', '42');
});

test('what is new is read before it is installed, as text whose links ask first', async () => {
  const { fake } = await openWindow(updateView(sampleUpdates.ready), [], settings);
  const news = page.getByRole('region', { name: 'What is new in 1.3.0' });
  await expect.element(news.getByText('checked who made them')).toBeVisible();
  await news
    .getByRole('button', { name: 'the page' })
    .or(news.getByRole('link', { name: 'the page' }))
    .first()
    .click();
  expect(fake.callsOf('link:open')).toEqual([{ url: 'https://example.org/updates' }]);
});

test('what has come is shown until it was seen', async () => {
  const { fake, show } = await openWindow(updateView(sampleUpdates.hasCome), [], settings);
  await expect.element(part().getByRole('heading', { name: 'Updated to version 1.3.0' })).toBeVisible();
  await button('Got it').click();
  expect(fake.callsOf('update:seen')).toHaveLength(1);
  show({ ...updateView(sampleUpdates.current), revision: 9 });
  await expect.element(part().getByRole('heading', { name: /1\.3\.0/ })).not.toBeInTheDocument();
});

test('notes that its makers left empty are no empty box', async () => {
  const release = { version: '1.3.0', notes: ' \n' };
  await openWindow(updateView({ ...sampleUpdates.ready, release }), [], settings);
  await expect.element(part().getByText('Its makers say nothing about it.')).toBeVisible();
});

test('where it cannot replace itself it says where the new one is', async () => {
  const { fake } = await openWindow(updateView(sampleUpdates.available), [], settings);
  await button('Where to get it').click();
  expect(fake.callsOf('link:open')).toEqual([{ url: 'https://example.org/releases/v1.3.0' }]);
});

test('a refusal of main is said in words, and goes with the next try', async () => {
  const { fake } = await openWindow(updateView(sampleUpdates.ready), [], settings);
  fake.answer({ 'update:install': () => err({ code: 'asks', message: '' }) });
  await button('Install and restart').click();
  await expect.element(part().getByRole('alert')).toHaveTextContent(/request/);
  await button('Look now').click();
  await expect.element(part().getByRole('alert')).not.toBeInTheDocument();
});

test('looking by itself is switched off with one press, and not where it is fixed', async () => {
  const { fake, show } = await openWindow(updateView(sampleUpdates.current), [], settings);
  await part()
    .getByRole('checkbox', { name: /Look for new versions/ })
    .click();
  expect(fake.callsOf('settings:change')).toEqual([{ updates: { automatic: false } }]);
  show({ ...updateView(sampleUpdates.current), managed: ['updates'], revision: 9 });
  await expect.element(part().getByRole('checkbox')).toBeDisabled();
});

test('a version that cannot be trusted is told everywhere, with what to do', async () => {
  const problem = { id: 'update', code: 'update-not-trusted', detail: '' } as const;
  await openWindow({ ...updateView(sampleUpdates.expired), problems: [problem] });
  await expect
    .element(page.getByRole('region', { name: 'Problems' }))
    .toHaveTextContent('A new version was refused, because it cannot be trusted');
});
