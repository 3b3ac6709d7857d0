import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MenuEntry } from '../support/desktop/tray-host.ts';
import { clickTray, handsOn, openWindow, startHappyDesk } from '../support/happy-desk.ts';
import { run } from '../support/messages-api-script.ts';
import { freePort } from '../support/net/servers.ts';
import { realClaude } from '../support/real-claude.ts';

const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: 'makes a file' });
const PATIENT = { timeout: 30_000 };

test(
  'a session of this computer is shared in its page, answered on the phone, and not shared any more',
  { timeout: 120_000 },
  async () => {
    const claude = await realClaude();
    const { configDir, program, workDir, env } = claude.home;
    const rig = await startHappyDesk();
    onTestFinished(() => rig.stop());
    const { desk, phone } = rig;
    desk.configure({
      connections: [
        { id: 'here', kind: 'local', name: 'This computer', configDir, program, port: await freePort() },
        {
          id: 'phone',
          kind: 'happy',
          name: 'My account',
          serverUrl: rig.server.baseUrl,
          credentials: { secretKey: rig.secret.toString('base64url') },
        },
      ],
    });
    const app = await desk.startDriven({ env });
    const page = await openWindow(desk, app);
    const hands = handsOn(page);
    const has = (name: string) => existsSync(join(workDir, name));

    await desk.tray.menuThat((menu) => menu.some(({ label }) => label === 'New session...'));
    await clickTray(desk, 'New session...');
    const form = page.getByRole('dialog', { name: 'New session' });
    await form.getByLabel('Folder', { exact: true }).fill(workDir);
    await form.getByLabel('What should it do?').fill('SAY hello from here');
    await hands.press('Start', form);
    const session = hands.region('Session');
    await session.getByText('hello from here', { exact: true }).first().waitFor(PATIENT);
    await hands.press('Share with your phone...', session);
    const panel = session.getByRole('group', { name: 'Share with your phone' });
    expect(await panel.getByLabel(/^Let them read and write files/).isChecked()).toBe(false);
    await hands.press('Share', panel);
    await session.getByText('Shared with "My account"').waitFor();
    await session.getByText('live', { exact: true }).waitFor();
    const shared = await phone.updates.find((update) => JSON.stringify(update).includes('"new-session"'));
    expect(shared).toBeDefined();
    const [there] = await phone.refresh();
    const id = there?.id ?? '';
    await expect.poll(async () => JSON.stringify(await phone.log(id)), PATIENT).toContain('hello from here');

    await hands.go('Journal'); // of the session in front no notification is needed
    await phone.write(id, `${touch('made')}\nSAY went on`);
    const notification = await desk.notifications.shown(({ body }) => body.includes('touch made'));
    const requests = async () => Object.keys((await phone.session(id)).state.requests ?? {});
    await expect.poll(requests, PATIENT).toHaveLength(1);
    expect(has('made')).toBe(false);
    await phone.allow(id, (await requests())[0] ?? '');
    await expect.poll(() => has('made'), PATIENT).toBe(true);
    await desk.notifications.withdrawn(notification.id);
    const isTold = ({ label }: MenuEntry) =>
      label.includes('touch made') && label.includes('answered on another device');
    await desk.tray.menuThat((menu) => menu.some(isTold));
    await hands.go('Inbox');
    await hands.receipt(/allowed on another device · confirmed by the session/).waitFor();

    await hands.go('Sessions');
    await hands
      .region('Sessions')
      .getByRole('button', { name: /shared with other devices/ })
      .first()
      .click();
    await session.getByText('went on', { exact: true }).first().waitFor(PATIENT);
    await hands.press('Stop sharing', session);
    await hands.press('Yes, stop sharing', session);
    await session.getByText('No longer shared. Everything was delivered before.').waitFor(PATIENT);
    await session.getByText('Shared with "My account"').waitFor({ state: 'detached' });
    await expect.poll(async () => (await phone.refresh())[0]?.metadata['lifecycleState'], PATIENT).toBe('archived');
    // A session that was started here still runs; whoever ends the app by a signal is not asked about it.
    expect(await app.quit()).toBe(0);
  },
);
