import { afterEach, expect, test } from 'vitest';
import { startCcrService, workConnection } from '../support/ccr-service/index.ts';
import { startDesk, type Desk } from '../support/desk.ts';

const ARGUMENTS = ['--practice=if-empty', '--print-events'];
const SESSION = 'Fix the failing checkout tests';
const FOLLOWS_WITHIN_MS = 20_000;

let desk: Desk | null = null;

afterEach(async () => {
  await desk?.stop();
  desk = null;
});

test('with no connection, a practice ask arrives, is labelled, and allowing it lets its session go on', async () => {
  desk = await startDesk();
  const app = await desk.start({ args: ARGUMENTS });
  const notification = await desk.notifications.shown(({ body }) => body.includes('npm test'));
  expect(notification.title).toContain(`${SESSION} (practice)`);
  expect(notification.actions).toContain('allow');
  await desk.tray.menuThat((menu) => menu.some(({ label }) => label === `Bash: npm test (${SESSION}) [practice]`));
  await desk.notifications.invoke(notification.id, 'allow');
  const receipt = new RegExp(`^confirmed +${SESSION}: Bash: npm test`, 'm');
  await expect.poll(() => app.output(), { timeout: FOLLOWS_WITHIN_MS }).toMatch(receipt);
  // Only an allowed test run leads the script on to this edit.
  const edit = new RegExp(`^asked +${SESSION}: Edit:`, 'm');
  await expect.poll(() => app.output(), { timeout: FOLLOWS_WITHIN_MS }).toMatch(edit);
  expect(await app.quit()).toBe(0);
});

test('with a connection, nothing of practice is there', async () => {
  const service = await startCcrService();
  try {
    const session = service.addSession({ title: 'Payments API' });
    desk = await startDesk();
    desk.configure({
      connections: [workConnection(service)],
    });
    await desk.start({ args: ARGUMENTS });
    await session.connected();
    session.ask({ input: { command: 'npm ci' } });
    const notification = await desk.notifications.shown();
    expect(notification.title).toContain('Payments API');
    const menu = await desk.tray.menu();
    expect(JSON.stringify(menu)).not.toContain('practice');
    expect(JSON.stringify(desk.log())).not.toContain('practice.started');
  } finally {
    await service.stop();
  }
});
