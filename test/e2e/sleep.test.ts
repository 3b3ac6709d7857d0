import { afterEach, expect, test } from 'vitest';
import { startCcrService, workConnection } from '../support/ccr-service/index.ts';
import { startChaosProxy } from '../support/chaos-proxy.ts';
import { startDesk } from '../support/desk.ts';
import { startLoginManager } from '../support/desktop/login-manager.ts';
import type { MenuEntry } from '../support/desktop/tray-host.ts';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const offers = (command: string) => (menu: readonly MenuEntry[]) => menu.some(({ label }) => label.includes(command));

test('an allow that was decided before the computer slept is not sent by itself when it wakes', async () => {
  const service = await startCcrService();
  endings.push(() => service.stop());
  const line = await startChaosProxy(Number(new URL(service.baseUrl).port));
  endings.push(() => line.close());
  const login = await startLoginManager();
  endings.push(() => login.stop());
  const desk = await startDesk();
  endings.push(() => desk.stop());
  const session = service.addSession({ title: 'Payments API' });
  const baseUrl = `http://127.0.0.1:${line.port}`;
  desk.configure({
    connections: [workConnection({ baseUrl, token: service.token }, { sessions: [session.id] })],
  });
  await desk.start({ env: login.env });
  await session.connected();
  await login.listened();

  const ask = session.ask({ input: { command: 'npm publish' } });
  const notification = await desk.notifications.shown(({ body }) => body.includes('npm publish'));
  line.set({ tag: 'refuse' });
  line.cut('rst');
  await desk.notifications.invoke(notification.id, 'allow');
  await desk.tray.menuThat((menu) => !offers('npm publish')(menu));
  await login.sleep();
  await desk.tray.menuThat(offers('npm publish'));
  await login.wake();
  line.set({ tag: 'pass' });

  // What is asked after the link is back comes after everything that waited for it.
  session.ask({ input: { command: 'echo awake' } });
  await desk.tray.menuThat(offers('echo awake'));
  const answers = () => session.answers.filter(({ requestId }) => requestId === ask.requestId);
  expect(answers()).toEqual([]);

  const again = await desk.tray.menuThat(offers('npm publish'));
  const label = again.find((entry) => entry.label.includes('npm publish'))?.label ?? '';
  await desk.tray.click(label, 'Allow once');
  await expect.poll(() => answers().length, { timeout: 10_000 }).toBe(1);
});
