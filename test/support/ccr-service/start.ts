import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { SSE_KEEP_ALIVE, type SequenceStyle } from '../../../main/practice/event-text.ts';
import { Arrivals } from './arrivals.ts';
import type { CcrSession, SessionOptions } from './ccr-session.ts';
import { clientRoutes } from './client-routes.ts';
import type { Framing } from './connection.ts';
import { Core } from './core.ts';
import { readBody, replyError, type Exchange } from './exchange.ts';
import { Faults, type Fault } from './faults.ts';
import { Listener } from './listener.ts';
import { matchRoute, ROUTES, type Handlers, type RouteName } from './routes.ts';
import { streamRoutes } from './stream-routes.ts';
import { acceptSubscription, SUBSCRIBE_PATH } from './subscribe.ts';
import { v1Routes } from './v1-routes.ts';
import { WorkerSide } from './worker-routes.ts';

export interface ServiceOptions {
  /** The account's bearer token. Default: random. */
  readonly token?: string;
  readonly sequenceStyle?: SequenceStyle;
  /** v1 frames on the wire. Default `lines`. */
  readonly framing?: Framing;
  /** v1: tell open asks again to every new subscriber. Default false, as the service was described. */
  readonly replaysOpenAsks?: boolean;
  /** Comment lines on idle streams; 0 = none. Default 15 000. */
  readonly keepAliveEveryMs?: number;
  /** What a v1 upgrade with a wrong bearer gets. Default `upgrade-401`. */
  readonly unauthorizedSubscribe?: 'upgrade-401' | 'close-4003';
}

/** One request as the double saw it. The bearer itself is not kept. */
interface SeenRequest {
  readonly route: RouteName | null;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Omit<IncomingHttpHeaders, 'authorization'>;
  readonly isAuthorized: boolean;
  readonly atMs: number;
}

