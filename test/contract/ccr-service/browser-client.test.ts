import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCcrService, type CcrService, type CcrSession } from '../../support/ccr-service/index.ts';
import { officialSdkDir } from '../../support/official-sdk.ts';
import { startClient, type PermissionHandler, type Transport } from './official-client.ts';

let service: CcrService;
let session: CcrSession;
let stopClient: () => void = () => undefined;

beforeAll(officialSdkDir, 120_000); // the first run on a machine installs it
beforeEach(async () => {
  service = await startCcrService();
  session = service.addSession({ title: 'Rig' });
});
afterEach(async () => {
  stopClient();
  await service.stop();
});

async function connect(transport: Transport, canUseTool: PermissionHandler) {
  const client = await startClient(service, session, transport, canUseTool);
  stopClient = client.stop;
  await session.connected();
  return client;
}

const allow: PermissionHandler = (_tool, input) => Promise.resolve({ behavior: 'allow', updatedInput: input });

describe.each(['sse', 'websocket'] as const)('the official client over %s', (transport) => {
  test('connects, is initialised, and knows the session is the one it dialled', async () => {
    const client = await connect(transport, allow);
    expect(await client.call('initializationResult')).toMatchObject({ output_style: 'default', commands: [] });
    expect(session.frames[0]?.frame.request).toMatchObject({ subtype: 'initialize' });
  });

  test('is asked, allows, and sees the tool run', async () => {
    const client = await connect(transport, allow);
    await client.call('initializationResult');
    const ask = session.ask({ input: { command: 'touch x' } });
    const answer = await session.answerTo(ask);
    expect(answer).toMatchObject({
      fate: 'accepted',
      result: { behavior: 'allow', updatedInput: { command: 'touch x' } },
    });
    await client.messages.find((message) => message.type === 'result' && message.subtype === 'success');
  });

  test('denies with a reason, which becomes the tool result', async () => {
    const client = await connect(transport, () => Promise.resolve({ behavior: 'deny', message: 'not today' }));
    await client.call('initializationResult');
    const answer = await session.answerTo(session.ask());
    expect(answer.result).toMatchObject({ behavior: 'deny', message: 'not today' });
    const result = await client.messages.find((message) => message.type === 'user');
    expect(result).toMatchObject({
      message: { content: [{ type: 'tool_result', content: 'not today', is_error: true }] },
    });
  });

  test('interrupts while it is asked: the ask is withdrawn and the turn ends', async () => {
    const client = await connect(transport, () => new Promise(() => undefined));
    await client.call('initializationResult');
    session.ask();
    expect(await client.call('interrupt')).toMatchObject({ still_queued: [] });
    await client.messages.find((message) => message.subtype === 'error_during_execution');
    expect(session.openAsks.size).toBe(0);
  });

  test('sends a typed message and gets an answer', async () => {
    const client = await connect(transport, allow);
    await client.call('initializationResult');
    client.type('hello');
    await client.messages.find((message) => message.type === 'system' && message.subtype === 'init');
    expect(session.userMessageCount).toBe(1);
  });

  test('sets mode and model', async () => {
    const client = await connect(transport, allow);
    await client.call('initializationResult');
    await client.call('setPermissionMode', 'plan');
    await client.call('setModel', 'claude-haiku-5');
    expect([session.mode, session.model]).toEqual(['plan', 'claude-haiku-5']);
  });
});

test('over sse the client resumes after the last event and answers the ask it missed', async () => {
  const client = await connect('sse', allow);
  await client.call('initializationResult');
  session.say('before the drop');
  await client.messages.find((message) => message.type === 'assistant');
  const seen = session.log.lastSequence;
  session.dropStreams({ how: 'reset' });
  const ask = session.ask();
  const connection = await session.nextConnection();
  expect(connection.facts.resumedAfter).toBe(seen);
  expect((await session.answerTo(ask)).fate).toBe('accepted');
});

test('over sse a wrong token ends the client', async () => {
  service.failNext('stream', 401);
  const client = await startClient(service, session, 'sse', allow);
  expect(await client.ended).toMatch(/401/);
});

test('over websocket a close with 4001 ends the client', async () => {
  const client = await connect('websocket', allow);
  await client.call('initializationResult');
  session.dropStreams({ how: 'close', code: 4001, reason: 'session not found' });
  expect(await client.ended).toMatch(/4001/);
});
