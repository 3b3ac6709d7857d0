import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { sessionId } from '../../../shared/ids.ts';
import { seal, wrapKey, contentPair } from '../../support/happy-crypto.ts';
import { bashAsk } from '../../support/happy-agent/index.ts';
import { answer, happyDesk, permissionCalls } from './happy-desk.ts';

const { openDesk, agentOf, live } = happyDesk();

describe('an answer whose ack', () => {
  test('never comes is confirmed by what the session says', async () => {
    const { rig, agent } = await live();
    rig.server.breakAck('rpc-call:permission', { tag: 'never' });
    const { id } = await agent.ask(bashAsk());
    const { request } = await rig.heard.ask(id);
    const sending = answer(rig, agent, request);
    expect(await rig.heard.until('answer-seen')).toMatchObject({ requestId: id, own: true });
    await rig.backend.stop();
    expect(await sending).toEqual({ tag: 'failed' });
    expect(permissionCalls(rig).length).toBe(1);
  });

  test('comes late or twice changes nothing', async () => {
    const { rig, agent } = await live();
    let release = () => {};
    rig.server.breakAck('rpc-call:permission', { tag: 'late', until: new Promise<void>((done) => (release = done)) });
    rig.server.breakAck('rpc-call:permission', { tag: 'twice' });
    const first = await agent.ask(bashAsk('one'));
    const sending = answer(rig, agent, (await rig.heard.ask(first.id)).request);
    await rig.heard.until('answer-seen', ({ requestId }) => requestId === first.id);
    const second = await agent.ask(bashAsk('two'));
    expect(await answer(rig, agent, (await rig.heard.ask(second.id)).request)).toEqual({ tag: 'sent' });
    release();
    expect(await sending).toEqual({ tag: 'sent' });
    await rig.heard.until('answer-seen', ({ requestId }) => requestId === second.id);
    expect(rig.heard.of('answer-seen').length).toBe(2);
    expect(rig.heard.of('session-link').filter(({ link }) => link.tag === 'waiting')).toEqual([]);
  });
});

test('an answer that an agent only acks is not called received', async () => {
  const { rig, agent } = await live();
  agent.requests.manners = 'keep-open';
  const { id } = await agent.ask(bashAsk());
  const { request } = await rig.heard.ask(id);
  expect(await answer(rig, agent, request)).toEqual({ tag: 'sent' });
  agent.requests.manners = 'complete';
  expect(rig.heard.of('answer-seen')).toEqual([]);
  await agent.requests.answerElsewhere(id, false);
  expect(await rig.heard.until('answer-seen')).toMatchObject({ own: false });
});

test('an answer that another device gave first in the other sense is told as theirs', async () => {
  const { rig, agent } = await live();
  const { id } = await agent.ask(bashAsk());
  const { request } = await rig.heard.ask(id);
  await agent.requests.answerElsewhere(id, true);
  expect(await rig.heard.until('answer-seen')).toMatchObject({ requestId: id, own: null });
  expect(await answer(rig, agent, request, { decision: { tag: 'deny', stop: false } })).toEqual({ tag: 'sent' });
  expect(rig.heard.of('answer-seen').length).toBe(1);
});

test('an agent that fails to take an answer refuses it', async () => {
  const { rig, agent } = await live();
  agent.requests.manners = 'fail';
  const { id } = await agent.ask(bashAsk());
  expect(await answer(rig, agent, (await rig.heard.ask(id)).request)).toEqual({ tag: 'refused', status: 500 });
});

test('an answer to an agent that is gone waits, and the same bytes reach it when it is back', async () => {
  const { rig, agent } = await live();
  const { id } = await agent.ask(bashAsk());
  const { request } = await rig.heard.ask(id);
  agent.goOffline();
  expect(await answer(rig, agent, request)).toEqual({ tag: 'failed' });
  await rig.heard.until(
    'session-link',
    ({ link }) => link.tag === 'waiting' && link.cause.code === 'agent-unreachable',
  );
  await agent.comeBack();
  await rig.heard.live(2);
  await rig.heard.until('asked', ({ generation }) => generation === 2);
  expect(await answer(rig, agent, request, { generation: 2 })).toEqual({ tag: 'sent' });
  expect(await rig.heard.until('answer-seen')).toMatchObject({ requestId: id, own: true });
});

