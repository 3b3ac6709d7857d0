import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, together } from '../../support/messages-api-script.ts';
import { realHappy, REAL_HAPPY_LIMIT_MS } from '../../support/real-happy.ts';

const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: `make ${name}` });
const CLIS = [{ cli: 'happy' }, { cli: 'happy-coder' }] as const;

describe.each(CLIS)('the published $cli', { timeout: REAL_HAPPY_LIMIT_MS }, ({ cli }) => {
  test('takes an abort as a cancelled request, goes on, and ends as archived when it is told to', async () => {
    const { phone, startRemote, server } = await realHappy({ cli });
    const session = await startRemote();
    await session.write(`${touch('aborted')}\nSAY never mind`);
    const { id } = await session.asked();
    expect(await phone.call(session.id, 'abort', { reason: 'stop' })).toBeUndefined();
    // The reason is that of every reset, whatever caused it.
    const canceled = { status: 'canceled', reason: 'Session switched to local mode' };
    expect(await phone.completed(session.id, id)).toMatchObject(canceled);
    await session.logged('Aborted by user');
    await session.write('SAY and on it goes');
    await session.logged('and on it goes');
    expect(session.has('aborted')).toBe(false);

    expect(await phone.call(session.id, 'killSession', {})).toMatchObject({ success: true });
    expect((await session.process.ended).code).toBe(0);
    expect(session.seen.metadata).toMatchObject({ lifecycleState: 'archived', archivedBy: 'cli' });
    expect(server.session(session.id).isActive).toBe(false);
  });

  test('asks for one call after the other, takes the first answer alone, and remembers what was granted', async () => {
    const { phone, startRemote, home, api } = await realHappy({ cli });
    const session = await startRemote();
    await session.write(`${together(touch('one'), touch('two'))}\n${touch('one')}\nSAY three done`);
    const first = await session.asked();
    expect(Object.keys(session.seen.state.requests ?? {})).toEqual([first.id]);
    await phone.allow(session.id, first.id, { allowTools: ['Bash(touch one)'] });
    expect(await phone.deny(session.id, first.id, 'too late')).toBeUndefined();
    expect(await phone.deny(session.id, 'toolu_unknown')).toBeUndefined();
    const second = await session.asked();
    await phone.allow(session.id, second.id);
    await session.logged('three done');
    expect(api.toolResults).toMatchObject([{ isError: false }, { isError: false }, { isError: false }]);

    const make = (name: string) => run('Write', { file_path: join(home.workDir, name), content: name });
    await session.write(`${make('one.txt')}\n${make('two.txt')}\nSAY edits done`);
    const edit = await session.asked();
    expect(edit).toMatchObject({ tool: 'Write' });
    await phone.allow(session.id, edit.id, { mode: 'acceptEdits' });
    await session.logged('edits done');
    expect(['one', 'two', 'one.txt', 'two.txt'].map(session.has)).toEqual([true, true, true, true]);
    const completed = session.seen.state.completedRequests ?? {};
    expect(Object.keys(completed)).toEqual([first.id, second.id, edit.id]);
    expect(completed[first.id]).toMatchObject({ status: 'approved', allowTools: ['Bash(touch one)'] });
    expect(completed[edit.id]).toMatchObject({ status: 'approved', mode: 'acceptEdits' });
  });

  test('keeps an open request over a restart of the server, and takes its answer then', async () => {
    const { phone, startRemote, server } = await realHappy({ cli });
    const session = await startRemote();
    await session.write(`${touch('late')}\nSAY late done`);
    const { id } = await session.asked();
    const { connections } = server.seen;
    const before = connections.all.filter(({ scope }) => scope.tag === 'session-scoped').length;
    await server.restart();
    await phone.open();
    await connections.count(before + 1, ({ scope }) => scope.tag === 'session-scoped');
    await phone.allow(session.id, id);
    await session.logged('late done');
    expect(session.has('late')).toBe(true);
  });
});
