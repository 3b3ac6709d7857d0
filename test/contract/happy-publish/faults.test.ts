import { describe, expect, test } from 'vitest';
import { seal } from '../../support/happy-crypto.ts';
import { bash, openRig, said } from './publish-rig.ts';
import { textsOf } from './shared-log.ts';

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => said(`item-${from + index}`, `text ${from + index}`));
const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `text ${from + index}`);

describe('What a shared session says', () => {
  test('arrives once and in order, though the service went away in the middle and its answers were lost', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    rig.server.breakNext('sendMessages', { tag: 'lose-reply' }, 2);
    run.share.append(numbered(0, 30));
    await rig.server.close();
    run.share.append(numbered(30, 250));
    await run.standings.later(({ state, unsent }) => state.tag === 'waiting' && unsent > 0);
    await rig.server.open();
    await run.sent();
    expect(textsOf(await rig.phone.log(await rig.sessionId()))).toEqual(texts(0, 250));
  });

  test('before the service was ever reached survives a killed Gatehouse', async () => {
    const rig = await openRig();
    await rig.server.close();
    const first = rig.run();
    first.share.append(numbered(0, 5));
    await first.standings.later(({ unsent }) => unsent === 6);
    first.kill();
    await rig.server.open();
    await rig.phone.open();

    const second = rig.run();
    await second.sent();
    second.share.append(numbered(5, 7));
    await second.sent();
    expect(textsOf(await rig.phone.log(await rig.sessionId()))).toEqual(texts(0, 7));
  });

  test('of which too much waited says on both sides that something is missing, and sends the rest once', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    await rig.server.close();
    // More than is held in memory.
    const large = 'x'.repeat(200_000);
    run.share.append(Array.from({ length: 45 }, (_, n) => said(`large-${n}`, `${n} ${large}`)));
    await expect.poll(() => rig.disk.waiting.length).toBe(46);
    rig.disk.overfull = 4;
    run.share.append([said('last', 'the last word')]);
    expect(await run.standings.find(({ leftOut }) => leftOut === 4)).toMatchObject({ unsent: 43 });
    await rig.server.open();
    await run.sent();
    const log = await rig.phone.log(await rig.sessionId());
    const numbers = textsOf(log).map((text) => text.split(' ')[0]);
    expect([numbers.length, new Set(numbers).size, numbers.at(-1)]).toEqual([42, 42, 'the']);
    expect(textsOf(log, 'service')).toEqual([expect.stringMatching(/^Missing above: 4 messages of this session/)]);
  });

  test('is set aside where the service does not take it, and holds nothing else up', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    // Every batch with the bad one in it is refused: the halves, and in the end the one.
    rig.server.breakNext('sendMessages', { tag: 'status', status: 413 }, 4);
    run.share.append(numbered(0, 8).slice(0, 7));
    await run.standings.later(({ refused }) => refused === 1);
    await run.standings.find(({ unsent, refused }) => unsent === 1 && refused === 1);
    expect(run.log.lines.some((line) => line.includes('share-message-refused'))).toBe(true);
    expect(rig.disk.waiting).toHaveLength(1);
    expect(run.now?.state).toEqual({ tag: 'live' });
  });

  test('waits as long as the service asks for', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    rig.server.breakNext('sendMessages', { tag: 'status', status: 429, headers: { 'retry-after': '1' } });
    run.share.append([said('a', 'one')]);
    const { state } = await run.standings.later(({ state: { tag } }) => tag === 'waiting');
    expect(state).toMatchObject({ cause: { code: 'rate-limited' } });
    await run.sent();
    expect(textsOf(await rig.phone.log(await rig.sessionId()))).toEqual(['one']);
  });

  test('is not lost to something else that answers with success', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    rig.server.breakNext('sendMessages', { tag: 'status', status: 200, body: { messages: [] } });
    run.share.append([said('a', 'one')]);
    await run.sent();
    expect(textsOf(await rig.phone.log(await rig.sessionId()))).toEqual(['one']);
  });
});

describe('The state of a shared session', () => {
  test('is written over that of others, again and again, and what they added stays', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    rig.server.breakAck('update-state', { tag: 'mismatch' }, 4);
    run.ask(bash('1'));
    await rig.phone.request(await rig.sessionId(), 'toolu_1');
    expect(run.now?.state).toEqual({ tag: 'live' });
  });

  test('is given up after ten mismatches, says so, and begins again when asked to', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    await rig.server.seen.events.find(({ event }) => event === 'update-state');
    const before = rig.server.seen.events.all.filter(({ event }) => event === 'update-state').length;
    rig.server.breakAck('update-state', { tag: 'mismatch' }, Infinity);
    run.ask(bash('1'));
    expect((await run.failed()).state).toEqual({ tag: 'failed', why: 'conflict' });
    const tries = rig.server.seen.events.all.filter(({ event }) => event === 'update-state').length - before;
    expect(tries).toBeLessThanOrEqual(11);

    rig.server.clearFaults();
    run.sharer.retry();
    await rig.phone.request(await rig.sessionId(), 'toolu_1');
  });

  test('is written though an ack never came, and though the service said no', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    await rig.server.seen.events.find(({ event }) => event === 'update-state');
    rig.server.breakAck('update-state', { tag: 'say', reply: { result: 'error' } }, 2);
    rig.server.breakAck('update-state', { tag: 'lost' });
    run.ask(bash('1'));
    await run.standings.later(({ state }) => state.tag === 'waiting' && state.cause.code === 'server-error');
    await run.standings.later(({ state }) => state.tag === 'waiting' && state.cause.code === 'timeout');
    await rig.phone.request(await rig.sessionId(), 'toolu_1');
    await run.live();
  });

  test('that somebody made unreadable is written anew', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    rig.server.hostile.putBlob(id, 'agentState', 'AAAA');
    run.ask(bash('2'));
    await rig.phone.request(id, 'toolu_2');
    expect(Object.keys((await rig.phone.session(id)).state.requests ?? {})).toEqual(['toolu_1', 'toolu_2']);
  });
});

