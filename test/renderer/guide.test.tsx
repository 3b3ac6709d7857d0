import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppView } from '../../shared/model/app-view.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleClaude } from './sample-claude.ts';
import { sampleCauses } from './sample-doctor.ts';
import { answeredView, guideView, trialAsk, trialView } from './sample-guide.ts';
import { emptyView } from './samples.ts';

const nowMs = Date.now();
const guide = () => page.getByRole('region', { name: 'Guide', exact: true });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, level: 1 });

async function openGuide(view: AppView) {
  const opened = await openWindow(view, [trialAsk(nowMs, 0)], { tag: 'guide' });
  await expect.element(guide()).toBeVisible();
  return opened;
}

afterEach(closeWindow);

test('goes from step to step by keyboard alone, is read from each title, and is finished in the end', async () => {
  const { fake } = await openGuide(guideView('welcome'));
  await expect.element(heading('Welcome to Gatehouse')).toHaveFocus();
  for (const [press, title] of [
    ['Begin', 'What should Gatehouse watch?'],
    ['Continue without a connection', 'How requests reach you'],
    ['Continue', 'Try it once'],
    ['Skip this step', 'You are all set'],
  ] as const) {
    button(press).element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(heading(title)).toHaveFocus();
  }
  await button('Open the inbox').click();
  await expect.element(page.getByRole('region', { name: 'Inbox', exact: true })).toBeVisible();
  expect(fake.callsOf('settings:change')).toEqual([
    { guideAt: 'connect' },
    { guideAt: 'notices' },
    { guideAt: 'try' },
    { guideAt: 'done' },
    { guideDone: true, guideAt: 'welcome' },
  ]);
});

test.each(['welcome', 'connect', 'notices', 'try'] as const)('can be left at the step %s', async (step) => {
  const { fake } = await openGuide(guideView(step));
  await button('Skip the guide').click();
  await expect.element(page.getByRole('region', { name: 'Inbox', exact: true })).toBeVisible();
  expect(fake.callsOf('settings:change')).toEqual([{ guideDone: true, guideAt: 'welcome' }]);
  expect(fake.callsOf('trial:end')).toHaveLength(1);
});

test('goes on where it was left', async () => {
  await openGuide(guideView('notices'));
  await expect.element(heading('How requests reach you')).toBeVisible();
  await button('Back').click();
  await expect.element(heading('What should Gatehouse watch?')).toBeVisible();
});

test('says what was found on this computer, and connects it here', async () => {
  await openGuide(guideView('connect'));
  await expect.element(page.getByText(/^Found: Claude Code/)).toBeVisible();
  await button('Connect Claude Code').click();
  await expect.element(page.getByRole('dialog', { name: 'Connect Claude Code' })).toBeVisible();
});

test('links a Happy account, or takes the address of a service, without leaving the guide', async () => {
  await openGuide(guideView('connect'));
  await button('Link an account...').click();
  await button(/^Link with the phone/).click();
  await expect.element(page.getByRole('img', { name: /code/i })).toBeVisible();
  await button('Cancel').click();
  await button('Enter its address...').click();
  await expect.element(page.getByLabelText('Address')).toBeVisible();
  await button('Cancel').click();
  await expect.element(button('Start practice sessions')).toBeVisible();
});

test('an open form has the only way back, and the keys go on from the title when it is closed', async () => {
  await openGuide(guideView('connect'));
  await button('Link an account...').click();
  expect(button('Back').elements()).toEqual([]);
  expect(button('Continue without a connection').elements()).toEqual([]);
  await button('Cancel').click();
  await expect.element(heading('What should Gatehouse watch?')).toHaveFocus();
  await expect.element(button('Continue without a connection')).toBeVisible();
});

test('whoever goes to the connections in the middle finds the way back, or leaves the guide there', async () => {
  const missing = { ...guideView('connect'), claudeCode: sampleClaude({ program: { tag: 'not-found' } }) };
  const { fake } = await openGuide(missing);
  await button('Go to Connections').click();
  await button('Back to the guide').click();
  await expect.element(heading('What should Gatehouse watch?')).toBeVisible();
  await button('Go to Connections').click();
  await button('Skip the guide').click();
  expect(fake.callsOf('settings:change')).toEqual([{ guideDone: true, guideAt: 'welcome' }]);
});

test('in the end it is left for the connections where there is none', async () => {
  const { fake } = await openGuide(guideView('done'));
  await button('Connect something').click();
  await expect.element(page.getByRole('region', { name: 'Connections', exact: true })).toBeVisible();
  expect(fake.callsOf('settings:change')).toEqual([{ guideDone: true, guideAt: 'welcome' }]);
});

test('starts the practice sessions, and says so', async () => {
  const { fake, show } = await openGuide(guideView('connect'));
  await button('Start practice sessions').click();
  expect(fake.callsOf('settings:change')).toEqual([{ practice: true }]);
  const view = guideView('connect');
  show({ ...view, revision: 2, settings: { ...view.settings, practice: true } });
  await expect.element(page.getByText(/Practice sessions are on/)).toBeVisible();
});

test('looks at notifications and tray, opens the place that mends them, and offers the start at login', async () => {
  const { fake } = await openGuide(guideView('notices'));
  await expect.element(page.getByText(/GNOME shows no tray icons by itself/)).toBeVisible();
  await button(/^Show the extension/).click();
  expect(fake.callsOf('doctor:fix')).toEqual([{ fix: 'tray-extension' }]);
  await page.getByLabelText('Start Gatehouse at login').click();
  expect(fake.callsOf('settings:change')).toContainEqual({ startAtLogin: true });
});

