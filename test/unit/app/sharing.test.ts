import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { requestId } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import { DAY_MS } from '../../../shared/units.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { aRequest } from '../../support/asks.ts';
import { createSharingAccount } from '../../support/sharing-account.ts';
import { PHONE, sharingRig, SHELL_KEY } from '../../support/sharing-rig.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

async function started() {
  const dirPath = join(await tempDir(), 'shares');
  const account = createSharingAccount();
  const rig = sharingRig({ dirPath, sharer: account.sharer });
  await rig.start();
  /** The one session of the account. */
  const there = () => {
    const [session, ...others] = account.sessions;
    if (session === undefined || others.length > 0) throw new Error(`${account.sessions.length} sessions are shared`);
    return session;
  };
  /** Another run of Gatehouse, over what the first one left. */
  const unstarted = () => sharingRig({ dirPath, sharer: account.sharer });
  const nextRun = async () => {
    const next = unstarted();
    await next.start();
    return next;
  };
  return { rig, account, there, unstarted, nextRun };
}

async function shared(files = false) {
  const all = await started();
  expect(await all.rig.share(files)).toEqual(ok(null));
  await vi.waitFor(() => expect(all.rig.view?.state).toEqual({ tag: 'live' }));
  return all;
}

const texts = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const npmTest = aRequest({ id: 'r1' });
const asked = { tag: 'asked', request: npmTest, generation: 1 } as const;

describe('a shared session', () => {
  test('is told of as it is, with all that was said in it and is said from then on', async () => {
    const { rig, there } = await started();
    rig.says(1);
    await rig.share();
    rig.says(2);
    await vi.waitFor(() => expect(texts(there().items)).toEqual(['u1:0', 'u2:0']));
    expect(there().facts).toEqual({
      sessionId: 'session_a',
      language: 'en',
      title: 'Shop',
      cwd: '/home/ann/shop',
      agent: 'claude',
      working: true,
      control: 'remote',
      can: { sendMessage: true, interrupt: true, setMode: true, end: true },
    });
    expect(there().filesBelow).toBeNull();
    rig.session({ tag: 'session-facts', facts: { title: 'Payments', activity: { tag: 'idle' } } });
    rig.session({ tag: 'session-facts', facts: { usage: { contextTokens: 10, outputTokens: 2 } } });
    await vi.waitFor(() => expect(there().facts).toMatchObject({ title: 'Payments', working: false }));
    expect(there().usage).toEqual([{ contextTokens: 10, outputTokens: 2 }]);
  });

  test('says so in its row, and is followed though nobody looks', async () => {
    const { rig } = await shared(true);
    const session = appView(rig.engine.state).sessions.find(({ key }) => key === SHELL_KEY);
    expect(session).toMatchObject({
      mayShare: true,
      sharing: { connectionId: PHONE, state: { tag: 'live' }, unsent: 0, refused: 0, files: true },
    });
  });

  test('opens its folder to other devices only where the person wished it', async () => {
    const { rig, there } = await shared();
    expect(there().filesBelow).toBeNull();
    expect(await rig.share(true)).toEqual(ok(null));
    await vi.waitFor(() => expect(there().filesBelow).toBe('/home/ann/shop'));
    expect([there().runs, rig.view?.files]).toEqual([2, true]);
  });

  test('shared again with the same wishes is the same share', async () => {
    const { rig, there } = await shared();
    expect(await rig.share()).toEqual(ok(null));
    expect(there().runs).toBe(1);
  });

  test('in a terminal says that a person there answers too, and takes no messages', async () => {
    const { rig, there } = await shared();
    rig.session({ tag: 'session-facts', facts: { can: { sendMessage: false } } });
    await vi.waitFor(() => expect(there().facts.control).toBe('terminal'));
    const sent = await there().order.hands.sendMessage('6f1d1c2a-0d1f-4c56-9d65-0f7f4b1f9a01', 'hello');
    expect([sent, rig.drafts, rig.commands]).toEqual([err({ code: 'not-supported' }), [], []]);
  });

  test('that ends here is over there, after all that it said', async () => {
    const { rig, there } = await shared();
    rig.says(1);
    rig.session({ tag: 'session-facts', facts: { activity: { tag: 'ended' } } });
    await vi.waitFor(() => expect([there().life, rig.view]).toEqual(['over', undefined]));
    expect([texts(there().items), rig.sharing.records.all]).toEqual([['u1:0'], []]);
    await vi.waitFor(async () => expect(await rig.store.load()).toEqual([]));
  });

  test('that vanishes with its backend waits, and goes on when it is back', async () => {
    const { rig, there } = await shared();
    rig.session({ tag: 'session-removed' });
    await vi.waitFor(() => expect([there().life, rig.view]).toEqual(['stopped', undefined]));
    rig.session({ tag: 'session-facts', facts: { title: 'Shop again', activity: { tag: 'idle' } } });
    await vi.waitFor(() => expect(there()).toMatchObject({ life: 'running', facts: { title: 'Shop again' }, runs: 2 }));
  });
});

