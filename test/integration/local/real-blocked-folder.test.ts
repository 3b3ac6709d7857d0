import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLocalDesk } from '../../support/local-desk.ts';
import { run } from '../../support/messages-api-script.ts';

/** The settings of folders are looked at every ten seconds. */
const LATE = { timeout: 45_000 };

test('a session whose folder switches hooks off says so beside one that asks, and takes it back when that changes', async () => {
  const { app, claude, ask } = await openLocalDesk();
  const quiet = await claude.home.trustFolder('quiet');
  const projectPath = join(quiet, '.claude', 'settings.json');
  await mkdir(join(quiet, '.claude'));
  await writeFile(projectPath, '{"disableAllHooks":true}');
  const silenceIn = (folder: string) => () => {
    const session = app.view.sessions.find(({ cwd }) => cwd === folder);
    return session === undefined ? undefined : [session.silence ?? 'asks', session.capabilities.answer];
  };
  const terminal = await claude.startTerminal({ workDir: quiet });
  await claude.startTerminal();
  await expect.poll(silenceIn(quiet), LATE).toEqual(['hooks-blocked', false]);
  await expect.poll(silenceIn(claude.home.workDir), LATE).toEqual(['asks', true]);
  await writeFile(projectPath, '{}');
  await expect.poll(silenceIn(quiet), LATE).toEqual(['asks', true]);
  await terminal.prompt(run('Bash', { command: 'touch made', description: 'a test' }));
  const asking = app.view.sessions.find(({ cwd }) => cwd === quiet);
  expect((await ask('touch made')).sessionKey).toBe(asking?.key);
});
