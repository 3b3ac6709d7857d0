import { afterEach, describe, expect, test } from 'vitest';
import { sourceOf } from '../../../main/backends/ccr/credentials.ts';
import { ok } from '../../../shared/result.ts';
import { openCcr, type CcrRigOptions } from './ccr-rig.ts';

type Rig = Awaited<ReturnType<typeof openCcr>>;
let rig: Rig;
afterEach(() => rig.stop());

async function open(options: CcrRigOptions): Promise<Rig> {
  rig = await openCcr(options);
  return rig;
}
async function live(options: CcrRigOptions): Promise<Rig> {
  await open(options);
  rig.backend.start();
  await rig.heard.live(1);
  return rig;
}
async function answer(requestId: string, generation: number) {
  const { request } = await rig.heard.ask(requestId);
  const encoded = rig.backend.encodeAnswer(request, { tag: 'allow' }, 'a0000000-0000-4000-8000-000000000001');
  if (!encoded.ok) throw new Error(encoded.error.code);
  return rig.backend.sendAnswer({ sessionId: rig.id, requestId: request.requestId, wire: encoded.value, generation });
}

test('a service that came back with its numbering begun anew is heard, and its asks are shown', async () => {
  await live({ transport: 'sse' });
  for (let n = 0; n < 20; n++) rig.session.say(`line ${n}`);
  rig.session.cancel('marker');
  await rig.heard.until('ask-cancelled');
  rig.service.removeSession(rig.session);
  const reborn = rig.service.addSession({ id: rig.session.id });
  rig.session.dropStreams({ how: 'reset' });
  await reborn.connected();
  const { requestId } = reborn.ask();
  await rig.heard.ask(requestId);
});

test('a stream that takes long to tell its past raises nothing that is over by then', async () => {
  await open({ transport: 'sse', session: { initialize: 'never' } });
  const over = rig.session.ask();
  rig.session.answerElsewhere(over.requestId);
  const release = rig.session.holdPast();
  rig.backend.start();
  await rig.session.frameArrivals.find(({ frame }) => frame.type === 'control_request');
  await new Promise((resolve) => setTimeout(resolve, 800)); // longer than a greeting waits for its reply
  expect(rig.heard.of('session-link').map(({ link }) => link.tag)).not.toContain('live');
  release();
  await rig.heard.live(1);
  const { requestId } = rig.session.ask();
  await rig.heard.ask(requestId);
  expect(rig.heard.of('asked').map(({ request }) => request.requestId)).toEqual([requestId]);
});