describe('what cannot be shared', () => {
  test.each([
    ['a session that nobody knows', { key: 'here/nobody', connectionId: PHONE }, 'no-such-session'],
    ['with a connection that nobody knows', { key: SHELL_KEY, connectionId: 'nowhere' }, 'no-such-connection'],
    ['with a connection that takes none', { key: SHELL_KEY, connectionId: 'here' }, 'not-supported'],
  ])('%s is refused', async (_what, order, code) => {
    const { rig, account } = await started();
    const answer = await rig.handlers['session:share']({ ...order, files: false } as never);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(account.sessions).toEqual([]);
  });

  test('a session that is over is refused', async () => {
    const { rig } = await started();
    rig.session({ tag: 'session-facts', facts: { activity: { tag: 'ended' } } });
    expect(await rig.share()).toMatchObject({ ok: false, error: { code: 'not-supported' } });
  });

  test('a share that the disk does not hold is no share', async () => {
    const dirPath = await tempDir();
    const account = createSharingAccount();
    const rig = sharingRig({ dirPath, sharer: account.sharer });
    await rig.start();
    vi.spyOn(rig.store, 'save').mockRejectedValue(new Error('ENOSPC'));
    expect(await rig.share()).toMatchObject({ ok: false, error: { code: 'not-saved' } });
    expect([account.sessions, rig.view]).toEqual([[], undefined]);
    expect(rig.engine.state.problems).toMatchObject([{ id: 'shares', code: 'storage-failed' }]);
  });

  test('what could not be read is not written over', async () => {
    const account = createSharingAccount();
    const rig = sharingRig({ dirPath: await tempDir(), sharer: account.sharer });
    vi.spyOn(rig.store, 'load').mockRejectedValue(new Error('EACCES'));
    const save = vi.spyOn(rig.store, 'save');
    await expect(rig.sharing.load()).rejects.toThrow('EACCES');
    expect(await rig.share()).toMatchObject({ ok: false });
    expect(save).not.toHaveBeenCalled();
  });
});

