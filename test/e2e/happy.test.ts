import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MenuEntry } from '../support/desktop/tray-host.ts';
import type { ShownNotification } from '../support/desktop/notification-daemon.ts';
import type { DrivenApp } from '../support/driven-app.ts';
import { bashAsk, planAsk, questionAsk, type HappyAgent } from '../support/happy-agent/index.ts';
import { clickTray, handsOn, openWindow, startHappyDesk, type Hands, type HappyDesk } from '../support/happy-desk.ts';

const shows = (text: string) => (notification: ShownNotification) => notification.body.includes(text);
const hasEntry = (text: string) => (menu: readonly MenuEntry[]) => menu.some(({ label }) => label.includes(text));
const hasNoAsk = (text: string) => (menu: readonly MenuEntry[]) =>
  !menu.some(({ label, entries }) => label.includes(text) && entries.length > 0);

const SILENT = 'Its terminal has control: it asks there, and nowhere else.';

describe('a Happy account on the real desktop', () => {
  let rig: HappyDesk;
  let app: DrivenApp;
  let page: Page;
  let hands: Hands;
  let agent: HappyAgent;
  let recoveryKey = '';

  beforeAll(async () => {
    rig = await startHappyDesk();
    agent = await rig.agent('Payments API');
    await rig.agent('Docs', { flavor: 'codex' });
    app = await rig.desk.startDriven();
    page = await openWindow(rig.desk, app);
    hands = handsOn(page);
  });

  afterAll(() => rig.stop());

  /** Types the address of the server and chooses how to come in. */
  async function choose(way: string): Promise<void> {
    await page.getByText('Server', { exact: true }).click();
    await page.getByLabel('Address of the server').fill(rig.server.baseUrl);
    await page.getByRole('button', { name: new RegExp(`^${way}`) }).click();
  }

  test('is joined by the code that the phone reads, once its fingerprint was compared', async () => {
    await hands.go('Connections');
    await hands.press('Add Happy account');
    await choose('Link with the phone');
    await page.getByRole('img', { name: /^QR code that links this computer/ }).waitFor();
    const link = await page.getByLabel('Or open this link on a device of the account').inputValue();
    expect(link).toMatch(/^happy:\/\/\/account\?[\w-]{43}$/);
    await rig.phone.approveDevice(link);

    const flow = page.getByRole('region', { name: 'Is this your account?' });
    await flow.waitFor();
    const facts = await flow.textContent();
    expect(facts).toContain(rig.fingerprint);
    expect(facts).toContain('2 sessions');
    await flow.getByLabel('Name').fill('My machines');
    await hands.press('Join', flow);
    // There is no keychain on this desktop, and the person must know it.
    await page.getByText(/no safe keychain, so the key is kept in memory only/).waitFor();
    await hands.press('Done');
    const card = hands.accountCard('My machines');
    await card.getByText('live', { exact: true }).waitFor();
    expect(await card.textContent()).toContain(rig.fingerprint);
    await hands.go('Sessions');
    for (const title of ['Payments API', 'Docs'])
      await hands
        .region('Sessions')
        .getByRole('button', { name: new RegExp(title) })
        .waitFor();
  });

  test('gives its recovery key to the clipboard and to a file that nobody else can read', async () => {
    await hands.go('Connections');
    const card = hands.accountCard('My machines');
    await hands.press('Keep recovery key...', card);
    await hands.press('Copy the key', card);
    await card.getByText(/^The key is in the clipboard/).waitFor();
    recoveryKey = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(recoveryKey).toMatch(/^([A-Z2-7]{5}-){10}[A-Z2-7]{2}$/);
    const path = join(rig.desk.env['HOME'] ?? '', 'kept-key.txt');
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await hands.press('Save to a file...', card);
    await card.getByText(/^The key is saved in the file/).waitFor();
    expect(readFileSync(path, 'utf8')).toBe(`${recoveryKey}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('an ask is allowed from its notification: the tool runs there, and it is gone here', async () => {
    const { id, outcome } = await agent.ask(bashAsk('npm publish'));
    const notification = await rig.desk.notifications.shown(shows('npm publish'));
    expect(notification.title).toContain('Payments API');
    await rig.desk.tray.menuThat(hasEntry('npm publish'));
    await rig.desk.notifications.invoke(notification.id, 'allow');
    expect(await outcome).toMatchObject({ status: 'approved' });
    expect(await rig.phone.completed(agent.id, id)).toMatchObject({ status: 'approved' });
    await rig.desk.tray.menuThat(hasNoAsk('npm publish'));
    expect(rig.desk.notifications.showing.filter(shows('npm publish'))).toEqual([]);
    await hands.go('Inbox');
    await hands.receipt(/allowed from the notification · confirmed by the session/).waitFor();
  });

  test('a reason typed in the window reaches the agent word for word', async () => {
    const { outcome } = await agent.ask(bashAsk('rm -rf dist'));
    const card = hands.cardOf('rm -rf dist');
    await card.waitFor();
    await page
      .getByText(/^waits for you · live/)
      .first()
      .waitFor();
    await hands.press('Deny with a reason...', card);
    const reason = 'Not now: "dist" is served — ask after 18:00 <b>please</b>';
    await card.getByLabel('Why? The agent reads this.').fill(reason);
    await hands.press('Deny with this reason', card);
    expect(await outcome).toMatchObject({ status: 'denied', params: { reason } });
    await card.waitFor({ state: 'detached' });
  });

  test('a question is answered in the window', async () => {
    const { outcome } = await agent.ask(questionAsk('Which port?', ['8080', '9090']));
    const card = hands.cardOf('Which port?');
    await card.waitFor();
    await hands.press(/^9090/, card);
    expect(await outcome).toMatchObject({ status: 'approved', input: { answers: { 'Which port?': '9090' } } });
  });

  test('a plan is approved together with the mode that follows it', async () => {
    const { outcome } = await agent.ask(planAsk('# Move the docs\n\n1. copy\n2. check'));
    const card = hands.cardOf('Move the docs');
    await card.waitFor();
    await card.getByLabel('Edit files without asking').check();
    await hands.press('Approve the plan', card);
    expect(await outcome).toMatchObject({ status: 'approved', params: { mode: 'acceptEdits' } });
  });

  test('an ask is allowed in its submenu of the tray', async () => {
    const { outcome } = await agent.ask(bashAsk('make release'));
    const menu = await rig.desk.tray.menuThat(hasEntry('make release'));
    const label = menu.find((entry) => entry.label.includes('make release'))?.label ?? '';
    expect(label).toBe('Bash: make release (Payments API)');
    await clickTray(rig.desk, label, 'Allow once');
    expect(await outcome).toMatchObject({ status: 'approved' });
  });

  test('what the phone answers is gone from every surface, and the tray tells where it was answered', async () => {
    const { id, outcome } = await agent.ask(bashAsk('git tag v2'));
    const notification = await rig.desk.notifications.shown(shows('git tag v2'));
    const card = hands.cardOf('git tag v2');
    await card.waitFor();
    await rig.phone.deny(agent.id, id);
    expect(await outcome).toMatchObject({ status: 'denied' });
    await rig.desk.notifications.withdrawn(notification.id);
    await card.waitFor({ state: 'detached' });
    await hands.receipt(/answered elsewhere/).waitFor();
    const menu = await rig.desk.tray.menuThat(hasEntry('answered on another device'));
    expect(menu.map(({ label }) => label)).toContain('Bash: git tag v2 (Payments API): answered on another device');
  });

  test('an ask outlives an outage of the server, and its answer arrives once', async () => {
    const { id, outcome } = await agent.ask(bashAsk('terraform apply'));
    const card = hands.cardOf('terraform apply');
    await card.waitFor();
    await rig.server.close();
    await hands.go('Connections');
    await hands
      .accountCard('My machines')
      .getByText(/^retrying/)
      .waitFor();
    await hands.go('Inbox');
    await hands.press('Allow once', card);
    await hands.receipt(/not sent yet: it goes out when the session is back/).waitFor();
    await rig.server.open();
    expect(await outcome).toMatchObject({ status: 'approved' });
    await hands.receipt(/allowed in this window · confirmed by the session/).waitFor();
    expect(agent.requests.answers.all.filter((answer) => answer.id === id)).toHaveLength(1);
  });

  test('a session that its terminal holds says why it is silent, and is taken over only after a warning', async () => {
    const held = await rig.agent('Night build', { mode: 'local' });
    await hands.openSession('Night build');
    const session = hands.region('Session');
    await session.getByText(SILENT).waitFor();
    await hands.press('Take control', session);
    await session.getByText(/^Take control\? The screen in its terminal stops/).waitFor();
    expect(held.mode).toBe('local');
    await hands.press('Yes, take control', session);
    expect(await held.switches.next()).toBe('remote');
    await session.getByText(SILENT).waitFor({ state: 'detached' });

    await held.switchTo('local');
    expect(await held.switches.next()).toBe('local');
    await session.getByText(SILENT).waitFor();
    await session.getByLabel('Message to this session').fill('Use the other branch');
    await hands.press('Send', session);
    await session.getByText(/^Its terminal has control\. Sending stops the screen there/).waitFor();
    expect(await isInView(session.getByRole('button', { name: 'Send anyway' }))).toBe(true);
    expect(held.prompts.all).toEqual([]);
    await hands.press('Send anyway', session);
    expect((await held.prompts.next()).content.text).toBe('Use the other branch');
    expect(await held.switches.next()).toBe('remote');
    await session.getByText(SILENT).waitFor({ state: 'detached' });
  });

  test('a key held in memory is gone after a restart; a wrong one is told apart, the kept one signs in again', async () => {
    expect(await app.quit()).toBe(0);
    app = await rig.desk.startDriven();
    page = await openWindow(rig.desk, app);
    hands = handsOn(page);
    await hands.go('Connections');
    const card = hands.accountCard('My machines');
    await card.getByText('sign-in needed', { exact: true }).waitFor();
    await card.getByText(/it is signed out, or the key was kept in memory only/).waitFor();
    await hands.press('Sign in...', card);
    await page.getByRole('button', { name: /^Type the secret key/ }).click();
    await page.getByLabel('Secret key', { exact: true }).fill(recoveryKey.slice(0, -12));
    await hands.press('Continue');
    await page.getByText(/^This is not a secret key\. It has 52 letters and digits/).waitFor();
    await page.getByLabel('Secret key', { exact: true }).fill(recoveryKey.toLowerCase().replaceAll('-', ' '));
    await hands.press('Continue');
    const flow = page.getByRole('region', { name: 'Is this your account?' });
    await flow.waitFor();
    expect(await flow.textContent()).toContain(rig.fingerprint);
    await hands.press('Join', flow);
    await hands.press('Done');
    await card.getByText('live', { exact: true }).waitFor();
  });

  test('signing out deletes the key, and everything of the account leaves', async () => {
    const { id } = await agent.ask(bashAsk('npm run late'));
    const notification = await rig.desk.notifications.shown(shows('npm run late'));
    const card = hands.accountCard('My machines');
    await hands.press('Sign out...', card);
    await hands.press('Yes, sign out', card);
    await card.getByText('Signed out. The key is deleted from this computer.').waitFor();
    await card.getByText('sign-in needed', { exact: true }).waitFor();
    await rig.desk.notifications.withdrawn(notification.id);
    await rig.desk.tray.menuThat(hasNoAsk('npm run late'));
    await hands.go('Sessions');
    await page.getByText('No sessions yet.').waitFor();
    const kept = await page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as { call(name: string, input: unknown): Promise<unknown> };
      return bridge.call('happy:keep-key', { of: { connectionId: 'my-machines' }, way: 'clipboard' });
    });
    expect(kept).toMatchObject({ ok: false, error: { code: 'no-key' } });
    expect(await app.quit()).toBe(0);
    expect(agent.requests.answers.all.filter((answer) => answer.id === id)).toEqual([]);
    const key = rig.secret.toString('base64url');
    for (const file of filesBelow(rig.desk.profileDir)) {
      const text = readFileSync(file, 'latin1');
      expect([text.includes(key), text.includes(recoveryKey)], file).toEqual([false, false]);
    }
  });
});

/** Can it be seen without scrolling? */
const isInView = (place: Locator) =>
  place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
