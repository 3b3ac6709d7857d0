import { describe, expect, test } from 'vitest';
import type { PermissionSuggestion } from '../../../shared/model/permission-request.ts';
import { bash, openRig, type Rig, type Run } from './publish-rig.ts';
import { textsOf } from './shared-log.ts';

async function live(rig: Rig): Promise<{ readonly run: Run; readonly id: string }> {
  const run = rig.run();
  await run.live();
  return { run, id: await rig.sessionId() };
}

describe('An ask of a shared session', () => {
  test('that was answered at the computer first is over on the phone, whose late answer changes nothing', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    expect(run.session.decide(bash('1').requestId, { tag: 'deny', stop: false })).toBe('taken');

    expect(await rig.phone.allow(id, 'toolu_1')).toBeUndefined();
    expect(await rig.phone.completed(id, 'toolu_1')).toMatchObject({ status: 'denied' });
    expect(run.session.decided.all).toHaveLength(1);
  });

  test('takes one answer, when two devices answer at once', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    await Promise.all([rig.phone.allow(id, 'toolu_1'), rig.phone.deny(id, 'toolu_1')]);
    await rig.phone.completed(id, 'toolu_1');
    expect(run.session.decided.all).toHaveLength(1);
  });

  test('is denied with the reason that was typed on the phone', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    await rig.phone.deny(id, 'toolu_1', 'not on a Friday');
    const decision = { tag: 'deny', stop: false, reason: 'not on a Friday' };
    expect(run.session.decided.all).toEqual([{ requestId: 'local-1', decision }]);
  });

  test('grants the rest of the session only where the session offers exactly that', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    const rule = (destination: 'session' | 'localSettings'): PermissionSuggestion => ({
      tag: 'rules',
      raw: '{}',
      behavior: 'allow',
      rules: [{ toolName: 'Bash', ruleContent: 'npm test' }],
      destination,
      how: 'add',
    });
    run.ask(
      bash('1', { suggestions: [rule('localSettings'), rule('session')] }),
      bash('2', { suggestions: [rule('localSettings')] }),
    );
    await rig.phone.request(id, 'toolu_2');
    await rig.phone.allow(id, 'toolu_1', { allowTools: ['Bash(npm test)'] });
    await rig.phone.allow(id, 'toolu_2', { allowTools: ['Bash(npm test)'] });

    expect(run.session.decided.all.map(({ decision }) => decision)).toEqual([
      { tag: 'allow', suggestionIndex: 1 },
      { tag: 'allow' },
    ]);
    expect(await rig.phone.completed(id, 'toolu_1')).toMatchObject({ allowedTools: ['Bash(npm test)'] });
    await run.sent();
    expect(textsOf(await rig.phone.log(id), 'service')).toEqual([expect.stringContaining('Only this one call')]);
  });

  test('that is a question gets the answers that were chosen on the phone', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    const inputJson = JSON.stringify({ questions: [{ question: 'Which paint?', options: [{ label: 'Red' }] }] });
    run.ask(bash('1', { kind: 'question', toolName: 'AskUserQuestion', inputJson }));
    await rig.phone.request(id, 'toolu_1');
    expect(await rig.phone.allow(id, 'toolu_1')).toEqual({ error: expect.any(String) });
    await rig.phone.allow(id, 'toolu_1', { updatedInput: { answers: { 'Which paint?': 'Red' } } });
    expect(run.session.decided.all[0]?.decision).toEqual({
      tag: 'answer',
      answers: [{ question: 'Which paint?', answer: 'Red' }],
    });
    expect((await rig.server.seen.pushes.find(() => true)).kind).toBe('question');
  });

  test('is not answered by a call that was recorded, however often it is shown', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    await rig.phone.allow(id, 'toolu_1');
    await rig.phone.completed(id, 'toolu_1');
    const recorded = rig.server.seen.calls.all.at(-1)?.params;

    // The same tool use asks once more: it is another ask, and has another name.
    run.ask(bash('1', { inputJson: '{"command":"rm -rf /"}' }));
    const session = await rig.phone.session(id);
    while (Object.keys(session.state.requests ?? {}).length === 0) await rig.phone.updates.later();
    expect(Object.keys(session.state.requests ?? {})).not.toContain('toolu_1');
    for (let times = 0; times < 3; times++) {
      await rig.server.hostile.callMethod(rig.phone.accountId, `${id}:permission`, recorded);
    }
    expect(run.session.decided.all).toHaveLength(1);
    expect(run.log.lines.filter((line) => line.includes('share-call-replayed'))).toHaveLength(3);
  });

  test('is not answered by a call recorded in an earlier run, which is not known to be a repetition', async () => {
    const rig = await openRig();
    const first = rig.run();
    await first.live();
    const id = await rig.sessionId();
    first.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    await rig.phone.allow(id, 'toolu_1');
    await rig.phone.completed(id, 'toolu_1');
    const recorded = rig.server.seen.calls.all.at(-1)?.params;
    first.kill();

    const second = rig.run();
    second.ask(bash('1'));
    await second.live();
    const session = await rig.phone.session(id);
    while (Object.keys(session.state.requests ?? {}).length === 0) await rig.phone.updates.later();
    await rig.server.hostile.callMethod(rig.phone.accountId, `${id}:permission`, recorded);
    expect(second.session.decided.all).toEqual([]);
  });

  test('still open when Gatehouse was killed is the same ask afterwards, and rings nobody twice', async () => {
    const rig = await openRig();
    const first = rig.run();
    await first.live();
    const id = await rig.sessionId();
    first.ask(bash('1'), bash('2'));
    await rig.phone.request(id, 'toolu_2');
    await rig.server.seen.pushes.count(2);
    first.kill();

    const second = rig.run();
    second.ask(bash('1'));
    expect(await rig.phone.completed(id, 'toolu_2')).toMatchObject({ status: 'canceled' });
    await rig.phone.allow(id, 'toolu_1');
    expect(second.session.decided.all.map(({ requestId }) => requestId)).toEqual(['local-1']);
    expect(rig.server.seen.pushes.all).toHaveLength(2);
  });

  test('of 1 MB is shown in part, says so, and cannot be allowed unseen', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    const inputJson = JSON.stringify({ file_path: '/home/ada/garden/seeds.txt', content: 'x'.repeat(1_500_000) });
    run.ask(bash('1', { toolName: 'Write', inputJson }), bash('2'));
    const shown = JSON.stringify(await rig.phone.request(id, 'toolu_1'));
    await rig.phone.request(id, 'toolu_2');

    expect(shown.length).toBeLessThan(10_000);
    expect(shown).toContain('Answer it on the computer');
    expect(await rig.phone.allow(id, 'toolu_1')).toEqual({ error: expect.stringContaining('on the computer') });
    expect(run.session.decided.all).toEqual([]);
    expect(await rig.phone.allow(id, 'toolu_2')).toBeUndefined();
  });

  test('one after the other a thousand times, with large inputs, leaves a small state', async () => {
    const rig = await openRig();
    const { run, id } = await live(rig);
    for (let count = 0; count < 200; count++) {
      const request = bash(`n${count}`, { inputJson: JSON.stringify({ content: 'y'.repeat(60_000), count }) });
      run.ask(request);
      run.session.decide(request.requestId, { tag: 'allow' });
    }
    await rig.phone.completed(id, 'toolu_n199');
    const { state } = await rig.phone.session(id);
    expect(Object.keys(state.completedRequests ?? {})).toHaveLength(50);
    expect(JSON.stringify(state).length).toBeLessThan(200_000);
  });
});