describe('an ask of a shared session', () => {
  test('shows there, and a decision from there is the decision', async () => {
    const { rig, there } = await shared();
    rig.session(asked);
    await vi.waitFor(() => expect(there().open).toEqual([npmTest]));
    expect(await there().order.hands.decide(npmTest.requestId, { tag: 'allow' })).toBe('taken');
    expect(rig.journal).toMatchObject([{ event: 'decided', choice: 'allow', surface: 'other-device' }]);
    const view = appView(rig.engine.state);
    expect([view.inbox, view.receipts]).toMatchObject([[], [{ surface: 'other-device', state: 'sending' }]]);
    await vi.waitFor(() => expect(there().ended.get(npmTest.requestId)).toEqual({ how: 'approved' }));
    expect(there().open).toEqual([]);
  });

  test('that was decided here first is not decided again there', async () => {
    const { rig, there } = await shared();
    rig.session(asked);
    await vi.waitFor(() => expect(there().open).toHaveLength(1));
    const [ask] = appView(rig.engine.state).inbox;
    if (ask === undefined) throw new Error('nothing is asked');
    const deny = { tag: 'deny', stop: false, reason: 'not now' } as const;
    const [here, elsewhere] = await Promise.all([
      rig.decide({ key: ask.key, inputHash: ask.inputHash, decision: deny, surface: 'tray' }),
      there().order.hands.decide(npmTest.requestId, { tag: 'allow' }),
    ]);
    expect([here, elsewhere]).toEqual([ok(null), 'over']);
    await vi.waitFor(() => expect(there().ended.get(npmTest.requestId)).toEqual({ how: 'denied', reason: 'not now' }));
    expect(rig.journal.map(({ surface }) => surface)).toEqual(['tray']);
  });

  test('that was decided there first is not decided again here', async () => {
    const { rig, there } = await shared();
    rig.session(asked);
    await vi.waitFor(() => expect(there().open).toHaveLength(1));
    const [ask] = appView(rig.engine.state).inbox;
    if (ask === undefined) throw new Error('nothing is asked');
    const [elsewhere, here] = await Promise.all([
      there().order.hands.decide(npmTest.requestId, { tag: 'deny', stop: false }),
      rig.decide({ ...ask, decision: { tag: 'allow' }, surface: 'notification' }),
    ]);
    expect([elsewhere, here]).toEqual(['taken', err('already-decided')]);
  });

  test('that was answered in its terminal is closed there, with where it was', async () => {
    const { rig, there } = await shared();
    rig.session(asked);
    await vi.waitFor(() => expect(there().open).toHaveLength(1));
    rig.session({ tag: 'effect-seen', toolUseId: 'toolu_r1' });
    await vi.waitFor(() => expect(there().open).toEqual([]));
    expect(there().ended.get(npmTest.requestId)).toEqual({ how: 'canceled', reason: 'Answered in its terminal.' });
    expect(await there().order.hands.decide(npmTest.requestId, { tag: 'allow' })).toBe('over');
  });

  test('whose input changed before the account was told takes no answer to the old one', async () => {
    const { rig, there } = await shared();
    rig.session(asked);
    await vi.waitFor(() => expect(there().open).toHaveLength(1));
    const changed = aRequest({ id: 'r1', inputJson: '{"command":"rm -rf /"}' });
    rig.session({ tag: 'asked', request: changed, generation: 1 });
    // The other device still shows the first one.
    expect(await there().order.hands.decide(npmTest.requestId, { tag: 'allow' })).toBe('over');
    expect(rig.journal).toEqual([]);
    await vi.waitFor(() => expect(there().open).toEqual([changed]));
    expect(await there().order.hands.decide(changed.requestId, { tag: 'allow' })).toBe('taken');
    expect(rig.journal).toMatchObject([{ inputHash: changed.inputHash }]);
  });

  test('that must be looked at may be denied from there, and not allowed', async () => {
    const { rig, there } = await shared();
    const careful = aRequest({ id: 'r2', requiresUserInteraction: true });
    rig.session({ tag: 'asked', request: careful, generation: 1 });
    await vi.waitFor(() => expect(there().open).toHaveLength(1));
    const { decide } = there().order.hands;
    expect(await decide(careful.requestId, { tag: 'allow' })).toBe('not-offered');
    expect(appView(rig.engine.state).inbox).toHaveLength(1);
    expect(await decide(careful.requestId, { tag: 'deny', stop: false })).toBe('taken');
  });

  test('nobody asked is over', async () => {
    const { there } = await shared();
    expect(await there().order.hands.decide(requestId('r9'), { tag: 'allow' })).toBe('over');
  });

  test('open when the session is shared is there at once', async () => {
    const { rig, there } = await started();
    rig.session(asked);
    await rig.share();
    expect(there().open).toEqual([npmTest]);
  });
});

