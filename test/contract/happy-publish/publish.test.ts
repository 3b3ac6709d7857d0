import { describe, expect, test } from 'vitest';
import { bash, openRig, said } from './publish-rig.ts';
import { textsOf } from './shared-log.ts';

describe('A session that is shared', () => {
  test('appears on the phone with its folder, its computer, its title and its agent', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();

    const session = await rig.phone.session(await rig.sessionId());
    expect(session.metadata).toMatchObject({
      path: '/home/ada/garden',
      host: expect.stringMatching(/./),
      machineId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      flavor: 'claude',
      lifecycleState: 'running',
      summary: { text: 'Mend the fence', updatedAt: expect.any(Number) },
    });
    expect(run.published.has(session.id)).toBe(true);
  });

  test('says there what it says here, each message once and in order', async () => {
    const rig = await openRig();
    const run = rig.run();
    run.share.append([said('a', 'one'), said('b', 'two')]);
    run.share.append([said('b', 'two'), said('c', 'three')]);
    await run.sent();

    expect(textsOf(await rig.phone.log(await rig.sessionId()))).toEqual(['one', 'two', 'three']);
  });

  test('is the same session there after Gatehouse was killed, and goes on where it was', async () => {
    const rig = await openRig();
    const first = rig.run();
    first.share.append([said('a', 'one')]);
    await first.sent();
    first.kill();

    const second = rig.run();
    second.share.append([said('a', 'one'), said('b', 'two')]);
    await second.sent();

    expect(rig.server.core.store.sessions.size).toBe(1);
    expect(textsOf(await rig.phone.log(await rig.sessionId()))).toEqual(['one', 'two']);
  });

  test('asks the phone, rings it, and takes its answer', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    run.ask(bash('1'));

    expect(await rig.phone.request(id, 'toolu_1')).toMatchObject({ tool: 'Bash', arguments: { command: 'npm test' } });
    const push = await rig.server.seen.pushes.find(({ kind }) => kind === 'permission');
    expect(push).toMatchObject({ title: 'Mend the fence', body: 'Claude asks for your permission: Bash' });
    expect(await rig.phone.allow(id, 'toolu_1')).toBeUndefined();

    expect(run.session.decided.all).toEqual([{ requestId: 'local-1', decision: { tag: 'allow' } }]);
    expect(await rig.phone.completed(id, 'toolu_1')).toMatchObject({ status: 'approved', decision: 'approved' });
    expect((await rig.phone.session(id)).state.requests).toEqual({});
  });
});