export type CcrService = Awaited<ReturnType<typeof startCcrService>>;

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Starts the double on 127.0.0.1 at a free port. */
export async function startCcrService(options: ServiceOptions = {}) {
  const core = new Core({
    token: options.token ?? `sk-ant-oat01-${randomBytes(24).toString('base64url')}`,
    sequenceStyle: options.sequenceStyle ?? 'string',
    framing: options.framing ?? 'lines',
    replaysOpenAsks: options.replaysOpenAsks ?? false,
  });
  const faults = new Faults();
  const requests = new Arrivals<SeenRequest>();
  const workers = new WorkerSide(core);
  const server = createServer({ requestTimeout: 0 });
  const listener = new Listener(server);
  const baseUrl = () => `http://127.0.0.1:${listener.port}`;
  const handlers: Handlers = {
    ...clientRoutes(core),
    ...streamRoutes(core),
    ...v1Routes(core),
    ...workers.routes(baseUrl),
  };
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, autoPong: false });

  const see = (request: IncomingMessage, url: URL, route: RouteName | null, isAuthorized: boolean) => {
    const { authorization: _bearer, ...headers } = request.headers;
    requests.add({
      route,
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers,
      isAuthorized,
      atMs: Date.now(),
    });
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => void serve(request, response));
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', baseUrl());
    const match = matchRoute(request.method ?? '', url.pathname);
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const isWorkerRoute = match !== null && ROUTES[match.name].auth === 'worker';
    const isAuthorized = isWorkerRoute ? workers.accepts(match.params[0] ?? '', bearer ?? '') : bearer === core.token;
    see(request, url, match?.name ?? null, isAuthorized);
    const bare = { request, response, url, params: match?.params ?? [], body: '', losesReply: false };
    try {
      const fault = match === null ? null : faults.take(match.name);
      if (fault?.tag === 'reset') return void request.socket.resetAndDestroy();
      if (fault?.tag === 'hang') return;
      const body = await readBody(request, MAX_BODY_BYTES);
      await core.audible();
      if (fault?.tag === 'status') return void response.writeHead(fault.status, fault.headers).end(fault.body);
      if (match === null) return replyError(bare, 404, 'not_found_error', 'Not found');
      if (!isAuthorized) return replyError(bare, 401, 'authentication_error', 'Invalid bearer token');
      const exchange: Exchange = { ...bare, body, losesReply: fault?.tag === 'lose-reply' };
      handlers[match.name](exchange);
    } catch (error) {
      if (error instanceof RangeError) replyError(bare, 413, 'request_too_large', error.message);
      else if (!response.destroyed) request.socket.destroy(); // the client went away in the middle of its body
    }
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', baseUrl());
    const header = request.headers.authorization;
    const signedIn = header === `Bearer ${core.token}`;
    const isSubscribe = SUBSCRIBE_PATH.test(url.pathname);
    see(request, url, isSubscribe ? 'subscribe' : null, signedIn || header === undefined);
    const fault = isSubscribe ? faults.take('subscribe') : null;
    stream.on('error', () => undefined);
    if (fault?.tag === 'reset') return void request.socket.resetAndDestroy();
    if (fault?.tag === 'hang' || core.isMuted) return;
    if (fault?.tag === 'status') return refuseUpgrade(stream, fault.status, fault.headers);
    if (!isSubscribe) return refuseUpgrade(stream, 404, {});
    const isWrong = header !== undefined && !signedIn;
    if (isWrong && options.unauthorizedSubscribe !== 'close-4003') return refuseUpgrade(stream, 401, {});
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (isWrong) socket.close(4003, 'unauthorized');
      else acceptSubscription(core, socket, request, url, signedIn);
    });
  });

  await listener.open();
  const keepAliveEveryMs = options.keepAliveEveryMs ?? 15_000;
  const keepAlive = () => {
    core.watchers.keepAlive(SSE_KEEP_ALIVE);
    for (const session of core.sessions()) session.broadcast(SSE_KEEP_ALIVE, null);
  };
  const timer = keepAliveEveryMs > 0 ? setInterval(keepAlive, keepAliveEveryMs) : null;

  return {
    baseUrl: baseUrl(),
    get token() {
      return core.token;
    },
    core,
    addSession: (session: SessionOptions = {}) => core.add(session),
    removeSession: (session: CcrSession) => core.remove(session),
    get sessions(): readonly CcrSession[] {
      return core.sessions();
    },
    /** Everything that was asked of the service, in order, refused requests included. */
    get requests(): readonly SeenRequest[] {
      return requests.all;
    },
    /** The first request of this route that is past or to come. */
    request: (route: RouteName) => requests.find((seen) => seen.route === route),
    /** The next request of this route after this call. */
    nextRequest: (route: RouteName) => requests.later((seen) => seen.route === route),
    /** Resolves when this route was used `count` times in all. */
    requestCount: (route: RouteName, count: number) => requests.count(count, (seen) => seen.route === route),
    /** Answers the next requests of a route with a status instead of doing the work. */
    failNext: (
      route: RouteName | 'any',
      status: number,
      headers: Record<string, string> = {},
      times = 1,
      body = '{"type":"error"}',
    ) => faults.plan(route, { tag: 'status', status, headers, body }, times),
    /** Breaks the next requests of a route: see {@link Fault}. */
    breakNext: (route: RouteName | 'any', tag: Exclude<Fault['tag'], 'status'>, times = 1) =>
      faults.plan(route, { tag }, times),
    clearFaults: () => faults.clear(),
    /** Resets open connections and the next `count` dials; resolves when that many were refused. */
    refuseConnections: (count: number) => listener.refuse(count),
    /** Real ECONNREFUSED until `openPort`. */
    closePort: () => listener.closePort(),
    openPort: () => listener.open(),
    /** Goes silent: sockets stay open, requests are taken and not answered, streams and pongs stop. */
    mute: () => core.mute(),
    unmute: () => core.unmute(),
    /** The old token stops working for new requests; open streams live on. @returns the new one. */
    rotateToken: (token = `sk-ant-oat01-${randomBytes(24).toString('base64url')}`) => (core.token = token),
    /** Sends one keep-alive comment on every open stream now. */
    keepAlive,
    dropStreams: (loss: Parameters<CcrSession['dropStreams']>[0]) => {
      for (const session of core.sessions()) session.dropStreams(loss);
    },
    get openSockets() {
      return listener.openSockets;
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      for (const socket of sockets.clients) socket.terminate();
      await listener.close();
    },
  };
}

function refuseUpgrade(stream: Duplex, status: number, headers: Record<string, string>): void {
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  stream.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n`);
}