describe('what other devices do', () => {
  const localId = '6f1d1c2a-0d1f-4c56-9d65-0f7f4b1f9a02';

  test('a message comes to the session once, however often it is brought', async () => {
    const { rig, there } = await shared();
    const { hands } = there().order;
    const sent = await Promise.all([hands.sendMessage(localId, 'go on'), hands.sendMessage(localId, 'go on')]);
    sent.push(await hands.sendMessage(localId, 'go on'));
    expect(sent).toEqual([ok(null), ok(null), ok(null)]);
    expect([rig.commands, rig.drafts]).toEqual([[{ tag: 'send-message', draftId: localId, text: 'go on' }], []]);
  });

  test('a message that was not taken in stays as a draft, and is the same one when it comes again', async () => {
    const { rig, there } = await shared();
    const { hands } = there().order;
    rig.refuseCommands('timeout');
    expect(await hands.sendMessage(localId, 'go on')).toEqual(err({ code: 'timeout' }));
    expect(rig.drafts).toMatchObject([{ draftId: localId, text: 'go on' }]);
    rig.refuseCommands(null);
    expect(await hands.sendMessage(localId, 'go on')).toEqual(ok(null));
    expect([rig.commands.length, rig.drafts]).toEqual([2, []]);
  });

  test('mode, interrupt and end reach the session where it can do that, and nothing else does', async () => {
    const { rig, there } = await shared();
    const { hands } = there().order;
    expect([await hands.setMode('plan'), await hands.interrupt(), await hands.end()]).toEqual([
      ok(null),
      ok(null),
      ok(null),
    ]);
    expect(rig.commands).toEqual([{ tag: 'set-mode', mode: 'plan' }, { tag: 'interrupt' }, { tag: 'end' }]);
    rig.session({ tag: 'session-facts', facts: { can: {} } });
    const refused = err({ code: 'not-supported' });
    expect([await hands.setMode('plan'), await hands.interrupt(), await hands.end()]).toEqual([
      refused,
      refused,
      refused,
    ]);
    expect(rig.commands).toHaveLength(3);
  });
});