test('speaks of the tray and of notifications only where there are any', async () => {
  const view = guideView('notices');
  const bare = { ...view, surfaces: { ...view.surfaces, tray: false, notifications: 'none' as const } };
  await openGuide({ ...view, surfaces: { ...view.surfaces, tray: true } });
  await expect.element(page.getByText(/^The icon of Gatehouse is/)).toBeVisible();
  await openGuide(bare);
  await expect.element(page.getByText(/^A request comes as a notification/)).toBeVisible();
  expect(page.getByText(/^The icon of Gatehouse is/).elements()).toEqual([]);
  await openGuide({ ...bare, settings: { ...bare.settings, guideAt: 'done' } });
  await expect.element(page.getByText(/says what is missing for notifications/)).toBeVisible();
  await expect.element(page.getByText(/^Better keep this window open/)).toBeVisible();
});

test('what can be answered in the window only is offered there first', async () => {
  await openGuide(trialView(nowMs, { shownIn: [], causes: [sampleCauses.noDaemon] }));
  await expect.element(button('Answer it here instead')).toHaveClass('btn-accent');
});

test('a try that failed can be made again', async () => {
  const { fake } = await openGuide(guideView('try', { trial: { tag: 'failed', why: 'ask-ended' } }));
  await button('Try again').click();
  expect(fake.callsOf('trial:start')).toHaveLength(1);
});

test('sends a request and follows it to the receipt', async () => {
  const { fake, show } = await openGuide(guideView('try'));
  await button('Send me a request').click();
  expect(fake.callsOf('trial:start')).toHaveLength(1);
  show({ ...guideView('try', { trial: { tag: 'starting' } }), revision: 2 });
  await expect.element(page.getByText('The practice session is starting...')).toBeVisible();
  show({ ...trialView(nowMs), revision: 3 });
  await expect.element(page.getByText('A notification was sent')).toBeVisible();
  await expect.element(page.getByText('It is in the tray menu')).toBeVisible();
  expect(document.activeElement?.textContent).toContain('A request is on its way to you');
  show({ ...answeredView({ confirmed: false }), revision: 4 });
  await expect.element(page.getByText('You allowed it from the notification.')).toBeVisible();
  await expect.element(page.getByText('3.4 s after it was shown')).toBeVisible();
  show({ ...answeredView(), revision: 5 });
  await expect.element(page.getByText('The session confirmed that your answer arrived.')).toBeVisible();
  await expect.element(button('Continue')).toBeVisible();
});

test('names each cause with its button as soon as it is known', async () => {
  const { noDaemon, noTray, disturb, fenced } = sampleCauses;
  await openGuide(trialView(nowMs, { shownIn: [], causes: [noDaemon, disturb, fenced, noTray] }));
  for (const text of [/no notification program runs/, /Do not disturb is on/, /Flatpak fences/, /AppIndicator/])
    await expect.element(page.getByText(text).first()).toBeVisible();
  for (const name of [/^Open notification settings/, /^Open do-not-disturb/, /^Show the extension/])
    await expect.element(button(name)).toBeVisible();
  await expect.element(page.getByText(/in this window only/)).toBeVisible();
});

test('a pause is told once, and is undone here', async () => {
  const held = { tag: 'paused', untilMs: nowMs + 3_600_000 } as const;
  const { fake } = await openGuide(trialView(nowMs, { shownIn: ['tray'], held, causes: [sampleCauses.paused] }));
  await button('Resume notifications').click();
  expect(fake.callsOf('notifications:pause')).toEqual([{ untilMs: null }]);
  expect(page.getByText(/Notifications are paused in Gatehouse/).elements()).toEqual([]);
});

test('late and without a known cause it says what to look for; the request can be answered here by keys', async () => {
  const { fake } = await openGuide(trialView(nowMs, { waitedMs: 20_000 }));
  await expect.element(page.getByText('Not seeing it?')).toBeVisible();
  await button('Answer it here instead').click();
  await expect.element(page.getByRole('article')).toHaveFocus();
  await expect
    .poll(async () => {
      await userEvent.keyboard('a');
      return fake.callsOf('inbox:decide').length;
    })
    .toBe(1);
});

test('an answer in the window counts, and the real thing is offered again', async () => {
  const { fake } = await openGuide(answeredView({ surface: 'window', allowed: false }));
  await expect.element(page.getByText('You denied it in this window.')).toBeVisible();
  await button('Send another one').click();
  expect(fake.callsOf('trial:start')).toHaveLength(1);
});

test('whoever left for the inbox in the middle of a try finds the way back', async () => {
  const { fake } = await openWindow(trialView(nowMs), [trialAsk(nowMs, 0)]);
  await button('End the try').click();
  expect(fake.callsOf('trial:end')).toHaveLength(1);
  await button('Back to the guide').click();
  await expect.element(heading('Try it once')).toBeVisible();
});

test('the empty inbox and the settings lead to the guide', async () => {
  await openWindow(emptyView());
  await button('Show me around').click();
  await expect.element(guide()).toBeVisible();
  await openWindow(emptyView(), [], { tag: 'settings' });
  await button('Show me around').click();
  await expect.element(guide()).toBeVisible();
});

test('nothing is wider than the smallest window, nor at 200 % text', async () => {
  for (const view of [guideView('welcome'), guideView('connect'), guideView('notices'), causesView()]) {
    await openGuide(view);
    await page.viewport(480, 360);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    document.documentElement.style.fontSize = '175%';
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    document.documentElement.style.fontSize = '';
  }
});

const causesView = () => trialView(nowMs, { shownIn: [], causes: [sampleCauses.noDaemon, sampleCauses.noTray] });

function overflow(): number {
  const main = document.querySelector('.main');
  if (main === null) throw new Error('no window');
  return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
}
