import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCcrService, workConnection, type CcrService, type CcrSession } from '../support/ccr-service/index.ts';
import { startDesk, type Desk } from '../support/desk.ts';
import { startTrayHost, type MenuEntry } from '../support/desktop/tray-host.ts';

const hasLabel = (text: string) => (menu: readonly MenuEntry[]) => menu.some(({ label }) => label.includes(text));
const hasNoLabel = (text: string) => (menu: readonly MenuEntry[]) => !hasLabel(text)(menu);

let service: CcrService;
let session: CcrSession;
let desk: Desk | null = null;

beforeEach(async () => {
  service = await startCcrService();
  session = service.addSession({ title: 'Payments API' });
});

afterEach(async () => {
  await desk?.stop();
  desk = null;
  await service.stop();
});

async function deskWith(credentials: unknown, options: Parameters<typeof startDesk>[0] = {}): Promise<Desk> {
  const made = await startDesk(options);
  desk = made;
  made.configure({
    connections: [workConnection(service, { credentials })],
  });
  return made;
}

test('a second start ends with 0 and opens the window of the first, where settings can start it at login', async () => {
  const made = await deskWith({ accessToken: service.token });
  const app = await made.startDriven();
  await session.connected();
  const opened = app.window();
  expect(await made.startAgain([])).toBe(0);
  const page = await opened;
  await page.getByRole('region', { name: 'Inbox', exact: true }).waitFor();
  const navigation = page.getByRole('navigation', { name: 'Places' });
  await navigation.getByRole('button', { name: /^Settings/ }).click();
  await page.getByRole('region', { name: 'Settings', exact: true }).waitFor();
  const changed = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'bridge') as { call(name: string, input: unknown): Promise<{ ok: boolean }> };
    return bridge.call('settings:change', { startAtLogin: true });
  });
  expect(changed.ok).toBe(true);
  const path = join(made.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'gatehouse.desktop');
  await expect.poll(() => readFileSync(path, 'utf8'), { timeout: 10_000 }).toMatch(/^Exec=.*--hidden$/m);
});

test('without a tray the window opens and says so, and a tray that comes late gets icon and menu', async () => {
  const made = await deskWith({ accessToken: service.token }, { withTray: false });
  const app = await made.startDriven();
  const page = await app.window();
  await page.getByText(/tray/i).first().waitFor();
  const late = await startTrayHost(made.busAddress);
  try {
    await late.items.next(() => true);
    await late.menuThat(hasLabel('Open Gatehouse'));
  } finally {
    await late.stop();
  }
});

test('a refused token is told in the tray, and a new one in the credentials file is picked up', async () => {
  const made = await deskWith({ accessToken: service.token });
  const file = join(made.profileDir, '..', 'claude-credentials.json');
  const write = (accessToken: string) => {
    writeFileSync(file, JSON.stringify({ claudeAiOauth: { accessToken } }), { mode: 0o600 });
    chmodSync(file, 0o600);
  };
  write('sk-ant-oat01-an-old-one');
  made.configure({
    connections: [workConnection(service, { credentials: { claudeCredentialsFile: file } })],
  });
  await made.start();
  await made.tray.menuThat(hasLabel('Sign in to Work...'));
  write(service.token);
  await session.connected();
  await made.tray.menuThat(hasNoLabel('Sign in to Work...'));
});

test('settings that are not readable are set aside and told, and the rest works', async () => {
  const made = await deskWith({ accessToken: service.token });
  mkdirSync(made.profileDir, { recursive: true });
  const broken = '{"theme": "dark", ';
  writeFileSync(join(made.profileDir, 'settings.json'), broken);
  const app = await made.startDriven();
  await session.connected();
  const aside = readdirSync(made.profileDir).filter((name) => name.startsWith('settings.broken-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(made.profileDir, aside[0] ?? ''), 'utf8')).toBe(broken);
  await made.tray.click('Open Gatehouse');
  const problems = (await app.window()).getByRole('region', { name: 'Problems', exact: true });
  await problems.getByText(/settings\.broken-/).waitFor();
});

test('a decision that cannot be stored is refused where it was made, and nothing is sent', async () => {
  const made = await deskWith({ accessToken: service.token });
  mkdirSync(join(made.profileDir, 'outbox'), { recursive: true });
  const app = await made.startDriven();
  await session.connected();
  const ask = session.ask({ input: { command: 'npm publish' } });
  const notification = await made.notifications.shown(({ body }) => body.includes('npm publish'));
  await made.notifications.invoke(notification.id, 'allow');
  await expect.poll(() => JSON.stringify(made.log()), { timeout: 10_000 }).toContain('not-saved');
  await made.tray.menuThat(hasLabel('npm publish'));
  await made.tray.click('Open Gatehouse');
  const page = await app.window();
  await page.locator('article.ask').filter({ hasText: 'npm publish' }).waitFor();
  await page.getByRole('region', { name: 'Problems', exact: true }).waitFor();
  expect(session.answers.filter(({ requestId }) => requestId === ask.requestId)).toEqual([]);
});
