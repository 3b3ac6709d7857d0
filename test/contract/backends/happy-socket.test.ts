import { createServer } from 'node:http';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import * as z from 'zod';
import { afterEach, describe, expect, test } from 'vitest';
import { createHappySocket, type HappySocketOptions } from '../../../main/backends/happy/server/happy-socket.ts';
import type { LineEvent } from '../../../main/backends/happy/server/socket-io-dial.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { err, ok } from '../../../shared/result.ts';
import { startChaosProxy } from '../../support/chaos-proxy.ts';
import { impatientKit, watchLink } from '../../support/net/link-probe.ts';
import { startHttp, startWebSockets } from '../../support/net/servers.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
function kept<T extends { close(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.close());
  return thing;
}

async function startSocketIo(onSocket: (socket: Socket) => void = answersPings, options: Partial<ServerOptions> = {}) {
  const http = createServer();
  const io = new Server(http, { path: '/v1/updates', ...options });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => io.close());
  const auths: unknown[] = [];
  const sockets: Socket[] = [];
  io.on('connection', (socket) => {
    auths.push(socket.handshake.auth);
    sockets.push(socket);
    onSocket(socket);
  });
  const { port } = z.object({ port: z.number() }).parse(http.address());
  return { port, io, auths, sockets };
}
const answersPings = (socket: Socket) => void socket.on('ping', (reply: (answer: object) => void) => reply({}));

const USER: HappySocketOptions['scope'] = { clientType: 'user-scoped', appState: () => 'background' };

function connect(serverUrl: string, more: Partial<HappySocketOptions> = {}) {
  const kit = kept(impatientKit({ random: { fraction: () => 0, uuid: () => '' } }));
  const { options, until, states } = watchLink(() => new URL(serverUrl));
  const events: LineEvent[] = [];
  const refused: string[] = [];
  const opened: number[] = [];
  const socket = createHappySocket({
    kit,
    clock: systemClock,
    name: 'phone',
    serverUrl,
    tokens: { token: () => Promise.resolve(ok('canary-token')), refuse: (token) => refused.push(token) },
    scope: USER,
    onState: options.onState,
    onOpen: (epoch) => opened.push(epoch),
    onEvent: (event) => events.push(event),
    ...more,
  });
  cleanUps.push(() => socket.stop());
  socket.link.start();
  return { socket, until, states, events, refused, opened };
}
const at = (port: number, path = '') => `http://127.0.0.1:${port}${path}`;

