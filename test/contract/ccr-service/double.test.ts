import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startCcrService, type CcrService, type CcrSession } from '../../support/ccr-service/index.ts';

let service: CcrService;
let session: CcrSession;

beforeEach(async () => {
  service = await startCcrService();
  session = service.addSession({ id: 'cse_one' });
});
afterEach(() => service.stop());

const call = (path: string, init: RequestInit = {}) =>
  fetch(service.baseUrl + path, {
    headers: { authorization: `Bearer ${service.token}`, connection: 'close' },
    ...init,
  });
const json = async (path: string): Promise<unknown> => (await call(path)).json();

test('an input given as text is asked, listed as pending and kept in history byte for byte', async () => {
  const inputText = '{"n":9007199254740993,"big":1e400,"a":1,"a":2, "s":"\\u0061"}';
  session.ask({ inputText });
  const history = await (await call('/v1/code/sessions/session_one/events')).text();
  expect(history.split(inputText)).toHaveLength(3);
});

test('the list pages newest first, and a refused token sees nothing', async () => {
  for (let number = 2; number <= 5; number++)
    service.addSession({ id: `cse_${number}`, createdAtMs: Date.now() + number * 1_000 });
  const first = await json('/v1/code/sessions?limit=3');
  expect(first).toMatchObject({ data: [{ id: 'cse_5' }, { id: 'cse_4' }, { id: 'cse_3' }], next_cursor: 'cse_3' });
  expect(await json('/v1/code/sessions?limit=3&cursor=cse_3')).toMatchObject({
    data: [{ id: 'cse_2' }, { id: 'cse_one' }],
  });
  const old = service.token;
  service.rotateToken();
  expect((await call('/v1/code/sessions', { headers: { authorization: `Bearer ${old}` } })).status).toBe(401);
  expect(service.requests.at(-1)).toMatchObject({ route: 'list', isAuthorized: false });
});

test('v1 history anchors at the newest page and walks back', async () => {
  for (let number = 0; number < 5; number++) session.emit({ type: 'assistant', uuid: `m${number}` });
  const newest = await json('/v1/sessions/session_one/events?limit=2&anchor_to_latest=true');
  expect(newest).toMatchObject({
    data: [{ uuid: 'm3' }, { uuid: 'm4' }],
    has_more: true,
    first_id: 'm3',
    last_id: 'm4',
  });
  expect(await json('/v1/sessions/session_one/events?limit=2&before_id=m3')).toMatchObject({
    data: [{ uuid: 'm1' }, { uuid: 'm2' }],
  });
  expect(await json('/v1/sessions/session_one/events?limit=9&after_id=m3')).toMatchObject({
    data: [{ uuid: 'm4' }],
    has_more: false,
  });
});

test('faults are used up in order: a status, a lost reply that still counts, then normal service', async () => {
  service.failNext('events', 503, { 'retry-after': '2' });
  service.breakNext('events', 'lose-reply');
  const body = JSON.stringify({ events: [{ payload: { type: 'user', uuid: 'u1', message: { content: 'hi' } } }] });
  const send = () => call('/v1/code/sessions/cse_one/events', { method: 'POST', body });
  const refused = await send();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  await expect(send()).rejects.toThrow();
  expect(await (await send()).json()).toMatchObject({ results: [{ event_id: 'u1', duplicate: true }] });
});

test('a second answer and an answer to nothing are recorded and change nothing', async () => {
  const ask = session.ask();
  const answer = (uuid: string, id: string) =>
    call('/v1/code/sessions/cse_one/events', {
      method: 'POST',
      body: JSON.stringify({
        events: [
          {
            payload: {
              type: 'control_response',
              uuid,
              response: { subtype: 'success', request_id: id, response: { behavior: 'allow' } },
            },
          },
        ],
      }),
    });
  await answer('u1', ask.requestId);
  await answer('u1', ask.requestId);
  await answer('u2', ask.requestId);
  await answer('u3', 'nobody');
  expect(session.answers.map(({ fate }) => fate)).toEqual(['accepted', 'repeated', 'ignored', 'ignored']);
});

test('refused connections are counted, and a closed port opens again at the same place', async () => {
  const refused = service.refuseConnections(2);
  await expect(call('/v1/code/sessions')).rejects.toThrow();
  await expect(call('/v1/code/sessions')).rejects.toThrow();
  await refused;
  expect((await call('/v1/code/sessions')).status).toBe(200);
  service.closePort();
  await expect(call('/v1/code/sessions')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await service.openPort();
  expect((await call('/v1/code/sessions')).status).toBe(200);
});

test('a muted service holds replies and frames back, and gives them out when it speaks again', async () => {
  const socket = new WebSocket(`${service.baseUrl.replace('http', 'ws')}/v1/sessions/ws/session_one/subscribe`, {
    headers: { authorization: `Bearer ${service.token}` },
  });
  const frame = new Promise<string>((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())));
  const connection = await session.connected();
  service.mute();
  session.say('held back');
  const seen = service.nextRequest('list');
  const reply = call('/v1/code/sessions');
  await seen;
  expect(connection.isMuted).toBe(true);
  service.unmute();
  expect((await reply).status).toBe(200);
  expect(await frame).toMatch(/held back.*\n$/);
  session.dropStreams({ how: 'close', code: 4001, reason: 'gone' });
  expect(await connection.closed).toBe(4001);
});

test('a resume from before what is kept is told so', async () => {
  const short = service.addSession({ id: 'cse_short', retainedEvents: 2 });
  for (let number = 0; number < 6; number++) short.emit({ type: 'assistant', uuid: `s${number}` });
  const response = await call('/v1/code/sessions/cse_short/events/stream?from_sequence_num=1');
  const connection = await short.connected();
  connection.drop({ how: 'close' });
  expect(await response.text()).toMatch(/event: catch_up_truncated[^]*id: 5[^]*id: 6/);
});

test('sessions by the hundred and events by the thousand arrive complete and in order', async () => {
  const many = Array.from({ length: 200 }, () => service.addSession());
  const responses = await Promise.all(many.map((one) => call(`/v1/code/sessions/${one.id}/events/stream`)));
  await Promise.all(many.map((one) => one.connected()));
  for (let round = 0; round < 20; round++) for (const one of many) one.emit({ type: 'assistant', n: round });
  for (const one of many) one.dropStreams({ how: 'close' });
  const texts = await Promise.all(responses.map((response) => response.text()));
  const numbers = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  expect(texts.map(numbers)).toEqual(texts.map(() => Array.from({ length: 20 }, (_none, index) => index + 1)));
});
