import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { startDesk, type Desk } from '../support/desk.ts';

let desk: Desk | null = null;

afterEach(async () => {
  await desk?.stop();
  desk = null;
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const sees = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).waitFor();
const HELLO = /Hello from Gatehouse/;

test('somebody new is shown around, answers by notification and by tray, and is not shown around again', async () => {
  desk = await startDesk();
  const app = await desk.startDriven();
  const page = await app.window();
  await region(page, 'Guide');
  await press(page, 'Begin');
  await press(page, 'Continue without a connection');
  await sees(page, 'Notifications come with Allow and Deny');
  await press(page, 'Continue');

  await press(page, 'Send me a request');
  const notification = await desk.notifications.shown(({ body }) => HELLO.test(body));
  expect(notification.title).toBe('Run a command? · Say hello (practice)');
  await sees(page, 'A notification was sent');
  await sees(page, 'It is in the tray menu');
  await desk.notifications.invoke(notification.id, 'allow');
  await sees(page, 'You allowed it from the notification.');
  await sees(page, 'The session confirmed that your answer arrived.');

  await press(page, 'Send another one');
  const menu = await desk.tray.menuThat((entries) => entries.some(({ label }) => HELLO.test(label)));
  const label = menu.find((entry) => HELLO.test(entry.label))?.label ?? '';
  await desk.tray.click(label, 'Deny');
  await sees(page, 'You denied it from the tray.');
  await sees(page, 'The session confirmed that your answer arrived.');

  await press(page, 'Continue');
  await press(page, 'Open the inbox');
  await region(page, 'Inbox');
  await expect.poll(() => page.getByText('Practice', { exact: true }).count()).toBe(0);
  await app.quit();
  const again = await desk.startDriven();
  await region(await again.window(), 'Inbox');
});

test('the guide goes on where it was left, and with a connection it never opens by itself', async () => {
  desk = await startDesk();
  const first = await desk.startDriven();
  const page = await first.window();
  await press(page, 'Begin');
  await press(page, 'Continue without a connection');
  await page.getByRole('heading', { name: 'How requests reach you' }).waitFor();
  await first.quit();
  const second = await desk.startDriven();
  await (await second.window()).getByRole('heading', { name: 'How requests reach you' }).waitFor();
  await second.quit();
  desk.configure({
    connections: [
      { id: 'work', kind: 'ccr', name: 'Work', baseUrl: 'http://127.0.0.1:9', credentials: { stored: true } },
    ],
  });
  const third = await desk.startDriven();
  await desk.tray.click('Open Gatehouse');
  await region(await third.window(), 'Inbox');
});

test('closing the window in the middle of a try takes the practice request away', async () => {
  desk = await startDesk();
  const app = await desk.startDriven();
  const page = await app.window();
  await press(page, 'Begin');
  await press(page, 'Continue without a connection');
  await press(page, 'Continue');
  await press(page, 'Send me a request');
  const notification = await desk.notifications.shown(({ body }) => HELLO.test(body));
  await page.close();
  await desk.notifications.withdrawn(notification.id);
  await desk.tray.menuThat((entries) => !JSON.stringify(entries).includes('Say hello'));
  expect(desk.notifications.showing).toEqual([]);
});