describe.each(['sse', 'websocket'] as const)('over %s', (transport) => {
  test('a worker that never answers the greeting becomes live after a grace, without a listing', async () => {
    await live({ transport, session: { initialize: 'never' }, service: { replaysOpenAsks: true } });
    if (transport === 'websocket') rig.session.say('hello');
    const { requestId } = rig.session.ask();
    expect(await answer(requestId, 1)).toEqual({ tag: 'sent' });
    expect(rig.heard.of('open-asks-listed')).toEqual([]);
  });

  test('a worker that does not list its asks gives no listing', async () => {
    await live({ transport, session: { pendingList: 'absent' } });
    rig.session.cancel('nobody');
    await rig.heard.until('ask-cancelled');
    expect(rig.heard.of('open-asks-listed')).toEqual([]);
  });

  test('requests nobody here can handle get an error answer at once', async () => {
    await live({ transport });
    const asks = [
      rig.session.control('made_up'),
      rig.session.control('hook_callback', { callback_id: 'x' }),
      rig.session.control('can_use_tool', { tool_name: 'T' }),
    ];
    for (const ask of asks) expect((await rig.session.answerTo(ask)).frame.response?.subtype).toBe('error');
    expect(rig.heard.of('asked')).toEqual([]);
  });

  test('broken frames are counted and harm nothing', async () => {
    await live({ transport });
    const block = (data: string | Buffer) =>
      transport === 'sse'
        ? Buffer.concat([Buffer.from('event: client_event\ndata: '), Buffer.from(data), Buffer.from('\n\n')])
        : Buffer.from(data);
    rig.session.inject(block('{"type":"system",'));
    rig.session.inject(block('['.repeat(200_000)));
    await rig.heard.until('frames-skipped', ({ malformed }) => malformed >= 2);
    const { requestId } = rig.session.ask();
    expect(await answer(requestId, 1)).toEqual({ tag: 'sent' });
  });

  test('a refused token is read again once; the same one again needs a sign-in, without a loop', async () => {
    await open({ transport, credentials: sourceOf(() => Promise.resolve(ok('wrong'))) });
    rig.backend.start();
    await rig.heard.until('connection-state', ({ state }) => state.tag === 'sign-in-needed');
    expect(rig.service.requests.filter(({ isAuthorized }) => !isAuthorized).length).toBeLessThanOrEqual(2);
  });

  test('a token renewed elsewhere is picked up after a refusal', async () => {
    let token = 'old';
    await open({ transport, credentials: sourceOf(() => Promise.resolve(ok(token))) });
    const refused = rig.service.request(transport === 'sse' ? 'stream' : 'subscribe');
    rig.backend.start();
    await refused;
    token = rig.service.token;
    await rig.heard.live(1);
  });

  test('commands reach the session, and a refused one says so', async () => {
    await live({ transport });
    expect(await rig.backend.command(rig.id, { tag: 'set-mode', mode: 'plan' })).toEqual(ok(null));
    expect(await rig.backend.command(rig.id, { tag: 'set-mode', mode: 'nonsense' })).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
    expect(await rig.backend.command(rig.id, { tag: 'rename', title: 'New name' })).toEqual(ok(null));
    expect(
      await rig.backend.command(rig.id, {
        tag: 'send-message',
        draftId: 'd0000000-0000-4000-8000-000000000001',
        text: 'hi',
      }),
    ).toEqual(ok(null));
    expect(await rig.backend.command(rig.id, { tag: 'interrupt' })).toEqual(ok(null));
    expect([rig.session.title, rig.session.userMessageCount]).toEqual(['New name', 1]);
  });

  test('a connection that only looks on offers nothing and sends nothing', async () => {
    await live({ transport, connection: { viewerOnly: true } });
    const { requestId } = rig.session.ask();
    const { request } = await rig.heard.ask(requestId);
    expect(rig.backend.encodeAnswer(request, { tag: 'allow' }, 'x')).toMatchObject({ ok: false });
    expect(await rig.backend.command(rig.id, { tag: 'interrupt' })).toMatchObject({ error: { code: 'not-supported' } });
    expect(Object.entries(rig.backend.capabilities).filter(([, can]) => can)).toEqual([['history', true]]);
  });

  test('older history comes page by page, oldest first, and ends', async () => {
    await open({ transport });
    for (const text of ['one', 'two', 'three']) rig.session.say(text);
    rig.backend.start();
    await rig.heard.live(1);
    const page = await rig.backend.loadOlder(rig.id);
    const texts = page.ok ? page.value.map((item) => (item.tag === 'agent' ? item.text : item.tag)) : page.error.code;
    // The event stream tells its past by itself; the socket does not.
    expect(texts).toEqual(transport === 'sse' ? [] : ['one', 'two', 'three']);
    expect(rig.stored.length).toBe(transport === 'sse' ? 3 : 0);
  });
});

test('a service without the newer routes is spoken to over the older ones, and that is remembered', async () => {
  await open({ transport: 'auto' });
  rig.service.failNext('stream', 404, {}, 50);
  rig.service.failNext('list', 404, {}, 50);
  rig.backend.start();
  await rig.heard.live(1);
  rig.session.dropStreams({ how: 'reset' });
  await rig.heard.live(2);
  expect(rig.session.connections.map(({ facts }) => facts.kind)).toEqual(['websocket', 'websocket']);
});

test.each([500, 429])('an answer met by status %i stays to be sent again, in a new generation', async (status) => {
  await live({ transport: 'sse' });
  const { requestId } = rig.session.ask();
  await rig.heard.ask(requestId);
  rig.service.failNext('events', status, status === 429 ? { 'retry-after': '1' } : {});
  expect(await answer(requestId, 1)).toEqual({ tag: 'failed' });
  await rig.heard.live(2);
  expect(await answer(requestId, 2)).toEqual({ tag: 'sent' });
});

test.each([400, 403, 404, 409, 422])('an answer met by status %i is refused for good', async (status) => {
  await live({ transport: 'sse' });
  const { requestId } = rig.session.ask();
  await rig.heard.ask(requestId);
  rig.service.failNext('events', status);
  expect(await answer(requestId, 1)).toEqual({ tag: 'refused', status });
});

test('a missing session ends as gone on the event stream', async () => {
  await open({ transport: 'sse', connection: { sessions: ['session_nobody'] } });
  rig.backend.start();
  const { link } = await rig.heard.until('session-link', (event) => event.link.tag === 'failed');
  expect(link).toEqual({ tag: 'failed', cause: { code: 'session-gone', status: 404 } });
});

test('the list is followed: titles, archived sessions leave, both spellings are one', async () => {
  await live({ transport: 'sse', followsList: true });
  await rig.heard.until('session-facts', ({ facts }) => facts.title === 'Fix the build');
  rig.session.archive(true);
  rig.backend.probe('resume');
  await rig.heard.until('session-removed');
});
