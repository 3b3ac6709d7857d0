import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppView } from '../../shared/model/app-view.ts';
import { err } from '../../shared/result.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { emptyView, fullView, sampleAsks } from './samples.ts';

const settings = { tag: 'settings' } as const;
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

afterEach(closeWindow);

function withSettings(change: Partial<AppView['settings']>, view: AppView = emptyView()): AppView {
  return { ...view, settings: { ...view.settings, ...change } };
}

test('a card says why no notification came, and nothing of the kind when its session is in front', async () => {
  const nowMs = Date.now();
  const view = fullView(nowMs);
  const [first, ...rest] = view.inbox;
  if (first === undefined) throw new Error('no sample');
  const held = { tag: 'do-not-disturb', source: 'gnome' } as const;
  const { show } = await openWindow({ ...view, inbox: [{ ...first, held }, ...rest] }, sampleAsks(nowMs));
  await expect.element(page.getByText('No notification: Do not disturb is on in GNOME.')).toBeVisible();
  show({ ...view, revision: view.revision + 1, inbox: [{ ...first, held: { tag: 'in-front' } }, ...rest] });
  await expect.element(page.getByText(/^No notification/)).not.toBeInTheDocument();
});

test('pressed keys become the shortcut, by keyboard alone', async () => {
  const { fake } = await openWindow(emptyView(), [], settings);
  (button('Choose keys').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(button('Press the keys now')).toHaveAttribute('aria-pressed', 'true');
  await userEvent.keyboard('k');
  await expect.element(page.getByText(/needed for writing/)).toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
  await expect.element(button('Choose keys')).toHaveFocus();
  expect(fake.callsOf('settings:change')).toEqual([{ shortcut: 'Ctrl+Shift+K' }]);
});

test('Escape and leaving cancel the choice of keys', async () => {
  const { fake } = await openWindow(emptyView(), [], settings);
  await button('Choose keys').click();
  await userEvent.keyboard('{Escape}');
  await expect.element(button('Choose keys')).toHaveFocus();
  await button('Choose keys').click();
  await userEvent.keyboard('{Tab}');
  await expect.element(button('Choose keys')).toBeVisible();
  expect(fake.callsOf('settings:change')).toEqual([]);
});

test('a key that another program has is refused in words, and the present one stays', async () => {
  const { fake } = await openWindow({ ...withSettings({ shortcut: 'Ctrl+Alt+G' }), shortcut: 'on' }, [], settings);
  fake.answer({ 'settings:change': () => err({ code: 'shortcut-taken', message: '' }) });
  await button('Change keys').click();
  await userEvent.keyboard('{Alt>}p{/Alt}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Another program already uses these keys');
  await expect.element(page.getByText('Ctrl+Alt+G', { exact: true })).toBeVisible();
});

test('a suggested key is taken with one press, and switched off with another', async () => {
  const { fake, show } = await openWindow(emptyView(), [], settings);
  await button('Use Ctrl+Alt+G').click();
  show({ ...withSettings({ shortcut: 'Ctrl+Alt+G' }), revision: 99, shortcut: 'taken' });
  await expect.element(page.getByText(/uses these keys now/)).toBeVisible();
  await button('Switch off').click();
  expect(fake.callsOf('settings:change')).toEqual([{ shortcut: 'Ctrl+Alt+G' }, { shortcut: null }]);
});

test('the sound can be heard, and asks in quiet hours only where there are both', async () => {
  const view = emptyView();
  const { fake, show } = await openWindow(view, [], settings);
  await button('Play it').click();
  expect(fake.callsOf('sound:play')).toHaveLength(1);
  await expect.element(page.getByLabelText(/Also in quiet hours/)).not.toBeInTheDocument();
  const notifications = {
    ...view.settings.notifications,
    sound: true,
    quietHours: { enabled: true, from: '22:00', to: '07:00' },
  };
  show({ ...withSettings({ notifications }), revision: 99 });
  await page.getByLabelText(/Also in quiet hours/).click();
  expect(fake.callsOf('settings:change').at(-1)).toMatchObject({ notifications: { soundInQuietHours: true } });
});

test('what the system says about silence is told, also when nothing can be read', async () => {
  const { show } = await openWindow(emptyView(), [], settings);
  await expect.element(page.getByText(/cannot be read/)).toBeVisible();
  const systemQuiet = { source: 'xfce', state: 'do-not-disturb' } as const;
  show({ ...emptyView(), revision: 99, systemQuiet });
  await expect.element(page.getByText(/It is on now \(Xfce\)/)).toBeVisible();
});