describe('A share', () => {
  test('comes back after the service was restarted, and its open ask can be answered', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    await rig.server.restart();
    await run.live();
    await rig.phone.open();
    await rig.phone.allow(id, 'toolu_1');
    expect(run.session.decided.all).toHaveLength(1);
  });

  test('comes back after the service hung up on its own', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    rig.server.disconnectSockets(({ scope }) => scope.tag === 'session-scoped');
    await run.standings.later(({ state }) => state.tag === 'live');
    run.share.append([said('a', 'one')]);
    await run.sent();
    expect(textsOf(await rig.phone.log(await rig.sessionId()))).toEqual(['one']);
  });

  test('that was deleted there says so, and does not make the session again', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    rig.server.core.store.deleteSession(rig.server.session(await rig.sessionId()));
    run.share.append([said('a', 'one')]);
    expect((await run.failed()).state).toEqual({ tag: 'failed', why: 'deleted-there' });
    expect(rig.server.core.store.sessions.size).toBe(0);
    expect(await run.share.stop()).toEqual({ flushed: 0, remaining: 2 });
  });

  test('that was deleted there while Gatehouse did not run is found out, and leaves no empty session', async () => {
    const rig = await openRig();
    const first = rig.run();
    first.share.append([said('a', 'one')]);
    await first.sent();
    first.kill();
    rig.server.core.store.deleteSession(rig.server.session(await rig.sessionId()));
    const second = rig.run();
    expect((await second.failed()).state).toEqual({ tag: 'failed', why: 'deleted-there' });
    expect(rig.server.core.store.sessions.size).toBe(0);
  });

  test('that a device put away is over', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    const session = await rig.phone.session(id);
    while (rig.server.session(id).agentState.version === 0) await rig.phone.updates.later();
    const metadata = { ...session.metadata, lifecycleState: 'archiveRequested' };
    rig.server.hostile.putBlob(id, 'metadata', seal(metadata, session.key));
    expect((await run.failed()).state).toEqual({ tag: 'failed', why: 'deleted-there' });
  });

  test('whose sign-in is refused says so, and goes on after the next one', async () => {
    const rig = await openRig();
    rig.server.breakNext('auth', { tag: 'status', status: 401 }, Infinity);
    const run = rig.run();
    expect((await run.failed()).state).toEqual({ tag: 'failed', why: 'sign-in-needed' });
    rig.server.clearFaults();
    run.sharer.retry();
    await run.live();
  });

  test('ends there after all it said, and forgets what it kept', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    run.share.append(numbered(0, 150));
    expect(await run.share.end()).toEqual({ flushed: expect.any(Number), remaining: 0, end: 'told' });
    expect(textsOf(await rig.phone.log(id))).toEqual(texts(0, 150));
    const session = await rig.phone.session(id);
    await rig.phone.completed(id, 'toolu_1');
    expect(session.metadata).toMatchObject({ lifecycleState: 'archived', archivedBy: 'gatehouse' });
    expect(rig.server.session(id).isActive).toBe(false);
    expect(rig.disk.isForgotten).toBe(true);
  });

  test('that is stopped while the service is away says what has not arrived', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    await rig.server.close();
    run.share.append(numbered(0, 3));
    expect(await run.share.stop()).toEqual({ flushed: 0, remaining: 4 });
    expect(rig.disk.waiting).toHaveLength(4);
  });

  test('shows that it is there, what it does, and who controls it', async () => {
    const rig = await openRig();
    const run = rig.run({ facts: { control: 'terminal' } });
    await run.live();
    const id = await rig.sessionId();
    run.share.tell({ ...run.facts, working: true });
    await rig.phone.ephemerals.find((event) => event['id'] === id && event['thinking'] === true);
    run.share.tell({ ...run.facts, working: false });
    expect(await rig.server.seen.pushes.find(({ kind }) => kind === 'done')).toMatchObject({ title: 'Mend the fence' });
    run.share.usage({ contextTokens: 1_200, outputTokens: 30 });
    expect(await rig.phone.ephemerals.find((event) => event['type'] === 'usage')).toMatchObject({
      tokens: { input: 1_200, output: 30 },
    });
    expect((await rig.phone.session(id)).state.controlledByUser).toBe(true);
  });
});
