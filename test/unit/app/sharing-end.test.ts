import { describe, expect, test, vi } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { sharedSession } from '../../support/started-sharing.ts';

const texts = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('a share that ends', () => {
  test('by the person is over there, and nothing of it stays here', async () => {
    const { rig, there } = await sharedSession();
    rig.says(1);
    expect(await rig.unshare()).toEqual(ok({ remaining: 0, told: true }));
    expect([there().life, texts(there().items), rig.view]).toEqual(['over', ['u1:0'], undefined]);
    expect(await rig.store.load()).toEqual([]);
    expect(await rig.unshare()).toMatchObject({ ok: false, error: { code: 'no-such-session' } });
  });

  test('while the account cannot be reached says how much did not arrive', async () => {
    const { rig, account } = await sharedSession();
    await account.reachable(false);
    rig.says(1);
    rig.says(2);
    await vi.waitFor(() => expect(rig.view).toMatchObject({ state: { tag: 'waiting' }, unsent: 2 }));
    expect(await rig.unshare()).toEqual(ok({ remaining: 2, told: false }));
    expect(rig.view).toBeUndefined();
  });

  test('is gone from its row at once, though saying so there takes its time', async () => {
    const { rig, account } = await sharedSession();
    const say = account.holdEnds();
    const stopping = rig.unshare();
    await vi.waitFor(() => expect(rig.view).toBeUndefined());
    say();
    expect(await stopping).toEqual(ok({ remaining: 0, told: true }));
  });

  test('while the account cannot be reached is told there when it can, without what was left', async () => {
    const { rig, account, there, nextRun } = await sharedSession();
    await account.reachable(false);
    rig.says(1);
    await vi.waitFor(() => expect(rig.view?.unsent).toBe(1));
    await rig.unshare();
    expect(there().life).toBe('running');
    expect(await rig.store.load()).toMatchObject([{ over: 'stopped' }]);
    await rig.stop();

    await account.reachable(true);
    const next = await nextRun();
    await vi.waitFor(() => expect(there()).toMatchObject({ life: 'over', items: [], facts: { title: 'Shop' } }));
    expect(next.view).toBeUndefined();
    await vi.waitFor(async () => expect(await next.store.load()).toEqual([]));
  });

  test('and is owed there does not keep the session from being shared anew', async () => {
    const { rig, account } = await sharedSession();
    await account.reachable(false);
    await rig.unshare();
    await rig.share();
    await account.reachable(true);
    await vi.waitFor(() => expect(rig.view).toMatchObject({ state: { tag: 'live' } }));
    expect(account.sessions.map(({ life }) => life)).toEqual(['running', 'running']);
    await rig.stop();
    const [owed, anew] = account.sessions;
    expect([owed?.life, anew?.life]).toEqual(['running', 'stopped']);
  });

  test('takes no more messages from there', async () => {
    const { rig, account, there } = await sharedSession();
    await account.reachable(false);
    await rig.unshare();
    expect(await there().order.hands.sendMessage('6f1d1c2a-0d1f-4c56-9d65-0f7f4b1f9a01', 'hello')).toMatchObject({
      ok: false,
    });
    expect(await there().order.hands.interrupt()).toMatchObject({ ok: false });
    expect(rig.commands).toEqual([]);
  });

  test('with its session says so while what it said last is not there', async () => {
    const { rig, account } = await sharedSession();
    await account.reachable(false);
    rig.says(1);
    rig.session({ tag: 'session-facts', facts: { activity: { tag: 'ended' } } });
    await vi.waitFor(() => expect(rig.view).toMatchObject({ state: { tag: 'ending' }, unsent: 1 }));
    expect(await rig.unshare()).toEqual(ok({ remaining: 1, told: false }));
    expect([rig.view, rig.sharing.records.all]).toMatchObject([undefined, [{ record: { over: 'stopped' } }]]);
  });

  test('tells how many messages the service does not take', async () => {
    const { rig, account, there } = await sharedSession();
    account.says(there(), { tag: 'live' }, 3, 2);
    await vi.waitFor(() => expect(rig.view).toMatchObject({ state: { tag: 'live' }, unsent: 3, refused: 2 }));
  });

  test('and begins anew is another session there', async () => {
    const { rig, account } = await sharedSession();
    await rig.unshare();
    await rig.share();
    expect(account.sessions.map(({ life }) => life)).toEqual(['over', 'running']);
  });

  test('because it was deleted there says so until it is shared again', async () => {
    const { rig, account, there } = await sharedSession();
    account.says(there(), { tag: 'failed', why: 'deleted-there' }, 3);
    const failed = { state: { tag: 'failed', why: 'deleted-there' }, unsent: expect.anything() };
    await vi.waitFor(() => expect(rig.view).toMatchObject(failed));
    await vi.waitFor(() => expect(there().life).toBe('stopped'));
    rig.says(1);
    await rig.settled();
    expect(there().runs).toBe(1);
    await rig.share();
    await vi.waitFor(() => expect(account.sessions).toMatchObject([{ items: [] }, { items: [{ id: 'u1:0' }] }]));
    expect(rig.view?.state.tag).not.toBe('failed');
  });
});