describe('a share that ends', () => {
  test('by the person is over there, and nothing of it stays here', async () => {
    const { rig, there } = await shared();
    rig.says(1);
    expect(await rig.unshare()).toEqual(ok({ remaining: 0, told: true }));
    expect([there().life, texts(there().items), rig.view]).toEqual(['over', ['u1:0'], undefined]);
    expect(await rig.store.load()).toEqual([]);
    expect(await rig.unshare()).toMatchObject({ ok: false, error: { code: 'no-such-session' } });
  });

  test('while the account cannot be reached says how much did not arrive', async () => {
    const { rig, account } = await shared();
    await account.reachable(false);
    rig.says(1);
    rig.says(2);
    await vi.waitFor(() => expect(rig.view).toMatchObject({ state: { tag: 'waiting' }, unsent: 2 }));
    expect(await rig.unshare()).toEqual(ok({ remaining: 2, told: false }));
    expect(rig.view).toBeUndefined();
  });

  test('is gone from its row at once, though saying so there takes its time', async () => {
    const { rig, account } = await shared();
    const say = account.holdEnds();
    const stopping = rig.unshare();
    await vi.waitFor(() => expect(rig.view).toBeUndefined());
    say();
    expect(await stopping).toEqual(ok({ remaining: 0, told: true }));
  });

  test('while the account cannot be reached is told there when it can, without what was left', async () => {
    const { rig, account, there, nextRun } = await shared();
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
    const { rig, account } = await shared();
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
    const { rig, account, there } = await shared();
    await account.reachable(false);
    await rig.unshare();
    expect(await there().order.hands.sendMessage('6f1d1c2a-0d1f-4c56-9d65-0f7f4b1f9a01', 'hello')).toMatchObject({
      ok: false,
    });
    expect(await there().order.hands.interrupt()).toMatchObject({ ok: false });
    expect(rig.commands).toEqual([]);
  });

  test('with its session says so while what it said last is not there', async () => {
    const { rig, account } = await shared();
    await account.reachable(false);
    rig.says(1);
    rig.session({ tag: 'session-facts', facts: { activity: { tag: 'ended' } } });
    await vi.waitFor(() => expect(rig.view).toMatchObject({ state: { tag: 'ending' }, unsent: 1 }));
    expect(await rig.unshare()).toEqual(ok({ remaining: 1, told: false }));
    expect([rig.view, rig.sharing.records.all]).toMatchObject([undefined, [{ record: { over: 'stopped' } }]]);
  });

  test('tells how many messages the service does not take', async () => {
    const { rig, account, there } = await shared();
    account.says(there(), { tag: 'live' }, 3, 2);
    await vi.waitFor(() => expect(rig.view).toMatchObject({ state: { tag: 'live' }, unsent: 3, refused: 2 }));
  });

  test('and begins anew is another session there', async () => {
    const { rig, account } = await shared();
    await rig.unshare();
    await rig.share();
    expect(account.sessions.map(({ life }) => life)).toEqual(['over', 'running']);
  });

  test('because it was deleted there says so until it is shared again', async () => {
    const { rig, account, there } = await shared();
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

describe('the account', () => {
  test('that cannot be reached gets all of it, once and in order, when it can', async () => {
    const { rig, account, there } = await shared();
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
    const { rig, there } = await shared();
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
    const { rig, there } = await shared();
    const phone = rig.backends.get(PHONE);
    if (phone !== undefined) rig.backends.set(PHONE, { ...phone });
    rig.session({ tag: 'session-facts', facts: { title: 'Shop 2' } });
    await vi.waitFor(() => expect(there()).toMatchObject({ runs: 2, facts: { title: 'Shop 2' } }));
  });

  test('whose connection was removed is not shared with any more', async () => {
    const { rig, there } = await shared();
    rig.dispatch({ tag: 'connections-configured', connections: rig.connections.slice(0, 1) });
    await vi.waitFor(() => expect([there().life, rig.view]).toEqual(['stopped', undefined]));
    await vi.waitFor(async () => expect(await rig.store.load()).toEqual([]));
  });

  test('that signs in as somebody else is not shared with', async () => {
    const { rig, there } = await shared();
    rig.dispatch({ tag: 'connection-account', connectionId: PHONE, account: { fingerprint: '11 22' } });
    await vi.waitFor(() => expect(rig.sharing.records.all[0]?.record.account).toBe('11 22'));
    rig.dispatch({ tag: 'connection-account', connectionId: PHONE, account: { fingerprint: '33 44' } });
    await vi.waitFor(() => expect([there().life, rig.view]).toEqual(['stopped', undefined]));
    expect(rig.sharing.records.all).toEqual([]);
  });

  test('that was signed out is shared with again after the next sign-in', async () => {
    const { rig, account, there } = await shared();
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
    const { rig, account, there, nextRun } = await shared(true);
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
    const { rig, there } = await shared();
    rig.says(1);
    rig.session(asked);
    await rig.stop();
    expect(there()).toMatchObject({ life: 'stopped', items: [{ id: 'u1:0' }], open: [npmTest] });
  });

  test('delivers what a session said last that ended while nobody could be reached', async () => {
    const { rig, account, there, nextRun } = await shared();
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
    const { rig, account, there, nextRun } = await shared();
    account.says(there(), { tag: 'failed', why: 'conflict' });
    await vi.waitFor(async () => expect(await rig.store.load()).toMatchObject([{ over: 'conflict' }]));
    await rig.stop();
    const next = await nextRun();
    await vi.waitFor(() => expect(next.view?.state).toEqual({ tag: 'failed', why: 'conflict' }));
    expect(there().runs).toBe(1);
  });

  test('keeps what was shared with a connection that is not configured just now', async () => {
    const { rig, there, unstarted } = await shared();
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
    const { rig, nextRun } = await shared();
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
