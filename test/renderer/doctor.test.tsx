import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { closeWindow, openWindow } from './open-window.tsx';
import { troubledView } from './sample-trouble.ts';
import { fullView } from './samples.ts';

const nowMs = Date.now();
const region = () => page.getByRole('region', { name: 'Check this computer', exact: true });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

afterEach(closeWindow);

async function openDoctor() {
  const opened = await openWindow(fullView(nowMs), [], { tag: 'doctor' });
  await expect.element(region().getByRole('list', { name: 'Checks' })).toBeVisible();
  return opened;
}

test('lists what was found with its state in words, what to do, and the place that mends it', async () => {
  const { fake } = await openDoctor();
  const tray = region().getByRole('listitem').filter({ hasText: 'GNOME shows no tray icons' });
  await expect.element(tray.getByText('Needs attention')).toBeVisible();
  await expect.element(tray.getByText(/AppIndicator and KStatusNotifierItem Support/)).toBeVisible();
  await tray.getByRole('button').click();
  expect(fake.callsOf('doctor:fix')).toEqual([{ fix: 'tray-extension' }]);
  await expect.element(page.getByText(/^Something needs your attention/)).toBeVisible();
});

test('names a connection as the window knows it, and by number where it may be sent to somebody', async () => {
  await openDoctor();
  const name = fullView(nowMs).connections[0]?.name ?? '';
  await expect
    .element(
      region()
        .getByRole('listitem')
        .filter({ hasText: `${name}:` }),
    )
    .toBeVisible();
  await page.getByText('As text', { exact: true }).click();
  const text = document.querySelector('.session-details pre')?.textContent ?? '';
  expect(text).toContain('#1 (ccr)');
  expect(text).not.toContain(name);
});

test('what needs attention stands on top, and the place is one of the settings', async () => {
  await openDoctor();
  const states = region()
    .getByRole('listitem')
    .elements()
    .map((row) => row.querySelector('.check-sign')?.textContent);
  expect(states.slice(0, 3)).toEqual(['✕', '✕', '▲']);
  expect(states.slice(3)).not.toContain('✕');
  await expect.element(button('Settings')).toHaveAttribute('aria-current', 'page');
});

test('looks again when it is asked to', async () => {
  const { fake } = await openDoctor();
  await button('Check again').click();
  await expect.poll(() => fake.callsOf('doctor:look').length).toBe(2);
});

test('copies as text and saves a file, and says what is in it and what never is', async () => {
  const { fake } = await openDoctor();
  await expect.element(page.getByText(/^Never in it:/)).toBeVisible();
  await button('Copy as text').click();
  await expect.element(page.getByText('Copied.')).toBeVisible();
  await button('Save diagnostics...').click();
  await expect.element(page.getByText(/^Saved\. Look through the file/)).toBeVisible();
  expect(fake.callsOf('doctor:export')).toHaveLength(1);
});

test('is reached by keys, from the settings, and from a problem that it knows more about', async () => {
  await openWindow(fullView(nowMs));
  await userEvent.keyboard('gd');
  await expect.element(region()).toBeVisible();
  await openWindow(fullView(nowMs), [], { tag: 'settings' });
  await button('Check this computer').click();
  await expect.element(region()).toBeVisible();
  await openWindow(troubledView(nowMs));
  await button('Check this computer').first().click();
  await expect.element(region()).toBeVisible();
});
