import { once } from 'node:events';
import * as net from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocketLinkOptions } from '../../../main/net/link.ts';
import { classifyClose } from '../../../main/net/close-cause.ts';
import { ok } from '../../../shared/result.ts';
import { startChaosProxy } from '../../support/chaos-proxy.ts';
import { pour, upgradeAnswer } from '../../support/net/raw-frames.ts';
import { impatientKit, watchLink } from '../../support/net/link-probe.ts';
import { freePort, listen, startHttp, startWebSockets } from '../../support/net/servers.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
function kept<T extends { close(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.close());
  return thing;
}
const fastRandom = { fraction: () => 0, uuid: () => '' };

function dial(port: number, more: Partial<WebSocketLinkOptions> = {}, random = fastRandom) {
  const kit = kept(impatientKit({ random }));
  const watched = watchLink(() => new URL(`ws://127.0.0.1:${port}/v1/subscribe`));
  const frames: string[] = [];
  const link = kit.webSocket({ ...watched.options, onFrame: (frame) => frames.push(frame.toString()), ...more });
  link.start();
  return { ...watched, link, frames, kit };
}

describe('a WebSocket link', () => {
  it('is open, then live by the pong alone, carries frames both ways, and never offers compression', async () => {
    const server = kept(await startWebSockets({ perMessageDeflate: true }));
    const connected = once(server.sockets, 'connection');
    const { link, frames, until, states } = dial(server.port);
    await until('live');
    const [socket, request] = await connected;
    expect(states.map(({ tag }) => tag)).toEqual(['connecting', 'open', 'live']);
    expect(request.headers).toMatchObject({ authorization: 'Bearer canary-token' });
    expect(request.headers['sec-websocket-extensions']).toBeUndefined();
    const received = once(socket, 'message');
    expect(await link.send('{"hello":"ü"}')).toEqual(ok(null));
    expect(String((await received)[0])).toBe('{"hello":"ü"}');
    socket.send('one');
    socket.send('two');
    const ponged = once(socket, 'pong');
    socket.ping();
    await ponged;
    expect(frames).toEqual(['one', 'two']);
  });

  it('gets through after ten refused dials', async () => {
    const server = kept(await startWebSockets());
    const proxy = kept(await startChaosProxy(server.port));
    proxy.set({ tag: 'refuse' });
    const { until, states } = dial(proxy.port);
    while (proxy.accepted < 10) await new Promise((resolve) => setTimeout(resolve, 20));
    proxy.set({ tag: 'pass' });
    await until('live');
    expect(proxy.accepted).toBeGreaterThanOrEqual(11);
    expect(states.find(({ tag }) => tag === 'waiting')).toMatchObject({ cause: { code: 'unreachable' } });
  });

  it('says refused where nobody listens, and connects when somebody does', async () => {
    const port = await freePort();
    const { until } = dial(port);
    expect(await until('waiting')).toMatchObject({ cause: { code: 'refused' } });
    kept(await startWebSockets({}, port));
    await until('live');
  });

  it('gives up a handshake that nobody answers', async () => {
    const mute = kept(await listen(net.createServer()));
    const { until } = dial(mute.port);
    expect(await until('waiting')).toMatchObject({ cause: { code: 'timeout' } });
  });

  it('is never live when the server upgrades and then stays mute, and dials again', async () => {
    const server = kept(await startWebSockets({ autoPong: false }));
    const { until, states } = dial(server.port);
    await until('open');
    expect(await until('waiting')).toMatchObject({ cause: { code: 'silent' } });
    expect(states.some(({ tag }) => tag === 'live')).toBe(false);
  });

  it.each(['rst', 'fin'] as const)('comes back after a %s, as a new epoch, with one socket', async (how) => {
    const server = kept(await startWebSockets());
    const proxy = kept(await startChaosProxy(server.port));
    const { until } = dial(proxy.port);
    const first = await until('live');
    proxy.cut(how);
    const second = await until('live', { where: (state) => state.tag === 'live' && state.epoch > first.epoch });
    expect(second.epoch).toBe(first.epoch + 1);
    expect(server.sockets.clients.size).toBe(1);
  });

  it('finds a black hole by itself, and at once when probed', async () => {
    const server = kept(await startWebSockets());
    const proxy = kept(await startChaosProxy(server.port));
    const { until, states, link } = dial(proxy.port);
    await until('live');
    for (const wake of [() => {}, () => link.probe('click')]) {
      const since = states.length;
      const holeAtMs = performance.now();
      proxy.set({ tag: 'hole' });
      wake();
      expect(await until('waiting', { since })).toMatchObject({ cause: { code: 'silent' } });
      // The deadlines are ten times shorter here: 2 s and 0.2 s, plus what a busy machine adds.
      expect(performance.now() - holeAtMs).toBeLessThan(4_000);
      proxy.set({ tag: 'pass' });
      await until('live', { since });
    }
  });

  it('survives a probe when it is healthy', async () => {
    const server = kept(await startWebSockets());
    const connected = once(server.sockets, 'connection');
    const { until, states, link } = dial(server.port);
    await until('live');
    const [socket] = await connected;
    for (let click = 0; click < 3; click += 1) {
      const pinged = once(socket, 'ping');
      link.probe('resume');
      await pinged;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(states.map(({ tag }) => tag)).toEqual(['connecting', 'open', 'live']);
  });

  it('waits longer and longer at a server that closes with 1011 after each open', async () => {
    const server = kept(await startWebSockets());
    server.sockets.on('connection', (socket) => socket.close(1011, 'sorry'));
    const halfRandom = { fraction: () => 0.05, uuid: () => '' };
    const { until, states, link } = dial(server.port, {}, halfRandom);
    const waits: number[] = [];
    for (let since = 0; waits.length < 4; since = states.length) {
      const wait = await until('waiting', { since });
      expect(wait.cause).toEqual({ code: 'server-error', status: 1011 });
      waits.push(wait.retryAtMs - Date.now());
    }
    link.stop();
    expect(waits[3]).toBeGreaterThan((waits[0] ?? 0) * 3);
  });

  it('ends at 4003 when the policy calls it fatal, and revives on demand', async () => {
    const server = kept(await startWebSockets());
    let open = false;
    server.sockets.on('connection', (socket) => {
      if (!open) socket.close(4003, 'unauthorized');
    });
    const { until, link, states } = dial(server.port, {
      classify: (info) =>
        info.tag === 'closed' && info.code === 4003
          ? { tag: 'fatal', cause: { code: 'unauthorized', status: 4003 } }
          : classifyClose(info),
    });
    expect(await until('failed')).toEqual({ tag: 'failed', cause: { code: 'unauthorized', status: 4003 } });
    open = true;
    link.retryNow();
    await until('live', { since: states.length });
  });

  it('closes a 100 MB frame and a message of endless small fragments by itself, in little memory', async () => {
    const server = kept(await listen(net.createServer()));
    let attack: 'frame' | 'fragments' = 'frame';
    const goodbyes: Buffer[] = [];
    server.on('connection', (socket: net.Socket) => {
      socket.once('data', (head) => {
        socket.write(upgradeAnswer(head.toString('latin1')));
        socket.on('data', (bytes: Buffer) => goodbyes.push(bytes));
        if (attack === 'frame')
          pour(socket, Buffer.from([0x82, 0x7f, 0, 0, 0, 0, 0x06, 0x40, 0, 0]), Buffer.alloc(65_536));
        else pour(socket, Buffer.from([0x02, 0x01, 0x61]), Buffer.from([0x00, 0x01, 0x61]));
      });
    });
    for (attack of ['frame', 'fragments'] as const) {
      const before = process.memoryUsage().rss;
      const { until, link } = dial(server.port);
      expect(await until('waiting')).toMatchObject({ cause: { code: 'too-large' } });
      link.stop();
      expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
    }
    expect(Buffer.concat(goodbyes).length).toBeGreaterThan(0);
  });

  it('refuses text that is not UTF-8', async () => {
    const server = kept(await startWebSockets());
    server.sockets.on('connection', (socket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }));
    const { until, frames } = dial(server.port);
    expect(await until('waiting')).toMatchObject({ cause: { code: 'protocol' } });
    expect(frames).toEqual([]);
  });

  it('reads the same frames however the line cuts them', async () => {
    const server = kept(await startWebSockets());
    const texts = ['{"a":1}', 'ü'.repeat(300), ''];
    server.sockets.on('connection', (socket) => texts.forEach((text) => socket.send(text)));
    const proxy = kept(await startChaosProxy(server.port));
    proxy.set({ tag: 'split', bytes: 1 });
    let all = (): void => {};
    const done = new Promise<void>((resolve) => (all = resolve));
    const seen: string[] = [];
    dial(proxy.port, { onFrame: (frame) => seen.push(frame.toString()) === texts.length && all() });
    await done;
    expect(seen).toEqual(texts);
  });

  it('follows no redirect: the other server hears nothing, and no token', async () => {
    let visits = 0;
    const other = kept(await startHttp((_request, response) => response.end(String((visits += 1)))));
    const server = kept(await startHttp(() => {}));
    server.on('upgrade', (_request, socket: Duplex) => {
      socket.end(`HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:${other.port}/\r\nContent-Length: 0\r\n\r\n`);
    });
    const { until } = dial(server.port);
    expect(await until('waiting')).toMatchObject({ cause: { code: 'protocol', status: 307 } });
    expect(visits).toBe(0);
  });

  it.each([
    ['7', 7_000],
    ['99999999', 300_000],
  ])('honours Retry-After %s at the upgrade, up to five minutes', async (retryAfter, expectedMs) => {
    const server = kept(await startHttp(() => {}));
    server.on('upgrade', (_request, socket: Duplex) => {
      socket.end(`HTTP/1.1 429 Slow down\r\nRetry-After: ${retryAfter}\r\nContent-Length: 0\r\n\r\n`);
    });
    const { until } = dial(server.port);
    const { retryAtMs, cause } = await until('waiting');
    expect(cause).toEqual({ code: 'rate-limited', status: 429 });
    expect(Math.abs(retryAtMs - Date.now() - expectedMs)).toBeLessThan(2_000);
  });

  it('makes no socket when it was stopped while the token was read', async () => {
    const server = kept(await startWebSockets());
    let connections = 0;
    server.sockets.on('connection', () => (connections += 1));
    let give = (): void => {};
    const slow = new Promise<void>((resolve) => (give = resolve));
    const { link, states } = dial(server.port, { headers: () => slow.then(() => ok({})) });
    link.stop();
    link.stop();
    give();
    const other = dial(server.port);
    await other.until('live');
    expect(connections).toBe(1);
    expect(states).toEqual([{ tag: 'connecting', attempt: 0 }]);
  });

  it('says unauthorized when reading the token throws, and lets others of the host go on', async () => {
    const server = kept(await startWebSockets());
    const { until, kit } = dial(server.port, { headers: () => Promise.reject(new Error('keychain: Bearer abc')) });
    expect(await until('failed')).toEqual({ tag: 'failed', cause: { code: 'unauthorized' } });
    const other = watchLink(() => new URL(`http://127.0.0.1:${server.port}/`));
    kit.webSocket({ ...other.options, onFrame: () => {} }).start();
    await other.until('live');
  });

  it('refuses to buffer without end for a peer that stopped reading', async () => {
    const server = kept(await startWebSockets());
    const proxy = kept(await startChaosProxy(server.port));
    const { until, link } = dial(proxy.port);
    await until('live');
    proxy.set({ tag: 'deaf' });
    const sends = Array.from({ length: 40 }, () => link.send('x'.repeat(1024 * 1024)));
    const last = await sends.at(-1);
    expect(last).toEqual({ ok: false, error: { code: 'too-much-buffered' } });
    link.stop();
    expect(await link.send('x')).toEqual({ ok: false, error: { code: 'not-open' } });
  });

  it('stops reading while it is paused, is not taken for dead, and reads on', async () => {
    const server = kept(await startWebSockets());
    const connected = once(server.sockets, 'connection');
    const { until, link, frames, states } = dial(server.port);
    await until('live');
    const [socket] = await connected;
    link.pause();
    socket.send('late');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(frames).toEqual([]);
    const ponged = once(socket, 'pong');
    socket.ping();
    link.resume();
    await ponged;
    expect({ frames, last: states.at(-1)?.tag }).toEqual({ frames: ['late'], last: 'live' });
  });
});
