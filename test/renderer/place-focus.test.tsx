import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { closeWindow, openWindow } from './open-window.tsx';
import { guideView, trialAsk, trialView } from './sample-guide.ts';
import { emptyView, fullView, quietView, sampleAsks } from './samples.ts';

const nowMs = Date.now();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const title = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** As somebody does who has no mouse. */
async function press(name: string): Promise<void> {
  await expect.element(button(name)).toBeVisible();
  (button(name).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
}

afterEach(closeWindow);

test.each([
  ['Skip the guide', 'welcome', /requests? wait|waiting|Nothing waits/],
  ['Open the inbox', 'done', /requests? wait|waiting|Nothing waits/],
  ['Connect something', 'done', 'Connections'],
] as const)('who leaves the guide by "%s" goes on from the title of the page behind it', async (leave, step, name) => {
  await openWindow(guideView(step), [trialAsk(nowMs, 0)], { tag: 'guide' });
  await press(leave);
  await expect.element(title(name)).toHaveFocus();
});

test('who leaves the guide from the reminder goes on from the title of that page', async () => {
  const view = guideView('connect');
  const { show } = await openWindow(view, [], { tag: 'connections' });
  await press('Skip the guide');
  show({ ...view, revision: 2, settings: { ...view.settings, guideDone: true, guideAt: 'welcome' } });
  await expect.element(button('Skip the guide')).not.toBeInTheDocument();
  await expect.element(title('Connections')).toHaveFocus();
});

test('who ends the try from the reminder goes on from the title of that page', async () => {
  const view = trialView(nowMs);
  const { show } = await openWindow(view, [trialAsk(nowMs, 0)]);
  await press('End the try');
  show({ ...view, revision: 2, trial: null, settings: { ...view.settings, guideAt: 'welcome' } });
  await expect.element(button('End the try')).not.toBeInTheDocument();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
});

test('a change of the language keeps the focus on its field, also where the reminder is drawn anew', async () => {
  const view = guideView('connect');
  const { show } = await openWindow(view, [], { tag: 'settings' });
  (page.getByLabelText('Language', { exact: true }).element() as HTMLElement).focus();
  show({ ...view, revision: 2, language: 'de' });
  await expect.element(page.getByLabelText('Sprache', { exact: true })).toHaveFocus();
});

test('a button that leads to another page and goes with its own leaves the focus on the title there', async () => {
  await openWindow(fullView(nowMs), sampleAsks(nowMs));
  const row = page.getByRole('listitem').filter({ hasText: 'git push origin main' });
  (row.getByRole('button', { name: 'Open session' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('region', { name: 'Session', exact: true })).toBeVisible();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
});

test('a place of the side bar keeps the focus, and the keys go to the title', async () => {
  await openWindow(quietView(nowMs));
  await press('Journal');
  await expect.element(page.getByRole('region', { name: 'Journal', exact: true })).toBeVisible();
  await expect.element(button('Journal')).toHaveFocus();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('gs');
  await expect.element(page.getByRole('region', { name: 'Sessions', exact: true })).toBeVisible();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
});

test('the window that opens takes the focus nowhere, and a title that has it shows no frame', async () => {
  const { fake } = await openWindow(emptyView());
  expect(document.activeElement).toBe(document.body);
  fake.fire('window:show', { tag: 'settings' });
  await expect.element(title('Settings')).toHaveFocus();
  expect(getComputedStyle(title('Settings').element()).outlineStyle).toBe('none');
});
