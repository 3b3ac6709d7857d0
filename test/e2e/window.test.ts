import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startCcrService,
  workConnection,
  type CcrService,
  type CcrSession,
  type OpenAsk,
} from '../support/ccr-service/index.ts';
import { startDesk, type Desk } from '../support/desk.ts';
import type { DrivenApp } from '../support/driven-app.ts';

const TYPED_TOKEN = 'sk-ant-oat01-typed-77aa0c1e5b';
const ANSWER_WITHIN_MS = 15_000;

describe('the window of the app', () => {
  let service: CcrService;
  let second: CcrService;
  let session: CcrSession;
  let desk: Desk;
  let app: DrivenApp;
  let page: Page;

  beforeAll(async () => {
    service = await startCcrService();
    second = await startCcrService({ token: TYPED_TOKEN });
    second.addSession({ title: 'Typed in' });
    session = service.addSession({ title: 'Payments API' });
    desk = await startDesk();
    desk.configure({
      notifications: { sound: false },
      connections: [
        workConnection(service),
        { id: 'broken', kind: 'ccr', name: 'Broken', baseUrl: 'ftp://nowhere', credentials: { accessToken: 'x' } },
      ],
    });
    app = await desk.startDriven();
    await session.connected();
    await desk.tray.click('Open Gatehouse');
    page = await app.window();
  });

  afterAll(async () => {
    await desk.stop();
    await service.stop();
    await second.stop();
  });

  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const go = (place: string) =>
    page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name: new RegExp(`^${place}`) })
      .click();
  const cardOf = (text: string) => page.locator('article.ask').filter({ hasText: text });
  const button = (within: Locator | Page, name: string | RegExp) => within.getByRole('button', { name, exact: true });
  /** Presses a button once it takes the press. */
  async function press(within: Locator | Page, name: string | RegExp): Promise<void> {
    const wanted = button(within, name).and(page.locator(':not([aria-disabled])'));
    await wanted.click({ timeout: ANSWER_WITHIN_MS });
  }
  const resultTo = async (ask: OpenAsk) => (await session.answerTo(ask)).result;

  test('opens from the tray on the inbox, which is empty', async () => {
    await region('Inbox').waitFor();
    await page.getByText('Nothing waits', { exact: true }).waitFor();
  });

  test('shows an ask as a card with its whole input, arms Allow after 400 ms, and tells when it is confirmed', async () => {
    await page.evaluate(() => {
      const seen: { card?: number; armed?: number } = {};
      Object.assign(window, { arming: seen });
      new MutationObserver(() => {
        const allow = [...document.querySelectorAll('article.ask button')].find((each) =>
          each.textContent?.startsWith('Allow once'),
        );
        if (allow === undefined) return;
        seen.card ??= performance.now();
        if (!allow.hasAttribute('aria-disabled')) seen.armed ??= performance.now();
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const command = `printf '%s' first && echo ${'long-argument '.repeat(60)} && echo the-end`;
    const ask = session.ask({ input: { command } });
    const card = cardOf('the-end');
    await card.waitFor();
    expect(await card.textContent()).toContain(command);
    await press(card, 'Allow once');
    expect(await resultTo(ask)).toMatchObject({ behavior: 'allow', updatedInput: { command } });
    const seen = await page.evaluate(() => Reflect.get(window, 'arming') as { card: number; armed: number });
    expect(seen.armed - seen.card).toBeGreaterThanOrEqual(390);
    await page
      .getByRole('region', { name: 'Decided lately' })
      .getByText(/allowed.*confirmed/)
      .first()
      .waitFor();
    await card.waitFor({ state: 'detached' });
  });

  test('sends a typed reason to the session word for word', async () => {
    const ask = session.ask({ input: { command: 'rm -rf dist' } });
    const card = cardOf('rm -rf dist');
    await press(card, 'Deny with a reason...');
    const reason = 'Not now: "dist" is served — ask me after 18:00 <b>please</b>';
    await card.getByLabel('Why? The agent reads this.').fill(reason);
    await press(card, 'Deny with this reason');
    expect(await resultTo(ask)).toMatchObject({ behavior: 'deny', message: reason });
  });

  test('opens the reason box from the tray entry', async () => {
    const ask = session.ask({ input: { command: 'git push --force' } });
    await desk.tray.menuThat((menu) => menu.some(({ label }) => label.includes('git push --force')));
    await desk.tray.click('Bash: git push --force (Payments API)', 'Deny with a reason...');
    await cardOf('git push --force').getByLabel('Why? The agent reads this.').fill('no force');
    await press(cardOf('git push --force'), 'Deny with this reason');
    expect(await resultTo(ask)).toMatchObject({ behavior: 'deny', message: 'no force' });
  });

  test('sends an edited command, and leaves the rest of the input as it was', async () => {
    const ask = session.ask({ inputText: '{"command":"npm test","n":9007199254740993}' });
    const card = cardOf('npm test');
    await press(card, /^Edit\.\.\./);
    await card.getByLabel('Command to run instead').fill('npm test -- --run');
    await press(card, 'Allow this edit');
    expect((await session.answerTo(ask)).text).toContain(
      '"updatedInput":{"command":"npm test -- --run","n":9007199254740993}',
    );
  });

  test('answers one question by one click, and with words of one’s own', async () => {
    const input = {
      questions: [
        {
          question: 'Which port?',
          header: 'Port',
          multiSelect: false,
          options: [
            { label: '8080', description: 'usual' },
            { label: '9090', description: 'other' },
          ],
        },
      ],
    };
    const first = session.ask({ toolName: 'AskUserQuestion', input });
    await press(cardOf('Which port?'), /^9090/);
    expect(await resultTo(first)).toMatchObject({
      behavior: 'allow',
      updatedInput: { answers: { 'Which port?': '9090' } },
    });
    await cardOf('Which port?').waitFor({ state: 'detached' });
    const own = session.ask({ toolName: 'AskUserQuestion', input });
    await press(cardOf('Which port?'), 'Something else...');
    await cardOf('Which port?').getByLabel('Your own answer').fill('any free one');
    await press(cardOf('Which port?'), 'Send answer');
    expect(await resultTo(own)).toMatchObject({ updatedInput: { answers: { 'Which port?': 'any free one' } } });
  });

  test('answers several choices together', async () => {
    const options = ['Linux', 'macOS', 'Windows'].map((label) => ({ label, description: `on ${label}` }));
    const ask = session.ask({
      toolName: 'AskUserQuestion',
      input: { questions: [{ question: 'Which systems?', header: 'OS', multiSelect: true, options }] },
    });
    const card = cardOf('Which systems?');
    await card.getByLabel(/Windows/).check();
    await card.getByLabel(/Linux/).check();
    await press(card, /^Send answers?$/);
    expect(await resultTo(ask)).toMatchObject({ updatedInput: { answers: { 'Which systems?': 'Linux, Windows' } } });
  });

  test('approves a plan with the mode that follows it', async () => {
    const ask = session.ask({ toolName: 'ExitPlanMode', input: { plan: '# Move the docs\n\n1. copy\n2. check' } });
    const card = cardOf('Move the docs');
    await card.getByLabel('Edit files without asking').check();
    await press(card, 'Approve the plan');
    expect(await resultTo(ask)).toMatchObject({
      behavior: 'allow',
      updatedPermissions: [{ type: 'setMode', mode: 'acceptEdits', destination: 'session' }],
    });
  });

  test('fills in a form that a server asks for', async () => {
    const ask = session.control('elicitation', {
      mcp_server_name: 'tickets',
      message: 'Which ticket is it?',
      mode: 'form',
      requested_schema: {
        type: 'object',
        properties: { ticket: { type: 'string', title: 'Ticket' } },
        required: ['ticket'],
      },
    });
    const card = cardOf('Which ticket is it?');
    await card.getByLabel('Ticket').fill('GH-7');
    await press(card, 'Send');
    expect((await session.answerTo(ask)).frame.response?.response).toMatchObject({
      action: 'accept',
      content: { ticket: 'GH-7' },
    });
  });

  test('shows in a session what it says, and sends it a message with one id', async () => {
    await go('Sessions');
    await region('Sessions')
      .getByRole('button', { name: /Payments API/ })
      .click();
    await region('Session').waitFor();
    session.say('The **migration** is ready.');
    await region('Session').getByText('migration', { exact: true }).waitFor();
    await page.getByLabel('Message to this session').fill('Go on, please');
    await press(region('Session'), 'Send');
    await region('Session').getByText('Go on, please').first().waitFor();
    await region('Session')
      .getByText(/Turn ended/)
      .last()
      .waitFor();
    const sent = session.frames.filter(({ text }) => text.includes('Go on, please'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toMatch(/"uuid":"[0-9a-f-]{36}"/);
  });

  test('changes the mode of a session and interrupts it', async () => {
    await page.getByLabel('Mode').selectOption('plan');
    await expect.poll(() => session.mode).toBe('plan');
    await press(region('Session'), 'Interrupt');
    await expect
      .poll(() => session.frames.filter(({ frame }) => frame.request?.subtype === 'interrupt').length)
      .toBe(1);
  });

  test('lists the decisions in the journal, and finds them', async () => {
    await go('Journal');
    await region('Journal').getByText('Bash: rm -rf dist').first().waitFor();
    await page.getByLabel('Search the journal').fill('no force');
    await region('Journal').getByText('Bash: git push --force').first().waitFor();
    await region('Journal').getByText('Bash: rm -rf dist').first().waitFor({ state: 'detached' });
  });

  test('names the place of a mistake in the managed configuration while the rest works, and locks what is managed', async () => {
    const problems = region('Problems');
    expect(await problems.textContent()).toMatch(/managed\.json.*connections.*baseUrl/);
    await go('Connections');
    const work = page.getByRole('article', { name: 'Work' });
    await work.getByText('Fixed by the managed configuration').waitFor();
    expect(await work.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
    expect(await work.getByRole('button', { name: 'Remove', exact: true }).count()).toBe(0);
    await go('Settings');
    expect(await page.getByLabel('Play a sound').isDisabled()).toBe(true);
    const refused = await page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as { call(name: string, input: unknown): Promise<unknown> };
      return bridge.call('connection:remove', { connectionId: 'work' });
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'managed' } });
  });

  test('tests, adds and removes a connection, and writes its token to no file', async () => {
    await go('Connections');
    await press(page, 'Add a connection');
    await page.getByLabel(/^Name/).fill('Second');
    await page.getByLabel(/^Address of the service/).fill(second.baseUrl);
    await page.getByLabel(/^Access token/).fill('wrong-token');
    await press(page, 'Test');
    await page.getByText(/did not accept the token\. \(HTTP 401\)/).waitFor();
    await page.getByLabel(/^Access token/).fill(TYPED_TOKEN);
    await press(page, 'Test');
    await page.getByText('It works: 1 session found.').waitFor();
    await press(page, 'Save');
    const card = page.getByRole('article', { name: 'Second' });
    await card.getByText('live', { exact: true }).waitFor();
    for (const name of ['settings.json', 'logs/gatehouse.log']) {
      expect(readFileSync(join(desk.profileDir, name), 'utf8')).not.toContain(TYPED_TOKEN);
    }
    await press(card, 'Remove');
    await press(card, 'Yes, remove it');
    await card.waitFor({ state: 'detached' });
  });

  test('keeps a changed setting over a restart', async () => {
    const hidden = () => page.getByRole('checkbox', { name: /^Hide what is asked(?! while)/ });
    await go('Settings');
    await page.getByLabel('Theme').selectOption('dark');
    await hidden().click();
    await expect.poll(() => hidden().isChecked()).toBe(true);
    await expect.poll(() => readFileSync(join(desk.profileDir, 'settings.json'), 'utf8')).toContain('dark');
    expect(await app.quit()).toBe(0);
    app = await desk.startDriven();
    await desk.tray.click('Settings...');
    page = await app.window();
    await region('Settings').waitFor();
    expect(await page.getByLabel('Theme').inputValue()).toBe('dark');
    expect(await hidden().isChecked()).toBe(true);
  });
});
