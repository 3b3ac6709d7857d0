import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Place } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { hinderedView, localKeys, localView } from './sample-local.ts';
import { keys } from './sample-sessions.ts';
import { troubledView } from './sample-trouble.ts';
import { emptyView, fullView, quietView, sampleAsks } from './samples.ts';

const nowMs = Date.now();

interface Screen {
  readonly name: string;
  readonly view: AppView;
  readonly place: Place;
  readonly region: string;
  readonly press?: readonly string[];
  readonly choose?: string;
}

const screens: readonly Screen[] = [
  { name: 'a full inbox', view: fullView(nowMs), place: { tag: 'inbox' }, region: 'Inbox' },
  {
    name: 'an inbox with its panels open',
    view: fullView(nowMs),
    place: { tag: 'inbox' },
    region: 'Inbox',
    press: ['Always...'],
  },
  {
    name: 'an inbox with an editor open',
    view: fullView(nowMs),
    place: { tag: 'inbox' },
    region: 'Inbox',
    press: ['Edit...'],
  },
  {
    name: 'an inbox with a reason open',
    view: fullView(nowMs),
    place: { tag: 'inbox' },
    region: 'Inbox',
    press: ['Deny with a reason...'],
  },
  { name: 'an empty inbox', view: quietView(nowMs), place: { tag: 'inbox' }, region: 'Inbox' },
  { name: 'a first run', view: emptyView(), place: { tag: 'inbox' }, region: 'Inbox' },
  { name: 'an inbox in trouble', view: troubledView(nowMs), place: { tag: 'inbox' }, region: 'Inbox' },
  { name: 'the sessions', view: fullView(nowMs), place: { tag: 'sessions' }, region: 'Sessions' },
  {
    name: 'a session that asks',
    view: fullView(nowMs),
    place: { tag: 'session', key: keys.payments },
    region: 'Session',
  },
  {
    name: 'a conversation with drafts',
    view: troubledView(nowMs),
    place: { tag: 'session', key: keys.schema },
    region: 'Session',
  },
  { name: 'the connections', view: fullView(nowMs), place: { tag: 'connections' }, region: 'Connections' },
  {
    name: 'a new connection',
    view: emptyView(),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Add a connection', 'Save'],
  },
  {
    name: 'Claude Code before it is connected',
    view: emptyView(),
    place: { tag: 'connections' },
    region: 'Connections',
  },
  {
    name: 'the change before it is written',
    view: emptyView(),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Connect Claude Code'],
  },
  {
    name: 'Claude Code after it was tried',
    view: localView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Try it'],
  },
  {
    name: 'Claude Code with much in its way',
    view: hinderedView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
  },
  {
    name: 'the settings of this computer',
    view: localView(nowMs),
    place: { tag: 'connections' },
    region: 'Connections',
    press: ['Edit'],
  },
  {
    name: 'a new session with a mistake',
    view: localView(nowMs),
    place: { tag: 'sessions', start: true },
    region: 'Sessions',
    press: ['Start'],
  },
  {
    name: 'earlier conversations',
    view: localView(nowMs),
    place: { tag: 'sessions', start: true },
    region: 'Sessions',
    choose: 'Continue an earlier one',
  },
  {
    name: 'a session that waits in its terminal',
    view: localView(nowMs),
    place: { tag: 'session', key: localKeys.parser },
    region: 'Session',
  },
  {
    name: 'a session that crashed',
    view: localView(nowMs),
    place: { tag: 'session', key: localKeys.build },
    region: 'Session',
  },
  {
    name: 'a session about to be ended',
    view: localView(nowMs),
    place: { tag: 'session', key: localKeys.notes },
    region: 'Session',
    press: ['End'],
  },
  { name: 'the journal', view: fullView(nowMs), place: { tag: 'journal' }, region: 'Journal' },
  { name: 'the settings', view: troubledView(nowMs), place: { tag: 'settings' }, region: 'Settings' },
];

afterEach(closeWindow);

for (const theme of ['light', 'dark'] as const) {
  for (const screen of screens) {
    test(`${screen.name} is free of accessibility faults in the ${theme} theme`, async () => {
      const view = { ...screen.view, settings: { ...screen.view.settings, theme } };
      await openWindow(view, sampleAsks(nowMs), screen.place);
      await expect.element(page.getByRole('region', { name: screen.region, exact: true })).toBeVisible();
      for (const name of screen.press ?? []) await page.getByRole('button', { name, exact: true }).first().click();
      if (screen.choose !== undefined) await page.getByLabelText(screen.choose).click();
      // Cards must have come to rest: a button that still arms is grey on purpose.
      await expect.poll(() => document.querySelector('.gate-says')?.textContent ?? '').not.toContain('Saving');
      expect(await faults()).toEqual([]);
    });
  }
}

test('the help is free of accessibility faults', async () => {
  await openWindow(quietView(nowMs));
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  expect(await faults()).toEqual([]);
});

test('nothing is wider than a window of 420 pixels, nor at 200 % text', async () => {
  await openWindow(fullView(nowMs), sampleAsks(nowMs));
  await page.viewport(420, 900);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
  document.documentElement.style.fontSize = '175%';
  await expect.poll(overflow).toBeLessThanOrEqual(0);
  document.documentElement.style.fontSize = '';
});

test.for([
  ['the change before it is written', emptyView(), { tag: 'connections' }, 'Connect Claude Code'],
  ['a new session', localView(nowMs), { tag: 'sessions', start: true }, undefined],
] as const)(
  '%s fits a window of 420 pixels, and at 200 % text its buttons are reached by scrolling down only',
  async ([, view, place, press]) => {
    await openWindow(view, [], place);
    if (press !== undefined) await page.getByRole('button', { name: press, exact: true }).click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await page.viewport(420, 900);
    await expect.poll(dialogOverflow).toBeLessThanOrEqual(0);
    document.documentElement.style.fontSize = '175%';
    await expect.poll(dialogOverflow).toBeLessThanOrEqual(0);
    const cancel = page.getByRole('dialog').getByRole('button', { name: 'Cancel' });
    cancel.element().scrollIntoView();
    await expect.element(cancel).toBeInViewport();
    document.documentElement.style.fontSize = '';
  },
);

function dialogOverflow(): number {
  const dialog = document.querySelector('dialog');
  if (dialog === null) throw new Error('no dialog');
  return dialog.scrollWidth - dialog.clientWidth;
}

function overflow(): number {
  const main = document.querySelector('.main');
  if (main === null) throw new Error('no window');
  return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
}

async function faults(): Promise<readonly string[]> {
  // A colour on its way from one theme to the other is nobody's contrast.
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  const result = await axe.run(document, {
    // The page around the window is the test runner's.
    rules: {
      'document-title': { enabled: false },
      'html-has-lang': { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  return result.violations.flatMap((fault) =>
    fault.nodes.map((node) => `${fault.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
