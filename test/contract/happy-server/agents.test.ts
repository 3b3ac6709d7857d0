import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  bashAsk,
  codexAsk,
  planAsk,
  questionAsk,
  startHappyAgent,
  type AgentOptions,
  type HappyAgent,
} from '../../support/happy-agent/index.ts';
import { open, seal } from '../../support/happy-crypto.ts';
import { connectHappyPhone, type HappyPhone } from '../../support/happy-phone/index.ts';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';

const secret = randomBytes(32);
const closing: { close(): void }[] = [];
let server: HappyServer;
let phone: HappyPhone;

beforeEach(async () => {
  server = await startHappyServer({
    timing: { rpcRegisterWaitMs: 50, rpcDisconnectGraceMs: 50, rpcAnswerWaitMs: 100 },
  });
  phone = await connectHappyPhone({ baseUrl: server.baseUrl, secret });
  closing.push(phone);
});
afterEach(async () => {
  for (const opened of closing.splice(0)) opened.close();
  await server.stop();
});

async function start(options: Partial<AgentOptions> = {}): Promise<HappyAgent> {
  const agent = await startHappyAgent({ baseUrl: server.baseUrl, secret, ...options });
  closing.push(agent);
  return agent;
}

test('a denial carries its reason into the completed request, and the turn is over', async () => {
  const agent = await start();
  const { id, outcome } = await agent.ask(bashAsk());
  await phone.deny(agent.id, id, 'not on a Friday');
  expect(await outcome).toMatchObject({ status: 'denied', isTurnOver: true });
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'denied', reason: 'not on a Friday' });
});

test('a grant for the session lets the same command run unasked, until a denial forgets it', async () => {
  const agent = await start();
  const first = await agent.ask(bashAsk('ls'));
  await phone.allow(agent.id, first.id, { allowTools: ['Bash(ls)'] });
  await first.outcome;
  expect((await agent.ask(bashAsk('ls'))).wasRaised).toBe(false);
  const other = await agent.ask(bashAsk('rm -rf /'));
  await phone.deny(agent.id, other.id);
  await other.outcome;
  expect((await agent.ask(bashAsk('ls'))).wasRaised).toBe(true);
  expect(await phone.completed(agent.id, first.id)).toMatchObject({
    allowTools: ['Bash(ls)'],
    allowedTools: ['Bash(ls)'],
  });
});

test('answers to questions are merged into the input by current agents and ignored by early ones', async () => {
  const answers = { 'Which colour?': 'Blue' };
  for (const dialect of ['current', 'early'] as const) {
    const agent = await start({ dialect });
    const { id, outcome } = await agent.ask(questionAsk());
    await phone.allow(agent.id, id, { updatedInput: { answers } });
    const { input } = await outcome;
    expect(input).toHaveProperty('questions');
    expect(Reflect.has(Object(input), 'answers')).toBe(dialect === 'current');
  }
});

test('a plan is accepted with a mode that lasts', async () => {
  const agent = await start({ permissionMode: 'plan' });
  const { id, outcome } = await agent.ask(planAsk());
  await phone.allow(agent.id, id, { mode: 'acceptEdits' });
  await outcome;
  expect(agent.requests.permissionMode).toBe('acceptEdits');
});

test('a session that bypasses asks only questions and plans, and "default" does not bring it back', async () => {
  const agent = await start({ permissionMode: 'bypassPermissions' });
  expect((await agent.ask(bashAsk())).wasRaised).toBe(false);
  await phone.write(agent.id, 'hello', { permissionMode: 'default' });
  expect(await agent.prompts.next()).toMatchObject({ content: { text: 'hello' } });
  expect((await agent.ask(bashAsk())).wasRaised).toBe(false);
  expect((await agent.ask(questionAsk())).wasRaised).toBe(true);
});

test('Codex goes on after "denied" and stops after "abort" or a bare no', async () => {
  const agent = await start({ flavor: 'codex' });
  const answered = async (params: Record<string, unknown>) => {
    const { id, outcome } = await agent.ask(codexAsk());
    await phone.call(agent.id, 'permission', { id, ...params });
    return outcome;
  };
  expect(await answered({ approved: false, decision: 'denied' })).toMatchObject({ isTurnOver: false });
  expect(await answered({ approved: false, decision: 'abort' })).toMatchObject({ isTurnOver: true });
  expect(await answered({ approved: false })).toMatchObject({ isTurnOver: true });
  expect(await answered({ approved: true, decision: 'approved_for_session' })).toMatchObject({ status: 'approved' });
});

test('an unknown id and a second answer are acked like the first, and change nothing', async () => {
  const agent = await start();
  const { id, outcome } = await agent.ask(bashAsk());
  expect(await phone.allow(agent.id, 'toolu_unknown')).toBeUndefined();
  expect(await phone.allow(agent.id, id)).toBeUndefined();
  expect(await phone.deny(agent.id, id)).toBeUndefined();
  expect(await outcome).toMatchObject({ status: 'approved' });
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'approved' });
  expect(agent.requests.answers.all).toHaveLength(3);
});

test('an answer at the terminal moves the request without any call', async () => {
  const agent = await start();
  const { id } = await agent.ask(bashAsk());
  await agent.requests.answerElsewhere(id, true);
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'approved' });
  expect(server.seen.calls.all).toEqual([]);
});

test('an abort cancels what is open and says so in the log', async () => {
  const agent = await start();
  const { id, outcome } = await agent.ask(bashAsk());
  expect(await phone.call(agent.id, 'abort', {})).toBeUndefined();
  expect(await outcome).toMatchObject({ status: 'canceled' });
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'canceled', reason: 'Aborted by user' });
  expect(await phone.log(agent.id)).toContainEqual(
    expect.objectContaining({
      content: expect.objectContaining({ data: { type: 'message', message: 'Aborted by user' } }),
    }),
  );
});