test('answers to an agent that stays away end in a state that only a person leaves', async () => {
  const { rig, agent } = await live({ random: { fraction: () => 0, uuid: () => '' } });
  const { id } = await agent.ask(bashAsk());
  const { request } = await rig.heard.ask(id);
  agent.die();
  for (let generation = 1; generation <= 6; generation++) {
    await rig.heard.live(generation);
    expect(await answer(rig, agent, request, { generation })).toEqual({ tag: 'failed' });
  }
  const last = rig.heard.of('session-link').at(-1);
  expect(last?.link).toEqual({ tag: 'failed', cause: { code: 'agent-unreachable' } });
  const count = permissionCalls(rig).length;
  expect(await answer(rig, agent, request, { generation: 6 })).toEqual({ tag: 'failed' });
  expect(permissionCalls(rig).length).toBe(count);
  rig.backend.retry(sessionId(agent.id));
  await rig.heard.live(7);
});

test('metadata that others change for ever is given up, and one lost race is not', async () => {
  const { rig, agent, id } = await live();
  rig.server.breakAck('update-metadata', { tag: 'mismatch' }, Infinity);
  expect(await rig.backend.command(id, { tag: 'rename', title: 'Mine' })).toMatchObject({
    error: { code: 'refused', detail: 'version-mismatch' },
  });
  expect(rig.server.seen.events.all.filter(({ event }) => event === 'update-metadata').length).toBeLessThanOrEqual(5);
  rig.server.clearFaults();
  rig.server.hostile.withholdUpdates(1);
  await agent.changeMetadata((metadata) => ({ ...metadata, theirs: 1 }));
  expect(await rig.backend.command(id, { tag: 'rename', title: 'Mine' })).toEqual(ok(null));
  await rig.heard.until('session-facts', ({ facts }) => facts.title === 'Mine');
  await expect.poll(() => agent.metadata).toMatchObject({ theirs: 1, summary: { text: 'Mine' } });
});

test('a server that forgets what it was told is asked again, and one that restarts is joined again', async () => {
  const { rig, agent } = await live();
  rig.server.breakNext('pagedSessions', { tag: 'status', status: 503 }, 1);
  await rig.server.restart();
  await rig.heard.live(2);
  expect(rig.heard.of('connection-state').map(({ state }) => state.tag)).toContain('retrying');
  expect(rig.heard.of('connection-state').at(-1)?.state).toEqual({ tag: 'live' });
  const { id } = await agent.ask(bashAsk());
  expect(await rig.heard.ask(id)).toMatchObject({ generation: 2 });
});

