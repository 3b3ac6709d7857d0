import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startDesk } from '../support/desk.ts';
import type { MenuEntry } from '../support/desktop/tray-host.ts';
import { run } from '../support/messages-api-script.ts';
import { freePort } from '../support/net/servers.ts';
import { realClaude } from '../support/real-claude.ts';

const bash = (command: string) => run('Bash', { command, description: 'a test' });
const ANSWER_WITHIN_MS = 15_000;

/** A desktop, and on it a person with the real Claude Code. */
async function deskWithClaude() {
  const claude = await realClaude();
  const desk = await startDesk();
  onTestFinished(() => desk.stop());
  const { configDir, program, workDir } = claude.home;
  return {
    claude,
    desk,
    connection: { id: 'here', kind: 'local', name: 'This computer', configDir, program, port: await freePort() },
    has: (name: string) => existsSync(join(workDir, name)),
    hooks: () => {
      const { settingsPath } = claude.home;
      return existsSync(settingsPath) && readFileSync(settingsPath, 'utf8').includes('PermissionRequest');
    },
  };
}

test(
  'connected by a switch, an ask of print mode is allowed from its notification and one of a terminal denied in the tray',
  { timeout: 120_000 },
  async () => {
    const { claude, desk, connection, has, hooks } = await deskWithClaude();
    desk.configure({ connections: [connection] });
    expect(await desk.startAgain(['--connect-claude'])).toBe(0);
    expect(hooks()).toBe(true);
    const app = await desk.start({ env: claude.home.env });

    const { ended } = await claude.runPrint(`${bash('touch made')}\nSAY done`);
    const notification = await desk.notifications.shown(({ body }) => body.includes('touch made'));
    expect(notification.actions).toEqual(expect.arrayContaining(['allow', 'deny', 'open']));
    expect(has('made')).toBe(false);
    await desk.notifications.invoke(notification.id, 'allow');
    expect(await ended).toMatchObject({ code: 0, stdout: 'done\n' });
    expect(has('made')).toBe(true);

    const terminal = await claude.startTerminal();
    await terminal.prompt(`${bash('touch never')}\nSAY done`);
    const asked = await desk.notifications.shown(({ body }) => body.includes('touch never'));
    const isAsk = ({ label }: MenuEntry) => label.startsWith('Bash: touch never (');
    const menu = await desk.tray.menuThat((entries) => entries.some(isAsk));
    await desk.tray.click(menu.find(isAsk)?.label ?? '', 'Deny');
    await terminal.untilScreen(/● done/);
    await desk.notifications.withdrawn(asked.id);
    expect(has('never')).toBe(false);

    expect(await app.quit()).toBe(0);
    // Nobody listens now, and Claude Code would tell the person so at every call.
    expect(hooks()).toBe(false);
    expect(await desk.startAgain(['--disconnect-claude'])).toBe(0);
    const next = await desk.start({ env: claude.home.env });
    const { ended: alone } = await claude.runPrint(`${bash('touch never')}\nSAY done`);
    await alone;
    expect([hooks(), has('never')]).toEqual([false, false]);
    expect(await next.quit()).toBe(0);
  },
);

test(
  'from the window: Claude Code is connected by its button, and a session is started, answered and ended',
  { timeout: 120_000 },
  async () => {
    const { claude, desk, has, hooks } = await deskWithClaude();
    const app = await desk.startDriven({ env: claude.home.env });
    await desk.tray.click('Open Gatehouse');
    const page = await app.window();
    const press = (name: string) =>
      page.getByRole('button', { name }).and(page.locator(':not([aria-disabled])')).first().click();
    await press('Connect Claude Code');
    const dialog = page.getByRole('dialog', { name: 'Connect Claude Code' });
    expect(await dialog.getByRole('region', { name: 'The exact change' }).textContent()).toContain('PermissionRequest');
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(hooks()).toBe(true);

    await desk.tray.menuThat((menu) => menu.some(({ label }) => label.startsWith('New session')));
    await desk.tray.click('New session...');
    const form = page.getByRole('dialog', { name: 'New session' });
    await form.getByLabel('Folder', { exact: true }).fill(claude.home.workDir);
    await form.getByLabel('What should it do?').fill(`${bash('touch made')}\nSAY all is done`);
    await form.getByRole('button', { name: 'Start', exact: true }).click();

    // It is the session in front, so that no notification is needed.
    const card = page.locator('article.ask').filter({ hasText: 'touch made' });
    expect(await card.textContent()).toContain(claude.home.workDir);
    expect(has('made')).toBe(false);
    await card
      .getByRole('button', { name: /^Allow once/ })
      .and(page.locator(':not([aria-disabled])'))
      .click();
    await page.getByText('all is done', { exact: true }).first().waitFor();
    expect(has('made')).toBe(true);
    await expect.poll(() => claude.api.toolResults.length, { timeout: ANSWER_WITHIN_MS }).toBe(1);

    await press('End');
    await press('Yes, end it');
    await page.getByRole('button', { name: 'Continue', exact: true }).waitFor();
  },
);
