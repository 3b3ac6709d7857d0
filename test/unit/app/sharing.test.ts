import { describe, expect, test, vi } from 'vitest';
import { err, ok } from '../../../shared/result.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { createSharingAccount } from '../../support/sharing-account.ts';
import { PHONE, sharingRig, SHELL_KEY } from '../../support/sharing-rig.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';
import { sharedSession, startedSharing } from '../../support/started-sharing.ts';

const texts = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('a shared session', () => {
  test('is told of as it is, with all that was said in it and is said from then on', async () => {
    const { rig, there } = await startedSharing();
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
    const { rig } = await sharedSession(true);
    const session = appView(rig.engine.state).sessions.find(({ key }) => key === SHELL_KEY);
    expect(session).toMatchObject({
      mayShare: true,
      sharing: { connectionId: PHONE, state: { tag: 'live' }, unsent: 0, refused: 0, files: true },
    });
  });

  test('opens its folder to other devices only where the person wished it', async () => {
    const { rig, there } = await sharedSession();
    expect(there().filesBelow).toBeNull();
    expect(await rig.share(true)).toEqual(ok(null));
    await vi.waitFor(() => expect(there().filesBelow).toBe('/home/ann/shop'));
    expect([there().runs, rig.view?.files]).toEqual([2, true]);
  });

  test('shared again with the same wishes is the same share', async () => {
    const { rig, there } = await sharedSession();
    expect(await rig.share()).toEqual(ok(null));
    expect(there().runs).toBe(1);
  });

  test('in a terminal says that a person there answers too, and takes no messages', async () => {
    const { rig, there } = await sharedSession();
    rig.session({ tag: 'session-facts', facts: { can: { sendMessage: false } } });
    await vi.waitFor(() => expect(there().facts.control).toBe('terminal'));
    const sent = await there().order.hands.sendMessage('6f1d1c2a-0d1f-4c56-9d65-0f7f4b1f9a01', 'hello');
    expect([sent, rig.drafts, rig.commands]).toEqual([err({ code: 'not-supported' }), [], []]);
  });

  test('that ends here is over there, after all that it said', async () => {
    const { rig, there } = await sharedSession();
    rig.says(1);
    rig.session({ tag: 'session-facts', facts: { activity: { tag: 'ended' } } });
    await vi.waitFor(() => expect([there().life, rig.view]).toEqual(['over', undefined]));
    expect([texts(there().items), rig.sharing.records.all]).toEqual([['u1:0'], []]);
    await vi.waitFor(async () => expect(await rig.store.load()).toEqual([]));
  });

  test('that vanishes with its backend waits, and goes on when it is back', async () => {
    const { rig, there } = await sharedSession();
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
    const { rig, account } = await startedSharing();
    const answer = await rig.handlers['session:share']({ ...order, files: false } as never);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(account.sessions).toEqual([]);
  });

  test('a session that is over is refused', async () => {
    const { rig } = await startedSharing();
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

describe('what other devices do', () => {
  const localId = '6f1d1c2a-0d1f-4c56-9d65-0f7f4b1f9a02';

  test('a message comes to the session once, however often it is brought', async () => {
    const { rig, there } = await sharedSession();
    const { hands } = there().order;
    const sent = await Promise.all([hands.sendMessage(localId, 'go on'), hands.sendMessage(localId, 'go on')]);
    sent.push(await hands.sendMessage(localId, 'go on'));
    expect(sent).toEqual([ok(null), ok(null), ok(null)]);
    expect([rig.commands, rig.drafts]).toEqual([[{ tag: 'send-message', draftId: localId, text: 'go on' }], []]);
  });

  test('a message that was not taken in stays as a draft, and is the same one when it comes again', async () => {
    const { rig, there } = await sharedSession();
    const { hands } = there().order;
    rig.refuseCommands('timeout');
    expect(await hands.sendMessage(localId, 'go on')).toEqual(err({ code: 'timeout' }));
    expect(rig.drafts).toMatchObject([{ draftId: localId, text: 'go on' }]);
    rig.refuseCommands(null);
    expect(await hands.sendMessage(localId, 'go on')).toEqual(ok(null));
    expect([rig.commands.length, rig.drafts]).toEqual([2, []]);
  });

  test('mode, interrupt and end reach the session where it can do that, and nothing else does', async () => {
    const { rig, there } = await sharedSession();
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