test('a local session has nobody to answer, and a message from afar makes it remote', async () => {
  const agent = await start({ mode: 'local' });
  expect((await phone.session(agent.id)).state.controlledByUser).toBe(true);
  await expect(agent.ask(bashAsk())).rejects.toThrow('at its terminal');
  await expect(phone.allow(agent.id, 'toolu_1')).rejects.toThrow('RPC method not available');
  await phone.write(agent.id, 'hello');
  expect(await agent.switches.next()).toBe('remote');
  expect(agent.state.controlledByUser).toBe(false);
  expect(await phone.allow(agent.id, 'toolu_1')).toBeUndefined();
});

test('"switch" goes the other way, whatever it is told', async () => {
  const agent = await start();
  const { outcome } = await agent.ask(bashAsk());
  await phone.call(agent.id, 'switch', { to: 'remote' });
  expect(agent.mode).toBe('local');
  expect(await outcome).toMatchObject({ status: 'canceled' });
});

test('a kill is confirmed; then the session is archived, inactive and gone', async () => {
  const agent = await start();
  expect(await phone.call(agent.id, 'killSession', {})).toMatchObject({ success: true });
  await agent.ended;
  const row = server.session(agent.id);
  expect(row.isActive).toBe(false);
  expect(open(row.metadata.value ?? '', agent.key)).toMatchObject({ lifecycleState: 'archived', archivedBy: 'user' });
});

test('a killed process leaves its request open for ever; the next one on the session cancels it', async () => {
  const agent = await start();
  const { id } = await agent.ask(bashAsk());
  agent.die();
  await expect(phone.allow(agent.id, id)).rejects.toThrow(/RPC (method not available|target disconnected)/);
  await phone.refresh();
  expect(await phone.request(agent.id, id)).toBeDefined();
  await agent.revive();
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'canceled' });
});

test('a request survives a restart of the server and is answered afterwards', async () => {
  const agent = await start();
  const { id, outcome } = await agent.ask(bashAsk());
  const back = server.seen.events.later(({ event }) => event === 'rpc-register');
  await server.restart();
  await phone.open();
  await back;
  await expect.poll(() => server.core.rpc.isRegistered(phone.accountId, `${agent.id}:permission`)).toBe(true);
  await phone.allow(agent.id, id);
  expect(await outcome).toMatchObject({ status: 'approved' });
});

test('current agents send what they said while offline, early ones lost it', async () => {
  const [current, early] = [await start(), await start({ dialect: 'early' })];
  for (const agent of [current, early]) agent.goOffline();
  await early.say('lost');
  server.breakNext('sendMessages', { tag: 'status', status: 500 });
  await current.say('kept');
  await early.comeBack();
  await early.say('heard');
  expect(JSON.stringify(await phone.log(current.id))).toContain('kept');
  expect(JSON.stringify(await phone.log(early.id))).not.toContain('lost');
  expect(JSON.stringify(await phone.log(early.id))).toContain('heard');
});

test('a current agent catches up with what was written while it was away', async () => {
  const agent = await start();
  agent.goOffline();
  await phone.write(agent.id, 'while you were away');
  await agent.comeBack();
  expect(await agent.prompts.next()).toMatchObject({ content: { text: 'while you were away' } });
});

test("somebody else's write is rebased on, not overwritten", async () => {
  const agent = await start();
  const row = server.session(agent.id);
  server.hostile.withholdUpdates(1);
  server.hostile.putBlob(agent.id, 'agentState', seal({ controlledByUser: false, theirs: 1 }, agent.key));
  const { id } = await agent.ask(bashAsk());
  expect(open(row.agentState.value ?? '', agent.key)).toMatchObject({
    theirs: 1,
    requests: { [id]: { tool: 'Bash' } },
  });
});

test('only current agents wake phones through the server, and only while nobody looks', async () => {
  const [current, early] = [await start(), await start({ dialect: 'early' })];
  await early.ask(bashAsk());
  await current.ask(bashAsk());
  phone.look('active');
  await server.seen.events.find(({ event }) => event === 'app-state');
  await current.ask(questionAsk());
  expect(server.seen.pushes.all.map(({ sessionId, kind, result }) => [sessionId, kind, result])).toEqual([
    [current.id, 'permission', 'sent'],
    [current.id, 'question', 'suppressed'],
  ]);
});

test('an agent that never acks lets the call time out, and has acted all the same', async () => {
  const agent = await start();
  agent.requests.manners = 'no-ack';
  const { id } = await agent.ask(bashAsk());
  await expect(phone.allow(agent.id, id)).rejects.toThrow('operation has timed out');
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'approved' });
});

test('a deaf agent, one that keeps the request open and one that fails leave it where it is', async () => {
  const agent = await start();
  const { id } = await agent.ask(bashAsk());
  agent.requests.manners = 'deaf';
  await expect(phone.allow(agent.id, id)).rejects.toThrow('operation has timed out');
  agent.requests.manners = 'keep-open';
  expect(await phone.allow(agent.id, id)).toBeUndefined();
  agent.requests.manners = 'fail';
  expect(await phone.allow(agent.id, id)).toEqual({ error: 'the agent could not take the answer' });
  expect(agent.state.requests).toHaveProperty(id);
});

test('a call that is played again by the server reaches the agent, which ignores what is over', async () => {
  const agent = await start();
  const { id, outcome } = await agent.ask(bashAsk());
  await phone.allow(agent.id, id);
  await outcome;
  const [seen] = server.seen.calls.all;
  await server.hostile.callMethod(phone.accountId, `${agent.id}:permission`, seen?.params);
  expect(agent.requests.answers.all).toMatchObject([{ id }, { id }]);
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'approved' });
});
