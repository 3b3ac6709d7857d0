import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Gateway, type GatewayLimits } from '../../../main/backends/local/gateway/gateway.ts';
import type { HookCall } from '../../../main/backends/local/gateway/hook-call.ts';
import { hashToken, tokenCheck } from '../../../main/backends/local/gateway/token-check.ts';
import { ok } from '../../../shared/result.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { hookHead, RawCaller, statusOf, TOKEN } from '../../support/hook-caller.ts';
import { recordingLog } from '../../support/recording-log.ts';

const BODY = '{"hook_event_name":"Stop","session_id":"s"}';

let gateway: Gateway;
let port: number;
let calls: HookCall[];
let log: ReturnType<typeof recordingLog>;

async function open(limits: Partial<GatewayLimits> = {}): Promise<void> {
  log = recordingLog();
  calls = [];
  gateway = new Gateway({ clock: systemClock, log, checkToken: tokenCheck(hashToken(TOKEN)), limits });
  gateway.handle((call) => {
    calls.push(call);
    arrived(call);
  });
  const listening = await gateway.listen(0);
  if (!listening.ok) throw new Error(listening.error.detail);
  port = listening.value;
}
let arrived: (call: HookCall) => void = () => undefined;
const nextCall = () =>
  new Promise<HookCall>((resolve) => {
    arrived = (call) => resolve(call);
  });

beforeEach(() => open());
afterEach(() => gateway.close());

async function call(head: string, body = ''): Promise<RawCaller> {
  const caller = await RawCaller.to(port);
  caller.say(head + body);
  return caller;
}

