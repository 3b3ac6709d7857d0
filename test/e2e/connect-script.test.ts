import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startDesk, type Desk } from '../support/desk.ts';

const BEFORE = '{\n\t"model": "opus",\n\t"hooks": { "Stop": [] }\n}';
const SOON = { timeout: 15_000 };

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.stop();
  desk = null;
});

/** Somebody's desktop with settings of Claude Code in their home. */
async function deskWithSettings() {
  const made = await startDesk();
  desk = made;
  const settingsPath = join(made.env['HOME'] ?? '', '.claude', 'settings.json');
  mkdirSync(dirname(settingsPath));
  writeFileSync(settingsPath, BEFORE);
  chmodSync(settingsPath, 0o640);
  const text = () => readFileSync(settingsPath, 'utf8');
  return {
    made,
    settingsPath,
    text,
    hasHooks: () => text().includes('x-gatehouse-token'),
    /** What the gateway says to somebody without the token; fails where nobody listens. */
    knock: async () => {
      const url = /"url": "(http:[^"]+)"/.exec(text())?.[1] ?? '';
      return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status;
    },
  };
}

test.each([
  ['with a display', {}],
  ['without one', { DISPLAY: undefined, WAYLAND_DISPLAY: undefined }],
])('scripts connect and disconnect Claude Code %s, with one line and code 0', async (_name, more) => {
  const { made, settingsPath, text, hasHooks } = await deskWithSettings();
  expect(await made.runScript(['--connect-claude'], more)).toEqual({
    code: 0,
    lines: [`Connected: ${settingsPath} holds the hooks of Gatehouse.`],
  });
  expect(hasHooks()).toBe(true);
  expect(statSync(settingsPath).mode & 0o777).toBe(0o600);
  expect(await made.runScript(['--disconnect-claude'], more)).toEqual({
    code: 0,
    lines: [`Disconnected: ${settingsPath} holds no hooks of Gatehouse.`],
  });
  expect(text()).toBe(BEFORE);
  expect(statSync(settingsPath).mode & 0o777).toBe(0o640);
  expect(readdirSync(dirname(settingsPath))).toEqual(['settings.json']);
});

test('a script leaves settings alone that it cannot read, says where, and ends with 1', async () => {
  const { made, settingsPath, text } = await deskWithSettings();
  writeFileSync(settingsPath, '{ "model": opus }');
  const { code, lines } = await made.runScript(['--connect-claude'], { DISPLAY: undefined });
  expect(code).toBe(1);
  expect(lines).toEqual(["Left alone: Claude Code's settings cannot be read (line 1, column 12: expected a value)."]);
  expect(text()).toBe('{ "model": opus }');
});

test('beside a running Gatehouse a script connects it at once, and takes the hooks out again', async () => {
  const { made, text, hasHooks, knock } = await deskWithSettings();
  const app = await made.startDriven();
  await made.tray.click('Open Gatehouse');
  const page = await app.window();
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Connections/ })
    .click();
  const card = page.getByRole('article', { name: 'Claude Code on this computer' });
  await card.getByRole('button', { name: /^Connect/ }).waitFor();

  expect((await made.runScript(['--connect-claude'])).code).toBe(0);
  await card.getByText('connected', { exact: true }).waitFor();
  await card.getByRole('button', { name: 'Try it' }).waitFor();
  await expect.poll(knock, SOON).toBe(401);
  expect(app.child.exitCode).toBe(null);

  expect((await made.runScript(['--disconnect-claude'])).code).toBe(0);
  await card.getByText('not connected', { exact: true }).waitFor();
  expect(text()).toBe(BEFORE);
  expect(hasHooks()).toBe(false);
});

test('hooks go when Gatehouse is ended as the system does it, and are back at its next start', async () => {
  const { made, text, hasHooks, knock } = await deskWithSettings();
  expect((await made.runScript(['--connect-claude'])).code).toBe(0);
  const first = await made.start();
  await expect.poll(knock, SOON).toBe(401);
  expect(await first.quit()).toBe(0);
  expect(text()).toBe(BEFORE);

  const second = await made.start();
  await expect.poll(hasHooks, SOON).toBe(true);
  await expect.poll(knock, SOON).toBe(401);
  // Nobody could take them out: they stay until the next start.
  await second.kill();
  expect(hasHooks()).toBe(true);
  const third = await made.start();
  await expect.poll(knock, SOON).toBe(401);
  expect(await third.quit()).toBe(0);
  expect(text()).toBe(BEFORE);
});