describe('ciphertext', () => {
  test('that cannot be read replaces nothing, is counted, and is forgotten with the next that can', async () => {
    const { rig, agent } = await live();
    const { id } = await agent.ask(bashAsk());
    await rig.heard.ask(id);
    rig.server.hostile.truncateBlob(agent.id, 'agentState', 41);
    await rig.heard.until('session-facts', ({ facts }) => facts.silence === 'wrong-key');
    await rig.heard.until('frames-skipped', ({ malformed }) => malformed === 1);
    const wrong = seal({ requests: {} }, { variant: 'dataKey', key: randomBytes(32) });
    rig.server.hostile.putBlob(agent.id, 'agentState', wrong);
    const odd = Buffer.from(seal({ requests: {} }, agent.key), 'base64');
    odd[0] = 1;
    rig.server.hostile.putBlob(agent.id, 'agentState', odd.toString('base64'));
    await rig.heard.until('frames-skipped', ({ malformed }) => malformed === 3);
    expect([rig.heard.of('ask-cancelled'), rig.heard.of('answer-seen')]).toEqual([[], []]);
    const state = seal({ controlledByUser: false, requests: {}, completedRequests: {} }, agent.key);
    rig.server.hostile.putBlob(agent.id, 'agentState', state);
    await rig.heard.until('ask-cancelled', ({ requestId }) => requestId === id);
    expect(rig.heard.of('session-facts').at(-1)?.facts.silence).toBeNull();
  });

  test('for another account hides no other session', async () => {
    const rig = await openDesk();
    const stranger = contentPair(randomBytes(32)).publicKey;
    const metadata = seal({ path: '/secret' }, { variant: 'dataKey', key: randomBytes(32) });
    const dataEncryptionKey = wrapKey(randomBytes(32), stranger);
    const locked = rig.server.seedSession(rig.accountId, { tag: 'locked', metadata, dataEncryptionKey });
    const agent = await agentOf(rig);
    rig.backend.start();
    await rig.heard.until('session-link', (event) => event.sessionId === agent.id && event.link.tag === 'live');
    const told = await rig.heard.until('session-facts', (event) => event.sessionId === locked);
    expect(told.facts).toMatchObject({ silence: 'wrong-key', can: { answer: false } });
    expect(JSON.stringify(rig.heard.all)).not.toContain('/secret');
  });

  test('that was seen before is no news, whatever version it is given', async () => {
    const { rig, agent } = await live();
    const { id } = await agent.ask(bashAsk());
    const { request } = await rig.heard.ask(id);
    const asking = rig.server.session(agent.id).agentState.version;
    await answer(rig, agent, request);
    await rig.heard.until('answer-seen');
    const count = rig.heard.of('asked').length;
    rig.server.hostile.replayBlob(agent.id, 'agentState', asking);
    await rig.heard.until('frames-skipped', ({ malformed }) => malformed === 1);
    expect(rig.heard.of('asked').length).toBe(count);
  });

  test('of one session is nothing in another that has the same key', async () => {
    const { rig, agent } = await live({}, { variant: 'legacy' });
    const other = await agentOf(rig, { variant: 'legacy' });
    await rig.heard.until('session-link', (event) => event.sessionId === other.id && event.link.tag === 'live');
    const { id } = await agent.ask(bashAsk());
    await rig.heard.ask(id);
    rig.server.hostile.spliceBlob(agent.id, other.id, 'agentState');
    await rig.heard.until('frames-skipped', (event) => event.sessionId === other.id);
    expect(rig.heard.of('asked').filter((event) => event.sessionId === other.id)).toEqual([]);
  });
});

describe('a refused token', () => {
  test('is asked for anew, once for all', async () => {
    const { rig } = await live();
    const phone = rig.server.peers.find(({ scope }) => scope.tag === 'user-scoped');
    const before = rig.server.seen.requests.all.filter(({ route }) => route === 'auth').length;
    rig.server.refuseToken(String(phone?.socket.handshake.auth['token']));
    rig.server.disconnectSockets(({ scope }) => scope.tag === 'user-scoped');
    await rig.heard.live(2);
    expect(rig.server.seen.requests.all.filter(({ route }) => route === 'auth').length).toBe(before + 1);
  });

  test('and the one after it need a person, without a loop; then it goes on', async () => {
    const { rig } = await live();
    rig.server.refuseToken();
    rig.server.disconnectSockets(({ scope }) => scope.tag === 'user-scoped');
    expect(await rig.heard.until('connection-state', ({ state }) => state.tag === 'sign-in-needed')).toMatchObject({
      state: { why: 'refused' },
    });
    const signIns = rig.server.seen.requests.all.filter(({ route }) => route === 'auth').length;
    expect(signIns).toBeLessThanOrEqual(5);
    rig.server.acceptTokens();
    rig.backend.retry();
    await rig.heard.live(2);
  });
});
