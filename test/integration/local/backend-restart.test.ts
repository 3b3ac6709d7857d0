import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createOutbox } from '../../../main/storage/outbox.ts';
import { askKey, connectionId, sessionId } from '../../../shared/ids.ts';
import { localConnectionSchema } from '../../../shared/model/settings.ts';
import { aRequest } from '../../support/asks.ts';
import { connectClaude } from '../../support/connect-claude.ts';
import { startHeadless } from '../../support/headless.ts';
import { freePort } from '../../support/net/servers.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const SESSION = '7b3ab0a2-6ad8-4b0b-9bb7-6d2a1f0f5a11';
type App = Awaited<ReturnType<typeof startHeadless>>;

let app: App | null = null;
afterEach(() => app?.stop());

async function start(profileDir: string) {
  const here = { id: 'here', kind: 'local', name: 'Here', port: await freePort() };
  app = await startHeadless({ profileDir, config: { connections: [here] } });
  return { app, settings: localConnectionSchema.parse(here) };
}

/** A session that lives as long as this test does, and posts hooks as Claude Code's settings say. */
async function terminal(profileDir: string, { handlers }: App) {
  const configDir = join(profileDir, 'home', '.claude');
  await mkdir(join(configDir, 'sessions'), { recursive: true });
  const times = { statusUpdatedAt: Date.now(), startedAt: Date.now() };
  const entry = { pid: process.pid, sessionId: SESSION, cwd: profileDir, kind: 'interactive', entrypoint: 'cli' };
  await writeFile(
    join(configDir, 'sessions', `${process.pid}.json`),
    JSON.stringify({ ...entry, ...times, status: 'busy' }),
  );
  await connectClaude(handlers);
  return async (command: string): Promise<string | null> => {
    const settings = await readFile(join(configDir, 'settings.json'), 'utf8');
    const token = /"x-gatehouse-token": "([^"]+)"/.exec(settings)?.[1] ?? '';
    const url = /"url": "(http:[^"]+)"/.exec(settings)?.[1] ?? '';
    const common = { session_id: SESSION, cwd: profileDir, prompt_id: 'p', permission_mode: 'default' };
    const asks = { hook_event_name: 'PermissionRequest', tool_name: 'Bash', tool_input: { command } };
    const headers = { 'content-type': 'application/json', 'x-gatehouse-token': token };
    const body = JSON.stringify({ ...common, ...asks });
    return fetch(url, { method: 'POST', headers, body }).then(
      (response) => response.text(),
      () => null, // hung up on, which decides nothing
    );
  };
}

test('an ask that is open when the connection is set anew goes to its terminal, and the port stays', async () => {
  const profileDir = await tempDir();
  const { app: running, settings } = await start(profileDir);
  const ask = await terminal(profileDir, running);
  const answer = ask('first');
  const first = await running.until(() => running.view.inbox.find(({ short }) => short === 'first'), 'the first ask');
  const credentials = { token: () => Promise.reject(new Error('nobody is to be convinced here')) };
  const connection = { settings, managed: false, practice: false, credentials };
  for (const folder of ['/one', '/two', '/three'])
    await running.gatehouse.supervisor.run([{ ...connection, settings: { ...settings, askInAutoMode: [folder] } }]);
  expect([null, '{}']).toContain(await answer);
  await running.until(() => running.view.inbox.length === 0 || null, 'the first ask to go');
  expect(await running.decide(first)).toMatchObject({ ok: false });
  const again = ask('second');
  const second = await running.until(
    () => running.view.inbox.find(({ short }) => short === 'second'),
    'the second ask',
  );
  expect(await running.decide(second, { tag: 'deny', stop: false })).toMatchObject({ ok: true });
  expect(await again).toContain('"behavior":"deny"');
});

test('a decision of an earlier run is told as withdrawn: the call it was for is gone', async () => {
  const profileDir = await tempDir();
  const outbox = createOutbox({ path: join(profileDir, 'outbox'), log: recordingLog() });
  await outbox.open();
  const of = { connectionId: connectionId('here'), sessionId: sessionId(SESSION) };
  const keys = [];
  for (const [id, everSent] of [
    ['kept', false],
    ['sent', true],
  ] as const) {
    const request = aRequest({ id });
    const key = askKey(of.connectionId, of.sessionId, request.requestId, request.inputHash);
    keys.push(key);
    const decision = { decision: { tag: 'allow' }, surface: 'window', decidedAtMs: Date.now(), wire: '{}' } as const;
    await outbox.save({ ...of, ...decision, key, sessionTitle: 's', request, everSent });
  }
  await outbox.close();
  const { app: running } = await start(profileDir);
  for (const key of keys) await running.receipt(key, 'withdrawn');
  expect(running.view.inbox).toEqual([]);
  await running.stop();
  app = null;
  const kept = createOutbox({ path: join(profileDir, 'outbox'), log: recordingLog() });
  expect((await kept.open()).records).toEqual([]);
  await kept.close();
});
