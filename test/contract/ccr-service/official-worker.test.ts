import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { Arrivals } from '../../support/ccr-service/arrivals.ts';
import { startCcrService, type CcrService, type CcrSession } from '../../support/ccr-service/index.ts';
import { officialSdkDir } from '../../support/official-sdk.ts';
import { loadEntry } from './official-client.ts';

const anyFunction = z.custom<(...values: unknown[]) => unknown>((value) => typeof value === 'function');
const bridgeEntry = z.looseObject({
  attachBridgeSession: anyFunction,
  createCodeSession: anyFunction,
  fetchRemoteCredentials: anyFunction,
});
const credentials = z.object({
  worker_jwt: z.string(),
  api_base_url: z.string(),
  expires_in: z.number(),
  worker_epoch: z.number(),
});
const handleShape = z.looseObject({
  write: anyFunction,
  sendResult: anyFunction,
  sendControlRequest: anyFunction,
  sendControlCancelRequest: anyFunction,
  reportState: anyFunction,
  flush: anyFunction,
  close: anyFunction,
});

let service: CcrService;
let session: CcrSession;
let handle: z.infer<typeof handleShape>;
let events: Arrivals<{ readonly what: string; readonly value: unknown }>;

beforeAll(officialSdkDir, 120_000); // the first run on a machine installs it

beforeEach(async () => {
  service = await startCcrService();
  events = new Arrivals();
  const official = bridgeEntry.parse(await loadEntry('bridge.mjs'));
  const id = z
    .string()
    .parse(await official.createCodeSession(service.baseUrl, service.token, 'From a worker', 5_000, ['rig']));
  const created = service.sessions[0];
  if (created === undefined) throw new Error('no session was created');
  session = created;
  const access = credentials.parse(await official.fetchRemoteCredentials(id, service.baseUrl, service.token, 5_000));
  const on = (what: string) => (value: unknown) => events.add({ what, value });
  const streamOpen = service.request('workerStream');
  handle = handleShape.parse(
    await official.attachBridgeSession({
      sessionId: id,
      ingressToken: access.worker_jwt,
      apiBaseUrl: access.api_base_url,
      epoch: access.worker_epoch,
      onInboundMessage: on('message'),
      onPermissionResponse: on('answer'),
      onInterrupt: () => events.add({ what: 'interrupt', value: null }),
      onSetPermissionMode: (mode: unknown) => {
        events.add({ what: 'mode', value: mode });
        return { ok: true };
      },
      onClose: on('close'),
    }),
  );
  await streamOpen;
});
afterEach(async () => {
  handle.close();
  await service.stop();
});

/** Sends as a client does and resolves with the reply's payload. */
async function post(payload: object): Promise<void> {
  const response = await fetch(`${service.baseUrl}/v1/code/sessions/${session.id}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [{ payload }] }),
  });
  expect(response.status).toBe(200);
}

const can = { subtype: 'can_use_tool', tool_name: 'Bash', input: { command: 'touch x' }, tool_use_id: 'toolu_1' };
const logged = () => session.log.after(0).map((event) => ({ source: event.source, text: event.payloadText }));

test('the official worker creates a session, takes its credentials and reads its stream', () => {
  expect(session).toMatchObject({ title: 'From a worker', tags: ['rig'], connectionStatus: 'connected' });
  expect(service.requests.map(({ route, isAuthorized }) => [route, isAuthorized]).slice(0, 2)).toEqual([
    ['create', true],
    ['bridge', true],
  ]);
  expect(service.requests.every(({ isAuthorized }) => isAuthorized)).toBe(true);
});

test('an ask of the official worker reaches readers, and an answer reaches the worker', async () => {
  handle.sendControlRequest({ type: 'control_request', request_id: 'ask-1', request: can });
  await handle.flush();
  expect(logged()).toContainEqual({ source: 'worker', text: expect.stringContaining('"request_id":"ask-1"') });
  const response = {
    subtype: 'success',
    request_id: 'ask-1',
    response: { behavior: 'allow', updatedInput: { command: 'touch x' } },
  };
  await post({ type: 'control_response', response, uuid: '11111111-2222-4333-8444-555555555555' });
  expect((await events.find(({ what }) => what === 'answer')).value).toMatchObject({ response });
  await service.request('workerDelivery');
});

test('the official worker answers initialize with its open asks, and does what controls say', async () => {
  handle.sendControlRequest({ type: 'control_request', request_id: 'ask-1', request: can });
  await handle.flush();
  const before = service.requests.filter(({ route }) => route === 'workerEvents').length;
  await post({
    type: 'control_request',
    request_id: 'init',
    request: { subtype: 'initialize' },
    uuid: '11111111-2222-4333-8444-000000000001',
  });
  await service.requestCount('workerEvents', before + 1);
  await post({
    type: 'control_request',
    request_id: 'mode',
    request: { subtype: 'set_permission_mode', mode: 'plan' },
    uuid: '11111111-2222-4333-8444-000000000002',
  });
  expect((await events.find(({ what }) => what === 'mode')).value).toBe('plan');
  await post({
    type: 'control_request',
    request_id: 'stop',
    request: { subtype: 'interrupt' },
    uuid: '11111111-2222-4333-8444-000000000003',
  });
  await events.find(({ what }) => what === 'interrupt');
  await handle.flush();
  const reply = logged().find(({ source, text }) => source === 'worker' && text.includes('"request_id":"init"'));
  expect(reply?.text).toContain('"pending_permission_requests":[{"type":"control_request","request_id":"ask-1"');
});

test('the worker state that the official worker reports shows in the session', async () => {
  const reported = service.nextRequest('workerReport');
  handle.reportState('requires_action');
  await reported;
  handle.sendControlCancelRequest('ask-1');
  await handle.flush();
  expect(session.workerStatus).toBe('requires_action');
  expect(logged().at(-1)?.text).toContain('control_cancel_request');
});

test('a typed message reaches the official worker', async () => {
  await post({
    type: 'user',
    parent_tool_use_id: null,
    uuid: '11111111-2222-4333-8444-000000000009',
    message: { role: 'user', content: 'hello' },
  });
  expect((await events.find(({ what }) => what === 'message')).value).toMatchObject({ message: { content: 'hello' } });
});
