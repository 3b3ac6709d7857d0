import { expect, test } from 'vitest';
import { connectionId } from '../../../shared/ids.ts';
import { startHeadless } from '../../support/headless.ts';
import { localPlace } from '../../support/local-desk.ts';
import { run } from '../../support/messages-api-script.ts';

const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: 'makes a file' });

test('a session started here is answered, outlives a restart of Gatehouse, and goes on where it stopped', async () => {
  const { claude, profileDir, config, has } = await localPlace();
  const start = () => startHeadless({ profileDir, config, environment: claude.home.env });
  const first = await start();
  await first.until(() => first.view.connections[0]?.state.tag === 'live', 'connection');
  const started = await first.handlers['session:start']({
    connectionId: connectionId('here'),
    folder: claude.home.workDir,
    prompt: `${touch('one')}\nSAY the first turn is over`,
    mode: 'default',
  });
  if (!started.ok) throw new Error(started.error.message);
  const { key } = started.value;
  const ask = await first.until(() => first.view.inbox[0], 'ask');
  expect(ask.sessionKey).toBe(key);
  await first.decide(ask);
  await first.receipt(ask.key, 'confirmed');
  const own = (app: typeof first) => app.view.sessions.find((session) => session.key === key);
  await first.until(() => own(first)?.activity.tag === 'idle', 'the end of the turn');
  expect(has('one')).toBe(true);
  await first.stop();

  const second = await start();
  const ended = await second.until(() => own(second)?.group === 'ended' && own(second), 'the ended session');
  expect(ended.capabilities).toMatchObject({ resume: true, sendMessage: false });
  expect(await second.handlers['session:resume']({ key })).toMatchObject({ ok: true });
  await second.until(() => own(second)?.capabilities.sendMessage, 'the session to go on');
  await second.handlers['session:watch']({ key });
  await second.handlers['session:send-message']({ key, text: `${touch('two')}\nSAY the second turn is over` });
  const again = await second.until(() => second.view.inbox[0], 'ask');
  await second.decide(again, { tag: 'deny', stop: false, reason: 'not this one' });
  await second.receipt(again.key, 'confirmed');
  await second.until(() => own(second)?.activity.tag === 'idle', 'the end of the turn');
  expect(has('two')).toBe(false);

  const older = await second.handlers['transcript:older']({ key });
  expect(older.ok && older.value.added).toBeGreaterThan(2);
  const page = await second.handlers['transcript:read']({ key, from: -200, count: 400 });
  const said = page.ok ? page.value.items.flatMap((item) => (item.tag === 'agent' ? [item.text] : [])) : [];
  expect(said).toEqual(['the first turn is over', 'the second turn is over']);
  await second.stop();
});