describe('the gateway', () => {
  test('takes a call of Claude Code and answers it, word for word', async () => {
    const arriving = nextCall();
    const body = '{ "session_id":"s", "n":9007199254740993 }';
    const caller = await call(hookHead(port, body.length), body);
    const held = await arriving;
    expect([held.body, held.value['session_id'], held.isOpen]).toEqual([body, 's', true]);
    expect(await held.respond('{"a":1.0}')).toBe(true);
    const heard = await caller.untilClosed();
    expect(statusOf(heard)).toBe(200);
    expect(heard.endsWith('\r\n\r\n{"a":1.0}')).toBe(true);
    expect(heard).not.toMatch(/access-control/i);
    expect([held.isOpen, await held.respond('{}')]).toEqual([false, false]);
  });

  test('answers every call without an opinion while nobody listens to it', async () => {
    await gateway.close();
    gateway = new Gateway({ clock: systemClock, log, checkToken: () => true });
    const listening = await gateway.listen(0);
    port = listening.ok ? listening.value : 0;
    const caller = await call(hookHead(port, BODY.length), BODY);
    expect((await caller.untilClosed()).endsWith('\r\n\r\n{}')).toBe(true);
  });

  const chunked = { 'content-length': null, 'transfer-encoding': 'chunked' };
  test.each<[string, number, Record<string, string | null>]>([
    ['another host name', 403, { host: 'localhost:1' }],
    ['a name that was made to point here', 403, { host: 'evil.example' }],
    ['the right host without its port', 403, { host: '127.0.0.1' }],
    ['an origin', 403, { origin: 'https://evil.example' }],
    ['an origin that is our own', 403, { origin: 'app://gatehouse' }],
    ['an opaque origin', 403, { origin: 'null' }],
    ['fetch metadata', 403, { 'sec-fetch-site': 'same-origin' }],
    ['a frame of a page', 403, { 'sec-fetch-dest': 'iframe' }],
    ['a socket of a page', 403, { 'sec-websocket-key': 'x', upgrade: 'websocket' }],
    ['another method', 405, { ':line': 'GET /hook HTTP/1.1' }],
    ['a preflight', 405, { ':line': 'OPTIONS /hook HTTP/1.1' }],
    ['a preflight of a page', 403, { ':line': 'OPTIONS /hook HTTP/1.1', 'access-control-request-method': 'POST' }],
    ['another path', 404, { ':line': 'POST / HTTP/1.1' }],
    ['the path with a query', 404, { ':line': 'POST /hook?token=1 HTTP/1.1' }],
    ['the path in full', 404, { ':line': 'POST http://127.0.0.1/hook HTTP/1.1' }],
    ['no token', 401, { 'x-gatehouse-token': null }],
    ['a wrong token', 401, { 'x-gatehouse-token': 'f'.repeat(63) + 'e' }],
    ['a token in another place', 401, { 'x-gatehouse-token': null, authorization: `Bearer ${TOKEN}` }],
    ['two tokens', 401, { 'X-Gatehouse-Token': 'x' }],
    ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', 415, { 'content-type': 'text/plain' }],
    ['no content type', 415, { 'content-type': null }],
    ['another character set', 415, { 'content-type': 'application/json; charset=utf-16' }],
    ['a packed body', 415, { 'content-encoding': 'gzip' }],
    ['a body beyond the limit', 413, { 'content-length': String(4 * 1024 * 1024 + 1) }],
    ['an upgrade', 400, { upgrade: 'websocket', connection: 'upgrade' }],
    ['a wrong token before it says how much is to come', 401, { ...chunked, 'x-gatehouse-token': 'x' }],
    ['a wrong token that asks whether to go on', 401, { expect: '100-continue', 'x-gatehouse-token': 'x' }],
  ])('turns away %s before any body was sent', async (_what, status, over) => {
    const caller = await call(hookHead(port, 1_000, over));
    const heard = await caller.untilClosed();
    expect(statusOf(heard)).toBe(status);
    expect(heard).not.toMatch(/access-control|100 continue/i);
    expect(heard.endsWith('\r\n\r\n')).toBe(true);
    expect(calls).toEqual([]);
  });

  test('takes a call that Node itself marks as a fetch', async () => {
    const arriving = nextCall();
    await call(hookHead(port, BODY.length, { 'sec-fetch-mode': 'cors' }), BODY);
    expect(await (await arriving).respond('{}')).toBe(true);
  });

  test('lets one go on that asks first, as curl does', async () => {
    const arriving = nextCall();
    const caller = await call(hookHead(port, BODY.length, { expect: '100-continue' }));
    await caller.until(/100 Continue/);
    caller.say(BODY);
    expect(await (await arriving).respond('{}')).toBe(true);
  });

  test.each([
    ['not JSON', '{"a":'],
    ['not an object', '[1]'],
    ['nested beyond reason', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('turns away a body that is %s', async (_what, body) => {
    const caller = await call(hookHead(port, body.length));
    caller.say(body);
    expect(statusOf(await caller.untilClosed())).toBe(400);
    expect(calls).toEqual([]);
  });

  test('stops reading a body that grows beyond the limit', async () => {
    await gateway.close();
    await open({ maxBodyBytes: 1_000 });
    const caller = await call(hookHead(port, 0, chunked));
    for (let sent = 0; sent < 3; sent++) caller.say(`200\r\n${'x'.repeat(0x200)}\r\n`);
    expect(statusOf(await caller.untilClosed())).toBe(413);
    expect(calls).toEqual([]);
  });

  test('does not wait for slow heads or bodies', async () => {
    await gateway.close();
    await open({ headersMs: 200, bodyMs: 200 });
    const slowHead = await call('POST /hook HTTP/1.1\r\nhost: 127');
    const silent = await RawCaller.to(port);
    const slowBody = await call(hookHead(port, 1_000), '{"a":');
    expect(statusOf(await slowBody.untilClosed())).toBe(408);
    expect(statusOf(await slowHead.untilClosed())).toBe(408);
    await silent.untilClosed();
    expect(calls).toEqual([]);
  });

  test('never ends a call that waits for its answer', async () => {
    await gateway.close();
    await open({ headersMs: 100, bodyMs: 100 });
    const arriving = nextCall();
    await call(hookHead(port, BODY.length), BODY);
    const held = await arriving;
    const slow = await call('POST'); // ends by the very time-out that must not touch the held one
    await slow.untilClosed();
    expect(held.isOpen).toBe(true);
    expect(await held.respond('{}')).toBe(true);
  });

  test('takes one call per connection: what is sent behind it has no effect', async () => {
    const arriving = nextCall();
    const one = hookHead(port, BODY.length) + BODY;
    const caller = await call(one + one + one);
    const held = await arriving;
    await held.respond('{}');
    const heard = await caller.untilClosed();
    expect(calls.length).toBe(1);
    expect(heard.match(/HTTP\/1\.1 200/g)).toHaveLength(1);
  });

  test.each(['end', 'destroy', 'reset'] as const)('tells when the caller goes away (%s)', async (how) => {
    const arriving = nextCall();
    const caller = await call(hookHead(port, BODY.length), BODY);
    const held = await arriving;
    const gone = new Promise<void>((resolve) => held.onGone(resolve));
    if (how === 'end') caller.socket.end();
    else if (how === 'destroy') caller.socket.destroy();
    else caller.socket.resetAndDestroy();
    await gone;
    expect([held.isOpen, await held.respond('{}')]).toEqual([false, false]);
    await new Promise<void>((resolve) => held.onGone(resolve)); // told at once to whoever asks late
  });

  test('does not count an answer as given when the caller hung up at that moment', async () => {
    const arriving = nextCall();
    const caller = await call(hookHead(port, BODY.length), BODY);
    const held = await arriving;
    const closed = once(caller.socket, 'close');
    caller.socket.resetAndDestroy();
    await closed; // the hang-up waits in the system's queue, not yet heard by the gateway or just so
    expect(await held.respond('{"decision":"allow"}')).toBe(false);
  });

  test('hangs up on all who wait when it closes, and says who goes', async () => {
    const arriving = nextCall();
    const caller = await call(hookHead(port, BODY.length), BODY);
    const held = await arriving;
    const gone = new Promise<void>((resolve) => held.onGone(resolve));
    await gateway.close();
    await gateway.close();
    await gone;
    expect(await caller.untilClosed()).toBe('');
    expect(gateway.port).toBeNull();
  });

  test('keeps one port, whoever asks it to listen at once, and leaves none behind that it was called off from', async () => {
    await gateway.close();
    const both = await Promise.all([gateway.listen(port), gateway.listen(port)]);
    expect(both).toEqual([ok(port), ok(port)]);
    await gateway.close();
    const calledOff = gateway.listen(port);
    await Promise.resolve(); // as far as to the system
    void gateway.close();
    const next = gateway.listen(port);
    expect(await calledOff).toMatchObject({ ok: false });
    expect([await next, gateway.port]).toEqual([ok(port), port]);
  });

  test('takes the next port when its own is in use, and listens on this computer only', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const second = new Gateway({ clock: systemClock, log, checkToken: () => false });
    const listening = await second.listen(taken);
    expect(listening.ok && listening.value > taken && listening.value < taken + 20).toBe(true);
    expect(second.port).toBe(listening.ok ? listening.value : null);
    await second.close();
    other.close();
  });

  test('answers those it turns away only so often, and writes one line a minute without what they said', async () => {
    const heard = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const caller = await call(hookHead(port, 10, { 'x-gatehouse-token': 'guess-of-a-secret' }));
        return statusOf(await caller.untilClosed());
      }),
    );
    expect(heard.filter((status) => status === 401).length).toBeGreaterThanOrEqual(20);
    expect(heard.filter((status) => status === 0).length).toBeGreaterThan(5);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatch(/wrong-token/);
    expect(log.lines.join()).not.toContain('guess-of-a-secret');
    const arriving = nextCall();
    const caller = await call(hookHead(port, BODY.length), BODY); // who has the token is served all the same
    await (await arriving).respond('{}');
    expect(statusOf(await caller.untilClosed())).toBe(200);
  });

  test('does not take more connections than it has room for', async () => {
    await gateway.close();
    await open({ maxConnections: 3 });
    const held = await Promise.all(Array.from({ length: 3 }, () => RawCaller.to(port)));
    const beyond = await call(hookHead(port, BODY.length), BODY);
    expect(await beyond.untilClosed()).toBe('');
    for (const { socket } of held) socket.destroy();
  });
});
