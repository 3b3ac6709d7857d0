import { describe, expect, test } from 'vitest';
import { bash, openRig, said } from './publish-rig.ts';
import { textsOf } from './shared-log.ts';

describe('The end of a shared session', () => {
  test('is told by the next run, after all that could not be delivered before', async () => {
    const rig = await openRig();
    const first = rig.run();
    await first.live();
    const id = await rig.sessionId();
    await rig.server.close();
    first.share.append([said('a', 'one')]);
    await first.standings.find(({ unsent }) => unsent === 2);
    first.kill();
    await rig.server.open();
    await rig.phone.open();

    const second = rig.run();
    expect(await second.share.end()).toEqual({ flushed: 2, remaining: 0, end: 'told' });
    expect(textsOf(await rig.phone.log(id))).toEqual(['one']);
    expect((await rig.phone.session(id)).metadata).toMatchObject({ lifecycleState: 'archived' });
    expect(rig.server.session(id).isActive).toBe(false);
  });

  test('is told at once, though the service takes none of its messages just now', async () => {
    const rig = await openRig();
    const run = rig.run({ facts: { working: true } });
    await run.live();
    const id = await rig.sessionId();
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    rig.server.breakNext('sendMessages', { tag: 'status', status: 503 }, Infinity);
    run.share.append([said('a', 'one')]);
    await run.standings.later(({ state }) => state.tag === 'waiting');

    const ending = run.share.end();
    const left = await rig.phone.ephemerals.later((event) => event['type'] === 'activity' && event['id'] === id);
    expect(left).toMatchObject({ active: false, thinking: false });
    expect(await rig.phone.completed(id, 'toolu_1')).toMatchObject({ status: 'canceled' });
    await rig.phone.metadata(id, ({ lifecycleState }) => lifecycleState === 'archived');
    rig.server.clearFaults();
    expect(await ending).toEqual({ flushed: 2, remaining: 0, end: 'told' });
    const events = rig.server.seen.events.all.map(({ event }) => event);
    expect(events.slice(events.indexOf('session-end'))).not.toContain('session-alive');
    expect(textsOf(await rig.phone.log(id))).toEqual(['one']);
  });

  test('takes nothing more from other devices while the rest is on its way', async () => {
    const rig = await openRig({ timing: { rpcRegisterWaitMs: 50 } });
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    rig.server.breakAck('update-metadata', { tag: 'say', reply: { result: 'error' } }, Infinity);

    const ending = run.share.end();
    await rig.server.seen.events.find(({ event }) => event === 'session-end');
    await rig.phone.write(id, 'go on');
    await expect(rig.phone.call(id, 'killSession', {})).rejects.toThrow('not available');
    rig.server.clearFaults();
    await ending;
    expect([run.session.messages.all, run.session.calls.all]).toEqual([[], []]);
  });

  test('makes no session there that is only to be ended', async () => {
    const rig = await openRig();
    expect(await rig.run().share.end()).toEqual({ flushed: 0, remaining: 0, end: 'impossible' });
    expect(rig.server.core.store.sessions.size).toBe(0);
  });

  test('is owed where nobody is signed in', async () => {
    const rig = await openRig();
    rig.server.breakNext('auth', { tag: 'status', status: 401 }, Infinity);
    expect(await rig.run().share.end()).toMatchObject({ end: 'owed' });
  });
});
