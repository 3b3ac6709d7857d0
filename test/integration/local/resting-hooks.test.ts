import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClaudeCode } from '../../../main/backends/local/claude-settings/installed-claude.ts';
import { systemClock as clock } from '../../../main/net/system-clock.ts';
import { systemRandom as random } from '../../../main/net/system-random.ts';
import { localConnectionSchema } from '../../../shared/model/settings.ts';
import { connectClaude } from '../../support/connect-claude.ts';
import { startHeadless } from '../../support/headless.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const BEFORE = '{\n\t"model": "opus", // mine\n\t"permissions": {}\n}';

async function computer() {
  const homeDir = await tempDir();
  const configDir = join(homeDir, '.claude');
  const settingsPath = join(configDir, 'settings.json');
  await mkdir(configDir);
  await writeFile(settingsPath, BEFORE, { mode: 0o644 });
  const profileDir = join(homeDir, 'profile');
  const here = { id: 'here', kind: 'local', name: 'Here', configDir, port: 48_300 };
  return {
    profileDir,
    configDir,
    settings: () => readFile(settingsPath, 'utf8'),
    start: (connections: readonly unknown[] = [here]) =>
      startHeadless({ profileDir, config: { connections }, environment: { CLAUDE_CONFIG_DIR: configDir } }),
    /** What `--connect-claude` and `--disconnect-claude` do, in a process of their own. */
    script: async (change: 'connect' | 'disconnect') => {
      const log = recordingLog();
      const openFolder = () => Promise.resolve(false);
      const platform = process.platform;
      const host = { profileDir, homeDir, environment: {}, platform, clock, random, log, openFolder };
      const claude = createClaudeCode({ host, ensureListening: (port) => Promise.resolve(port) });
      claude.use(localConnectionSchema.parse(here));
      expect(await claude.applyNow(change)).toMatchObject({ ok: true });
      await claude.stop();
    },
  };
}

test('hooks are out of the settings while Gatehouse is closed, and back when it runs', async () => {
  const { start, settings } = await computer();
  const first = await start();
  await connectClaude(first.handlers);
  expect(await settings()).toContain('x-gatehouse-token');
  await first.stop();
  expect(await settings()).toBe(BEFORE);

  const second = await start();
  await second.until(() => second.view.claudeCode?.hooks.tag === 'connected', 'hooks');
  expect(await settings()).toContain('x-gatehouse-token');
  await second.stop();
  expect(await settings()).toBe(BEFORE);
});

test('a connection that is only set up anew keeps its hooks in place', async () => {
  const { start, settings, configDir } = await computer();
  const app = await start([]);
  await connectClaude(app.handlers);
  await app.until(() => app.view.connections.some(({ state }) => state.tag === 'live'), 'connection');
  const before = await settings();
  const saved = await app.handlers['connection:save']({
    connection: localConnectionSchema.parse({ id: 'here', kind: 'local', name: 'Renamed', configDir }),
  });
  expect(saved.ok).toBe(true);
  await app.until(
    () => app.view.connections.some(({ name, state }) => name === 'Renamed' && state.tag === 'live'),
    'the new one',
  );
  expect(await settings()).toBe(before);
  await app.stop();
});

test('disconnecting while Gatehouse is closed keeps the hooks out for good', async () => {
  const { start, settings, script } = await computer();
  const first = await start();
  await connectClaude(first.handlers);
  await first.stop();
  await script('disconnect');
  const second = await start();
  await second.until(() => second.view.claudeCode?.gatewayPort, 'gateway');
  expect([second.view.claudeCode?.hooks.tag, await settings()]).toEqual(['not-connected', BEFORE]);
  await second.stop();
});

test('a Gatehouse that runs without the connection adds it when a script puts the hooks in', async () => {
  const { start, script } = await computer();
  const app = await start([]);
  expect(app.view.connections).toEqual([]);
  await script('connect');
  const added = await app.until(() => app.view.connections.find(({ kind }) => kind === 'local'), 'connection');
  expect(added.name).toBe('This computer');
  await app.stop();
});
