import { describe, expect, test, vi } from 'vitest';
import { requestId } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { aRequest } from '../../support/asks.ts';
import { sharedSession, startedSharing } from '../../support/started-sharing.ts';

const npmTest = aRequest({ id: 'r1' });
const asked = { tag: 'asked', request: npmTest, generation: 1 } as const;

describe('an ask of a shared session', () => {
  test('shows there, and a decision from there is the decision', async () => {
    const { rig, there } = await sharedSession();
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
    const { rig, there } = await sharedSession();
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
    const { rig, there } = await sharedSession();
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
    const { rig, there } = await sharedSession();
    rig.session(asked);
    await vi.waitFor(() => expect(there().open).toHaveLength(1));
    rig.session({ tag: 'effect-seen', toolUseId: 'toolu_r1' });
    await vi.waitFor(() => expect(there().open).toEqual([]));
    expect(there().ended.get(npmTest.requestId)).toEqual({ how: 'canceled', reason: 'Answered in its terminal.' });
    expect(await there().order.hands.decide(npmTest.requestId, { tag: 'allow' })).toBe('over');
  });

  test('whose input changed before the account was told takes no answer to the old one', async () => {
    const { rig, there } = await sharedSession();
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
    const { rig, there } = await sharedSession();
    const careful = aRequest({ id: 'r2', requiresUserInteraction: true });
    rig.session({ tag: 'asked', request: careful, generation: 1 });
    await vi.waitFor(() => expect(there().open).toHaveLength(1));
    const { decide } = there().order.hands;
    expect(await decide(careful.requestId, { tag: 'allow' })).toBe('not-offered');
    expect(appView(rig.engine.state).inbox).toHaveLength(1);
    expect(await decide(careful.requestId, { tag: 'deny', stop: false })).toBe('taken');
  });

  test('nobody asked is over', async () => {
    const { there } = await sharedSession();
    expect(await there().order.hands.decide(requestId('r9'), { tag: 'allow' })).toBe('over');
  });

  test('open when the session is shared is there at once', async () => {
    const { rig, there } = await startedSharing();
    rig.session(asked);
    await rig.share();
    expect(there().open).toEqual([npmTest]);
  });
});
