import { describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '../../../shared/units.ts';
import { aRequest } from '../../support/asks.ts';
import { PHONE } from '../../support/sharing-rig.ts';
import { sharedSession } from '../../support/started-sharing.ts';

const texts = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const npmTest = aRequest({ id: 'r1' });
const asked = { tag: 'asked', request: npmTest, generation: 1 } as const;

describe('the account', () => {
  test('that cannot be reached gets all of it, once and in order, when it can', async () => {
    const { rig, account, there } = await sharedSession();
    rig.says(1);
    await vi.waitFor(() => expect(there().items).toHaveLength(1));
    await account.reachable(false);
    rig.says(2);
    rig.says(3);
    await vi.waitFor(() => expect(rig.view?.unsent).toBe(2));
    await account.reachable(true);
    await vi.waitFor(() => expect(texts(there().items)).toEqual(['u1:0', 'u2:0', 'u3:0']));
    expect(rig.view).toMatchObject({ state: { tag: 'live' }, unsent: 0 });
  });

  test('whose connection is switched off pauses the share, and goes on with it', async () => {
    const { rig, there } = await sharedSession();
    const phone = rig.backends.get(PHONE);
    const goodbye = (rig.backends.delete(PHONE), rig.sharing.leaveAccount(PHONE));
    await goodbye;
    expect(there().life).toBe('stopped');
    await vi.waitFor(() => expect(rig.view?.state).toEqual({ tag: 'paused' }));
    rig.says(1);
    if (phone !== undefined) rig.backends.set(PHONE, phone);
    rig.dispatch({ tag: 'connections-configured', connections: rig.connections });
    rig.session({ tag: 'session-facts', facts: { title: 'Shop' } });
    await vi.waitFor(() => expect(texts(there().items)).toEqual(['u1:0']));
    expect([there().life, there().runs]).toEqual(['running', 2]);
  });

  test('that another backend stands for now is shared with through that one', async () => {
    const { rig, there } = await sharedSession();
    const phone = rig.backends.get(PHONE);
    if (phone !== undefined) rig.backends.set(PHONE, { ...phone });
    rig.session({ tag: 'session-facts', facts: { title: 'Shop 2' } });
    await vi.waitFor(() => expect(there()).toMatchObject({ runs: 2, facts: { title: 'Shop 2' } }));
  });

  test('whose connection was removed is not shared with any more', async () => {
    const { rig, there } = await sharedSession();
    rig.dispatch({ tag: 'connections-configured', connections: rig.connections.slice(0, 1) });
    await vi.waitFor(() => expect([there().life, rig.view]).toEqual(['stopped', undefined]));
    await vi.waitFor(async () => expect(await rig.store.load()).toEqual([]));
  });

  test('that signs in as somebody else is not shared with', async () => {
    const { rig, there } = await sharedSession();
    rig.dispatch({ tag: 'connection-account', connectionId: PHONE, account: { fingerprint: '11 22' } });
    await vi.waitFor(() => expect(rig.sharing.records.all[0]?.record.account).toBe('11 22'));
    rig.dispatch({ tag: 'connection-account', connectionId: PHONE, account: { fingerprint: '33 44' } });
    await vi.waitFor(() => expect([there().life, rig.view]).toEqual(['stopped', undefined]));
    expect(rig.sharing.records.all).toEqual([]);
  });

  test('that was signed out is shared with again after the next sign-in', async () => {
    const { rig, account, there } = await sharedSession();
    account.says(there(), { tag: 'failed', why: 'sign-in-needed' });
    await vi.waitFor(() => expect(rig.view?.state).toEqual({ tag: 'failed', why: 'sign-in-needed' }));
    rig.session({ tag: 'session-facts', facts: { title: 'no news for the sign-in' } });
    await rig.settled();
    expect(there().runs).toBe(1);
    const state = (tag: 'connecting' | 'live') =>
      rig.dispatch({ tag: 'connection-state', connectionId: PHONE, state: { tag } });
    state('connecting');
    await rig.settled();
    state('live');
    await vi.waitFor(() => expect(rig.view?.state).toEqual({ tag: 'live' }));
    expect(there().runs).toBe(2);
  });
});

describe('the next run', () => {
  test('goes on with what was shared, sends nothing twice and leaves nothing out', async () => {
    const { rig, account, there, nextRun } = await sharedSession(true);
    rig.says(1);
    await vi.waitFor(() => expect(there().items).toHaveLength(1));
    await account.reachable(false);
    rig.says(2);
    await vi.waitFor(() => expect(rig.view?.unsent).toBe(1));
    await rig.stop();
    await account.reachable(true);
    const next = await nextRun();
    // Its record is read again from the beginning.
    for (const number of [1, 2, 3]) next.says(number);
    await vi.waitFor(() => expect(texts(there().items)).toEqual(['u1:0', 'u2:0', 'u3:0']));
    expect([there().runs, there().filesBelow, next.view?.files]).toEqual([2, '/home/ann/shop', true]);
  });

  test('says goodbye at the end of this one, within its time', async () => {
    const { rig, there } = await sharedSession();
    rig.says(1);
    rig.session(asked);
    await rig.stop();
    expect(there()).toMatchObject({ life: 'stopped', items: [{ id: 'u1:0' }], open: [npmTest] });
  });

  test('delivers what a session said last that ended while nobody could be reached', async () => {
    const { rig, account, there, nextRun } = await sharedSession();
    await account.reachable(false);
    rig.says(1);
    rig.session({ tag: 'session-facts', facts: { activity: { tag: 'ended' } } });
    await vi.waitFor(async () => expect(await rig.store.load()).toMatchObject([{ over: 'ended' }]));
    await rig.stop();
    await account.reachable(true);
    const next = await nextRun();
    next.session({ tag: 'session-removed' });
    await vi.waitFor(() => expect(there().life).toBe('over'));
    expect(texts(there().items)).toEqual(['u1:0']);
    expect(there().facts).toMatchObject({ title: 'Shop', cwd: '/home/ann/shop', can: { end: false } });
    await vi.waitFor(async () => expect(await next.store.load()).toEqual([]));
  });

  test('does not share by itself what failed in this one', async () => {
    const { rig, account, there, nextRun } = await sharedSession();
    account.says(there(), { tag: 'failed', why: 'conflict' });
    await vi.waitFor(async () => expect(await rig.store.load()).toMatchObject([{ over: 'conflict' }]));
    await rig.stop();
    const next = await nextRun();
    await vi.waitFor(() => expect(next.view?.state).toEqual({ tag: 'failed', why: 'conflict' }));
    expect(there().runs).toBe(1);
  });

  test('keeps what was shared with a connection that is not configured just now', async () => {
    const { rig, there, unstarted } = await sharedSession();
    await rig.stop();
    const next = unstarted();
    await next.sharing.load();
    next.dispatch({ tag: 'connections-configured', connections: next.connections.slice(0, 1) });
    next.session({ tag: 'session-facts', facts: { title: 'Shop' } });
    await next.settled();
    expect([next.view, there().runs, next.sharing.records.all.length]).toEqual([undefined, 1, 1]);
    next.dispatch({ tag: 'connections-configured', connections: next.connections });
    await vi.waitFor(() => expect(there().runs).toBe(2));
  });

  test('forgets a session that was not seen for a month', async () => {
    const { rig, nextRun } = await sharedSession();
    const [one] = rig.sharing.records.all;
    if (one === undefined) throw new Error('nothing is shared');
    const monthAgoMs = Date.now() - 31 * DAY_MS;
    rig.sharing.records.note(one, { seenAtMs: monthAgoMs });
    await vi.waitFor(async () => expect(await rig.store.load()).toMatchObject([{ seenAtMs: monthAgoMs }]));
    await rig.stop();
    const next = await nextRun();
    expect([next.view, next.sharing.records.all]).toEqual([undefined, []]);
  });
});
