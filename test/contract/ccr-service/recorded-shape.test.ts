/** The recorded exchanges of official code, held against what the double says in the same places. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { matchRoute } from '../../support/ccr-service/routes.ts';
import { startCcrService, type CcrService, type CcrSession } from '../../support/ccr-service/index.ts';

const line = z.looseObject({
  dir: z.string(),
  frame: z.looseObject({}).or(z.string().transform((note) => ({ note }))),
});
type Members = Readonly<Record<string, unknown>>;
const sent = z.looseObject({ method: z.string(), url: z.string(), body: z.unknown().optional() });
const served = z.looseObject({ payload: z.looseObject({ type: z.string() }) });
const posted = z.looseObject({ events: z.array(z.looseObject({ payload: z.looseObject({ type: z.string() }) })) });

function recorded(file: string) {
  const url = new URL(`../../fixtures/ccr/${file}`, import.meta.url);
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)))
    .map(({ dir, frame }): { readonly dir: string; readonly frame: Members } => ({ dir, frame }));
}

/** Which members a frame has and of what kind, without their values. Arrays show their first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
}

/** One name for each kind of frame. */
function kindOf(payload: Members): string {
  const inner = z.looseObject({ subtype: z.string() }).safeParse(payload['request'] ?? payload['response'] ?? payload);
  const content = z
    .looseObject({ content: z.array(z.looseObject({ type: z.string() })) })
    .safeParse(payload['message']);
  return [
    payload['type'],
    inner.success ? inner.data.subtype : '',
    content.success ? content.data.content[0]?.type : '',
  ].join('/');
}

let service: CcrService;
let session: CcrSession;

beforeEach(async () => {
  service = await startCcrService();
  session = service.addSession();
});
afterEach(() => service.stop());

async function post(payload: object): Promise<unknown> {
  const response = await fetch(`${service.baseUrl}/v1/code/sessions/${session.id}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token}` },
    body: JSON.stringify({ session_id: session.id, events: [{ payload }] }),
  });
  return response.json();
}

test('every route in the recordings is one of the double', () => {
  const requests = ['official-browser-client.jsonl', 'official-bridge-worker.jsonl']
    .flatMap(recorded)
    .flatMap(({ frame }) => {
      const read = sent.safeParse(frame);
      return read.success ? [read.data] : [];
    });
  expect(requests.length).toBeGreaterThan(40);
  const unknown = requests.filter(
    ({ method, url }) => matchRoute(method, new URL(url, service.baseUrl).pathname) === null,
  );
  expect(unknown).toEqual([]);
});

test.each(['official-browser-client.jsonl', 'official-browser-client-ws-nl.jsonl'])(
  'what was served in %s, the double serves with at least the same members',
  async (file) => {
    const done = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await post({ type: 'control_request', request_id: 'i', request: { subtype: 'initialize' }, uuid: 'u1' });
    await post({ type: 'user', message: { role: 'user', content: 'hello' }, uuid: 'u2' });
    const allowed = session.ask();
    await post({
      type: 'control_response',
      uuid: 'u3',
      response: { subtype: 'success', request_id: allowed.requestId, response: { behavior: 'allow' } },
    });
    await post({ type: 'control_request', request_id: 'x', request: { subtype: 'interrupt' }, uuid: 'u4' });
    await done();
    const ours = new Map<string, unknown>();
    for (const event of session.log.after(0)) {
      const payload = z.looseObject({}).parse(JSON.parse(event.payloadText));
      if (event.source === 'worker') ours.set(kindOf(payload), shapeOf(payload));
    }
    const theirs = recorded(file).flatMap(({ dir, frame }) => {
      const read = dir === 'server->client' ? served.safeParse(frame) : null;
      return read?.success === true ? [read.data.payload] : [];
    });
    const compared = theirs.filter((payload) => ours.has(kindOf(payload)));
    expect(new Set(compared.map(kindOf)).size).toBeGreaterThanOrEqual(4);
    for (const payload of compared) {
      const expected = Object.keys(payload).sort();
      expect(Object.keys(Object(ours.get(kindOf(payload))))).toEqual(expect.arrayContaining(expected));
    }
  },
);

test('what the official client posted in the recording is accepted, with a result of the recorded shape', async () => {
  const lines = recorded('official-browser-client.jsonl');
  const bodies = lines.flatMap(({ frame }) => {
    const read = posted.safeParse(frame['body']);
    return read.success ? [read.data] : [];
  });
  const replies = lines.flatMap(({ dir, frame }) =>
    dir === 'server->client' && 'status' in frame && frame['status'] === 200 ? [frame['body']] : [],
  );
  expect(bodies.length).toBeGreaterThan(5);
  service = await restarted('number');
  session = service.addSession();
  for (const body of bodies) {
    const reply = await post(body.events[0]?.payload ?? {});
    expect(shapeOf(reply)).toEqual(shapeOf(replies[0]));
  }
});

test('what the official worker wrote in the recording is logged byte for byte', async () => {
  const access = await call('POST', '/bridge', service.token);
  const { worker_jwt: jwt, worker_epoch: epoch } = z
    .looseObject({ worker_jwt: z.string(), worker_epoch: z.number() })
    .parse(access);
  const written = recorded('official-bridge-worker.jsonl').flatMap(({ dir, frame }) => {
    const read = posted.safeParse(frame['body']);
    return dir === 'worker->server' && read.success ? read.data.events.map(({ payload }) => payload) : [];
  });
  expect(written.length).toBeGreaterThan(8);
  for (const payload of written)
    await call('POST', '/worker/events', jwt, { worker_epoch: epoch, events: [{ payload }] });
  expect(session.log.after(0).map((event) => event.payloadText)).toEqual(
    written.map((payload) => JSON.stringify(payload)),
  );
});

test('a worker whose epoch is over is refused', async () => {
  const first = z.looseObject({ worker_jwt: z.string() }).parse(await call('POST', '/bridge', service.token));
  const second = z
    .looseObject({ worker_jwt: z.string(), worker_epoch: z.number() })
    .parse(await call('POST', '/bridge', service.token));
  expect(second.worker_epoch).toBe(2);
  expect(await call('POST', '/worker/heartbeat', first.worker_jwt, { worker_epoch: 1 })).toMatchObject({
    error: { type: 'authentication_error' },
  });
  expect(await call('POST', '/worker/heartbeat', second.worker_jwt, { worker_epoch: 1 })).toMatchObject({
    error: { type: 'conflict' },
  });
});

async function restarted(sequenceStyle: 'number'): Promise<CcrService> {
  await service.stop();
  return startCcrService({ sequenceStyle });
}

async function call(method: string, path: string, bearer: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`${service.baseUrl}/v1/code/sessions/${session.id}${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
