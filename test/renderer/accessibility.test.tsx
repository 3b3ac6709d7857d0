import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { closeWindow, openWindow } from './open-window.tsx';
import { happyView, sharedView, waitingShare } from './sample-happy.ts';
import { localKeys, localView } from './sample-local.ts';
import { screens } from './screens.ts';
import { emptyView, fullView, quietView, sampleAsks } from './samples.ts';

const nowMs = Date.now();

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
  [
    'a code for the phone',
    happyView(nowMs),
    { tag: 'connections' },
    ['Add Happy account', /^Link with the phone/],
    'New code',
  ],
  [
    'a new Happy account',
    happyView(nowMs),
    { tag: 'connections' },
    ['Add Happy account', /^Create a new account/, 'Create the account'],
    'Join',
  ],
  [
    'a shared session',
    sharedView(nowMs, waitingShare(nowMs)),
    { tag: 'session', key: localKeys.notes },
    ['Stop sharing'],
    'Yes, stop sharing',
  ],
] as const)(
  '%s fits a window of 420 pixels, and at 200 % text its buttons are reached by scrolling down only',
  async ([, view, place, press, last]) => {
    await openWindow(view, [], place);
    for (const name of press) await page.getByRole('button', { name, exact: true }).first().click();
    const button = page.getByRole('button', { name: last, exact: true });
    await expect.element(button).toBeVisible();
    await page.viewport(420, 900);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    document.documentElement.style.fontSize = '175%';
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    button.element().scrollIntoView();
    await expect.element(button).toBeInViewport();
    document.documentElement.style.fontSize = '';
  },
);

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