describe('a connection to a Happy server', () => {
  test('presents itself, is live when it was let in, carries calls and events, and never offers compression', async () => {
    const server = await startSocketIo(
      (socket) => {
        answersPings(socket);
        socket.on('rpc-call', (payload: unknown, reply: (answer: unknown) => void) =>
          reply({ ok: true, got: payload }),
        );
      },
      { perMessageDeflate: true },
    );
    const { socket, until, states, events, opened } = connect(at(server.port));
    await until('live');
    expect(states.map(({ tag }) => tag)).toEqual(['connecting', 'open', 'live']);
    expect(server.auths).toEqual([{ token: 'canary-token', clientType: 'user-scoped', appState: 'background' }]);
    const [peer] = server.sockets;
    expect(peer?.handshake.headers['sec-websocket-extensions']).toBeUndefined();
    expect(JSON.stringify([peer?.handshake.headers, peer?.handshake.url])).not.toContain('canary-token');
    expect(await socket.call('rpc-call', { method: 'm' })).toEqual(ok({ ok: true, got: { method: 'm' } }));
    const answered = new Promise((resolve) => peer?.emit('rpc-request', { method: 'm' }, resolve));
    peer?.emit('update', { seq: 1 });
    await socket.call('ping', undefined);
    expect(events.map(({ event, payload, reply }) => [event, payload, reply !== null])).toEqual([
      ['rpc-request', { method: 'm' }, true],
      ['update', { seq: 1 }, false],
    ]);
    events[0]?.reply?.('done');
    expect(await answered).toBe('done');
    expect(opened).toEqual([1]);
  });

  test('presents itself as one session, below a path of the server', async () => {
    const server = await startSocketIo(answersPings, { path: '/happy/v1/updates' });
    const scope = { clientType: 'session-scoped', sessionId: 's1' } as const;
    await connect(at(server.port, '/happy/'), { scope }).until('live');
    expect(server.auths).toEqual([{ token: 'canary-token', clientType: 'session-scoped', sessionId: 's1' }]);
  });

  test('comes back after the server hung up, with what it presents read anew', async () => {
    const server = await startSocketIo();
    let count = 0;
    const tokens = { token: () => Promise.resolve(ok(`token-${++count}`)), refuse: () => undefined };
    const { until } = connect(at(server.port), { tokens });
    const first = await until('live');
    server.sockets[0]?.disconnect(true);
    await until('live', { where: (state) => state.tag === 'live' && state.epoch > first.epoch });
    expect(server.auths).toMatchObject([{ token: 'token-1' }, { token: 'token-2' }]);
  });

  test('asks for another token when one is refused, and gives up when that is refused too', async () => {
    const server = await startSocketIo();
    server.io.use((_socket, next) => next(new Error('Invalid authentication token')));
    const { until, refused } = connect(at(server.port));
    expect(await until('failed')).toEqual({ tag: 'failed', cause: { code: 'unauthorized', status: 401 } });
    expect(refused).toEqual(['canary-token', 'canary-token']);
  });

  test('reads the refusal of an old server, which lets everybody in first', async () => {
    const server = await startSocketIo((socket) => {
      socket.emit('error', { message: 'Invalid authentication token' });
      socket.disconnect(true);
    });
    const { until, refused } = connect(at(server.port));
    await until('failed');
    expect(refused.length).toBe(2);
  });

  test('does not dial without a token', async () => {
    const server = await startSocketIo();
    const tokens = { token: () => Promise.resolve(err({ code: 'unauthorized' } as const)), refuse: () => undefined };
    expect(await connect(at(server.port), { tokens }).until('failed')).toMatchObject({
      cause: { code: 'unauthorized' },
    });
    expect(server.sockets).toEqual([]);
  });

  test('takes any other rejection for a passing one', async () => {
    const server = await startSocketIo();
    let isFull = true;
    server.io.use((_socket, next) => next(isFull ? new Error('Too many connections') : undefined));
    const { until } = connect(at(server.port));
    expect(await until('waiting')).toMatchObject({ cause: { code: 'closed' } });
    isFull = false;
    await until('live');
  });

  test('finds a black hole when probed, and comes back', async () => {
    const server = await startSocketIo();
    const proxy = kept(await startChaosProxy(server.port));
    const { until, socket, states } = connect(at(proxy.port));
    await until('live');
    proxy.set({ tag: 'hole' });
    const since = states.length;
    const call = socket.call('ping', undefined, 30_000);
    socket.link.probe('click');
    expect(await until('waiting', { since })).toMatchObject({ cause: { code: 'silent' } });
    expect(await call).toEqual(err({ code: 'lost' }));
    proxy.set({ tag: 'pass' });
    await until('live', { since });
  });

  test('survives a probe when it is healthy, and a server that never acks says so in time', async () => {
    const server = await startSocketIo((socket) => {
      answersPings(socket);
      socket.on('update-state', () => undefined);
    });
    const { until, socket, states } = connect(at(server.port));
    await until('live');
    socket.link.probe('click');
    expect(await socket.call('update-state', {}, 50)).toEqual(err({ code: 'timeout' }));
    expect(await socket.call('ping', undefined)).toEqual(ok({}));
    expect(states.at(-1)?.tag).toBe('live');
  });

  test('sends nothing that the server would cut the connection for', async () => {
    const server = await startSocketIo(answersPings, { maxHttpBufferSize: 5_000 });
    const { until, socket } = connect(at(server.port));
    await until('live');
    expect(socket.emit('message', { text: 'x'.repeat(5_000) })).toEqual(err({ code: 'too-large' }));
    expect(await socket.call('ping', undefined)).toEqual(ok({}));
  });

  test('keeps nothing for later while it is down, and tells nothing more once it was stopped', async () => {
    const server = await startSocketIo();
    const { until, socket, states } = connect(at(server.port));
    expect(socket.emit('early', {})).toEqual(err({ code: 'not-open' }));
    await until('live');
    const call = socket.call('nobody', {}, 30_000);
    socket.stop();
    const count = states.length;
    expect(await call).toEqual(err({ code: 'lost' }));
    expect(await socket.call('ping', undefined)).toEqual(err({ code: 'not-open' }));
    expect(states.length).toBe(count);
  });

  test.each([
    ['answers every request with 404', () => startHttp((_request, response) => response.writeHead(404).end()), 404],
    ['is busy', () => startHttp((_request, response) => response.writeHead(503).end()), 503],
  ] as const)('goes on trying at a server that %s', async (_what, start, status) => {
    const server = kept(await start());
    expect(await connect(at(server.port)).until('waiting')).toMatchObject({ cause: { status } });
  });

  test.each([
    ['not json', '0{'],
    ['null', '0null'],
    ['no packet at all', 'zzz'],
  ])('takes a WebSocket server that greets with %s for a wrong one, and lives', async (_what, greeting) => {
    const server = kept(await startWebSockets());
    server.sockets.on('connection', (socket) => {
      socket.send(greeting);
      if (greeting === 'zzz') socket.close();
    });
    expect((await connect(at(server.port)).until('waiting')).cause.code).toMatch(/protocol|closed/);
  });

  test('refuses to carry a token in clear to another computer', async () => {
    expect(await connect('http://198.51.100.7').until('failed')).toMatchObject({ cause: { code: 'tls' } });
  });
});
