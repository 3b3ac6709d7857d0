import { describe, expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { testHappyConnection } from '../../../main/backends/happy/connection-test.ts';
import { bashAsk, planAsk } from '../../support/happy-agent/index.ts';
import { callHappy } from '../../support/happy-wire.ts';
import { happyDesk, type HappyDesk } from './happy-desk.ts';

const { openDesk, agentOf, live } = happyDesk();
const none = { visible: null, asking: new Set<never>(), shared: new Set<never>() };
const texts = (rig: HappyDesk) =>
  rig.frames.flatMap((frame) => rig.backend.readTranscript(frame)).flatMap((item) => ('text' in item ? item.text : []));
/** Those of the backend: agents read their own log with another page size. */
const messageRequests = (rig: HappyDesk) =>
  rig.server.seen.requests.all.filter(({ route, query }) => route === 'messages' && query['limit'] === '200');

describe('a session of the account', () => {
  test('tells who and where it is, and what can be done with it', async () => {
    const { rig } = await live({}, { flavor: 'codex', metadata: { summary: { text: 'Fix it', updatedAt: 1 } } });
    const facts = Object.assign({}, ...rig.heard.of('session-facts').map((event) => event.facts)) as object;
    expect(facts).toMatchObject({
      title: 'Fix it',
      cwd: '/home/somebody/project',
      host: 'workstation',
      agent: 'Codex',
      control: 'remote',
      silence: null,
      can: { answer: true, setMode: false, handOver: false, archive: false },
    });
    expect(rig.heard.of('connection-account')[0]?.account.fingerprint).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
    expect(rig.server.seen.connections.all.at(-1)?.appState).toBe('background');
  });

  test('works, or not, by its own signs of life; the same one again is no news', async () => {
    const { rig, agent } = await live();
    agent.think(true);
    await rig.heard.until('session-facts', ({ facts }) => facts.activity?.tag === 'working');
    const before = rig.heard.all.length;
    for (let beat = 0; beat < 5; beat++) agent.think(true);
    await agent.changeMetadata((metadata) => ({ ...metadata, summary: { text: 'Marker', updatedAt: 1 } }));
    await rig.heard.until('session-facts', ({ facts }) => facts.title === 'Marker');
    expect(rig.heard.all.slice(before)).toMatchObject([{ facts: { title: 'Marker' } }]);
  });

  test('that is over has ended, and its asks cannot be answered', async () => {
    const { rig, agent, id } = await live();
    const asked = await agent.ask(bashAsk());
    await rig.heard.ask(asked.id);
    await agent.end();
    await rig.heard.until('session-facts', ({ facts }) => facts.activity?.tag === 'ended');
    await rig.heard.until('session-link', ({ link }) => link.tag === 'away');
    await rig.heard.until(
      'open-asks-listed',
      ({ requestIds, generation }) => requestIds.length === 0 && generation > 1,
    );
    expect(await rig.backend.command(id, { tag: 'interrupt' })).toMatchObject({ error: { code: 'not-supported' } });
  });

  test('whose process is gone is away, and asks again when it is back', async () => {
    const timing = {
      presenceTimeoutMs: 200,
      presenceSweepEveryMs: 50,
      presenceWriteEveryMs: 0,
      presenceFlushEveryMs: 20,
    };
    const { rig, agent } = await live({ server: { timing } }, { aliveEveryMs: 50 });
    const { id } = await agent.ask(bashAsk());
    await rig.heard.ask(id);
    agent.die();
    await rig.heard.until('session-link', ({ link }) => link.tag === 'away');
    await rig.heard.until(
      'open-asks-listed',
      ({ requestIds, generation }) => requestIds.length === 0 && generation > 1,
    );
    await agent.comeBack();
    await rig.heard.until('asked', ({ generation }) => generation > 2);
    expect(rig.heard.of('ask-cancelled')).toEqual([]);
  });

  test('at its own terminal says so, and can be taken over', async () => {
    const { rig, agent, id } = await live({}, { mode: 'local' });
    await rig.heard.until('session-facts', ({ facts }) => facts.silence === 'terminal-has-control');
    expect(await rig.backend.command(id, { tag: 'hand-over', to: 'here' })).toEqual(ok(null));
    expect(await agent.switches.next()).toBe('remote');
    await rig.heard.until('session-facts', ({ facts }) => facts.control === 'remote' && facts.can?.answer === true);
  });

  test('that appears, or is deleted, does so here; what went while the line was down is gone after it', async () => {
    const { rig, agent } = await live();
    const second = await agentOf(rig);
    await rig.heard.until('session-link', (event) => event.sessionId === second.id && event.link.tag === 'live');
    await callHappy({ ...rig.account, token: rig.token }, `/v1/sessions/${second.id}`, undefined, 'DELETE');
    await rig.heard.until('session-removed', (event) => event.sessionId === second.id);
    rig.server.hostile.withholdUpdates(1);
    await callHappy({ ...rig.account, token: rig.token }, `/v1/sessions/${agent.id}`, undefined, 'DELETE');
    rig.server.cutSockets(({ scope }) => scope.tag === 'user-scoped');
    await rig.heard.until('session-removed', (event) => event.sessionId === agent.id);
  });

  test('that is not among those to be watched is not shown', async () => {
    const rig = await openDesk({ connection: { sessions: ['another'] } });
    await agentOf(rig);
    rig.backend.start();
    await rig.heard.until('connection-state', ({ state }) => state.tag === 'live');
    expect(rig.heard.of('session-facts')).toEqual([]);
  });
});

describe('the log of a session', () => {
  test('stays on the server until somebody looks, then comes whole, in order and once', async () => {
    const { rig, agent, id } = await live();
    for (const text of ['one', 'two', 'three']) await agent.say(text);
    expect([messageRequests(rig), rig.frames]).toEqual([[], []]);
    rig.backend.prioritise({ ...none, visible: id });
    await expect.poll(() => texts(rig)).toEqual(['one', 'two', 'three']);
    rig.server.hostile.skipMessageSeq(agent.id, 5);
    await agent.say('four');
    rig.server.hostile.duplicateUpdates(2);
    await agent.say('five');
    await expect.poll(() => texts(rig)).toEqual(['one', 'two', 'three', 'four', 'five']);
    rig.server.hostile.withholdUpdates(1);
    await agent.say('six');
    await agent.say('seven');
    await expect.poll(() => texts(rig).slice(5)).toEqual(['six', 'seven']);
    rig.server.session(agent.id).seq = 0;
    await agent.say('after a reset');
    await expect.poll(() => texts(rig).slice(7)).toEqual(['after a reset']);
  });

  test('has older pages, up to its beginning', async () => {
    const { rig, agent, id } = await live();
    for (let n = 0; n < 5; n++) await agent.sendBody({ role: 'user', content: { type: 'text', text: `old ${n}` } });
    const first = await rig.backend.loadOlder(id);
    expect(first.ok && first.value.map((item) => 'text' in item && item.text)).toEqual(
      [0, 1, 2, 3, 4].map((n) => `old ${n}`),
    );
    expect(await rig.backend.loadOlder(id)).toEqual(ok([]));
    // Whoever looks again holds nothing of it.
    rig.backend.rewindOlder(id, true);
    expect(await rig.backend.loadOlder(id)).toEqual(first);
    expect(rig.backend.mayHaveOlder(id)).toBe(false);
  });

  test('that is short and was read has nothing older, which is known without asking for it', async () => {
    const { rig, agent, id } = await live();
    for (const text of ['one', 'two']) await agent.say(text);
    expect(rig.backend.mayHaveOlder(id)).toBe(true);
    rig.backend.prioritise({ ...none, visible: id });
    await expect.poll(() => texts(rig)).toEqual(['one', 'two']);
    expect(rig.backend.mayHaveOlder(id)).toBe(false);
    rig.backend.rewindOlder(id, false);
    expect(rig.backend.mayHaveOlder(id)).toBe(false);
  });

  test('that is long has older pages, the same again for whoever looks again', async () => {
    const { rig, agent, id } = await live();
    for (let n = 0; n < 203; n++) await agent.say(`said ${n}`);
    rig.backend.prioritise({ ...none, visible: id });
    await expect.poll(() => texts(rig).length).toBe(200);
    expect(rig.backend.mayHaveOlder(id)).toBe(true);
    const older = await rig.backend.loadOlder(id);
    expect(older.ok && older.value.map((item) => 'text' in item && item.text)).toEqual(['said 0', 'said 1', 'said 2']);
    expect(rig.backend.mayHaveOlder(id)).toBe(false);
    rig.backend.rewindOlder(id, false);
    expect(await rig.backend.loadOlder(id)).toEqual(older);
  });

  test('does not show a message again that the server shows as another one', async () => {
    const { rig, agent, id } = await live();
    rig.backend.prioritise({ ...none, visible: id });
    await agent.say('once');
    await expect.poll(() => texts(rig)).toEqual(['once']);
    const row = rig.server.session(agent.id).messages.at(-1);
    rig.server.hostile.putMessage(agent.id, row?.content ?? '');
    await rig.heard.until('frames-skipped', ({ malformed }) => malformed === 1);
    expect(texts(rig)).toEqual(['once']);
  });

  test('gives a plan to the request that came without it, which then rings once', async () => {
    const { rig, agent } = await live();
    const { id } = await agent.ask({ ...planAsk(null), id: 'toolu_plan' });
    await agent.sendBody({
      role: 'session',
      content: {
        id: 'e'.repeat(24),
        time: 1,
        role: 'agent',
        turn: 't'.repeat(24),
        ev: {
          t: 'tool-call-start',
          call: 'toolu_plan',
          name: 'ExitPlanMode',
          title: 'Plan',
          description: 'Plan',
          args: { plan: '1. Look' },
        },
      },
    });
    const { request } = await rig.heard.ask(id);
    expect([request.kind, request.inputJson, request.offers.allow]).toEqual(['plan', '{"plan":"1. Look"}', true]);
    expect(rig.heard.of('asked').length).toBe(1);
  });
});

test('the mode that a plan was approved with goes along with the next message', async () => {
  const { rig, agent, id } = await live();
  const ask = await agent.ask(planAsk());
  const { request, generation } = await rig.heard.ask(ask.id);
  const answer = rig.backend.encodeAnswer(request, { tag: 'approve-plan', mode: 'acceptEdits' }, 'a1');
  if (!answer.ok) throw new Error(answer.error.code);
  const { requestId } = request;
  expect(await rig.backend.sendAnswer({ sessionId: id, requestId, wire: answer.value, generation })).toEqual({
    tag: 'sent',
  });
  expect(await rig.backend.command(id, { tag: 'send-message', draftId: 'd1', text: 'go on' })).toEqual(ok(null));
  expect(await agent.prompts.next()).toMatchObject({ meta: { permissionMode: 'acceptEdits' } });
});

describe.each(['current', 'archived'] as const)('commands over a %s server', (generation) => {
  test('reach the session', async () => {
    const dialect = generation === 'current' ? 'current' : 'early';
    const { rig, agent, id } = await live({ server: { generation } }, { dialect });
    expect(await rig.backend.command(id, { tag: 'set-mode', mode: 'plan' })).toEqual(ok(null));
    expect(await rig.backend.command(id, { tag: 'set-mode', mode: 'auto' })).toMatchObject({ ok: false });
    const message = { tag: 'send-message', draftId: 'd1', text: 'go on' } as const;
    expect(await rig.backend.command(id, message)).toEqual(ok(null));
    expect(await agent.prompts.next()).toMatchObject({ content: { text: 'go on' }, meta: { permissionMode: 'plan' } });
    expect(await rig.backend.command(id, { tag: 'interrupt' })).toEqual(ok(null));
    await agent.aborts.next();
    expect(await rig.backend.command(id, { tag: 'archive' })).toMatchObject({ error: { code: 'not-supported' } });
    expect(await rig.backend.command(id, { tag: 'end' })).toEqual(ok(null));
    await agent.ended;
    await rig.heard.until('session-facts', ({ facts }) => facts.can?.archive === true);
    expect(await rig.backend.command(id, { tag: 'archive' })).toEqual(ok(null));
  });
});

test('a message sent twice under one draft is one message', async () => {
  const { rig, agent, id } = await live();
  const message = { tag: 'send-message', draftId: 'd1', text: 'once' } as const;
  rig.server.breakNext('sendMessages', { tag: 'lose-reply' });
  expect(await rig.backend.command(id, message)).toMatchObject({ error: { code: 'offline' } });
  expect(await rig.backend.command(id, message)).toEqual(ok(null));
  expect(rig.server.session(agent.id).messages.filter(({ localId }) => localId === 'd1').length).toBe(1);
});

test('a connection that only looks on offers nothing and sends nothing', async () => {
  const { rig, agent, id } = await live({ connection: { viewerOnly: true } });
  const { request } = await rig.heard.ask((await agent.ask(bashAsk())).id);
  expect(rig.backend.encodeAnswer(request, { tag: 'allow' }, 'x')).toMatchObject({ ok: false });
  const wire = JSON.stringify({ id: request.requestId, approved: true });
  const { requestId } = request;
  expect(await rig.backend.sendAnswer({ sessionId: id, requestId, wire, generation: 1 })).toEqual({ tag: 'failed' });
  expect(await rig.backend.command(id, { tag: 'interrupt' })).toMatchObject({ error: { code: 'not-supported' } });
  expect(rig.server.seen.calls.all).toEqual([]);
});

test('an old list without pages is read, and more sessions than fit on a page are too', async () => {
  const rig = await openDesk();
  for (let n = 0; n < 250; n++)
    rig.server.seedSession(rig.accountId, { tag: `${n}`, metadata: 'AA==', dataEncryptionKey: null });
  expect(await testHappyConnection(rig.settings, rig.tools.credentials, rig.kit)).toMatchObject({ sessions: 250 });
  const body = { error: 'Not found', path: '/v2/sessions', method: 'GET' };
  rig.server.breakNext('pagedSessions', { tag: 'status', status: 404, body });
  expect(await testHappyConnection(rig.settings, rig.tools.credentials, rig.kit)).toMatchObject({ sessions: 150 });
  const credentials = { token: () => Promise.resolve(ok('no key at all')) };
  expect(await testHappyConnection(rig.settings, credentials, rig.kit)).toMatchObject({ problem: 'no-token' });
  await rig.server.close();
  expect(await testHappyConnection(rig.settings, rig.tools.credentials, rig.kit)).toMatchObject({
    reached: false,
    problem: 'unreachable',
  });
});
