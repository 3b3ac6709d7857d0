/**
 * The far side of the measurements, in a process of its own: as much of a session service as a stream needs to become
 * live, and beyond that only bytes that were made beforehand, so that it is never slower than who reads.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import * as z from 'zod';
import { machineMs, type Order, type Report } from './orders.ts';
import { createReader, type Reader } from './reader.ts';

const report = (message: Report) => void process.send?.(message);
const readers = new Map<string, Reader>();
const sockets = new Set<Socket>();
/** Event streams that say nothing for long are given up. */
const KEEP_ALIVE_EVERY_MS = 10_000;
let refusing: number[] | null = null;

const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 });
const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false });

server.on('connection', (socket: Socket) => {
  if (refusing !== null) {
    refusing.push(machineMs());
    return void socket.resetAndDestroy();
  }
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.once('close', () => sockets.delete(socket));
});

const clientFrame = z.looseObject({
  type: z.string(),
  request_id: z.string().optional(),
  request: z.looseObject({ subtype: z.string() }).optional(),
  response: z.looseObject({ request_id: z.string() }).optional(),
});

/** Greets back, and tells when an answer came. */
function hear(id: string, text: string): void {
  const frame = clientFrame.parse(JSON.parse(text));
  if (frame.response !== undefined)
    report({ tag: 'answered', requestId: frame.response.request_id, atMs: machineMs() });
  if (frame.request?.subtype !== 'initialize') return;
  const response = { subtype: 'success', request_id: frame.request_id, response: {}, pending_permission_requests: [] };
  readers.get(id)?.say(JSON.stringify({ type: 'control_response', response }));
}

function opened(id: string, reader: Reader, wire: Duplex | ServerResponse): void {
  readers.set(id, reader);
  report({ tag: 'reader', id, atMs: machineMs() });
  wire.once('close', () => {
    if (readers.get(id) === reader) readers.delete(id);
  });
}

server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
  const id = /^\/v1\/sessions\/ws\/([^/]+)\/subscribe/.exec(request.url ?? '')?.[1] ?? 'nobody';
  upgrades.handleUpgrade(request, stream, head, (socket) => {
    opened(id, createReader(stream, 'websocket'), stream);
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      for (const line of data.toString().split('\n')) if (line.trim() !== '') hear(id, line);
    });
  });
});

const posted = z.object({ events: z.array(z.object({ payload: z.unknown() })) });

server.on('request', (request: IncomingMessage, response: ServerResponse) => {
  const [, id = '', tail] = /^\/v1\/code\/sessions\/([^/]+)(\/events(?:\/stream)?)$/.exec(request.url ?? '') ?? [];
  if (tail === '/events/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': connected\n\n');
    const keepAlive = setInterval(() => response.write(': keep-alive\n\n'), KEEP_ALIVE_EVERY_MS);
    response.once('close', () => clearInterval(keepAlive));
    return opened(id, createReader(response, 'sse'), response);
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const isPost = request.method === 'POST' && tail === '/events';
    if (isPost) {
      const body = posted.parse(JSON.parse(Buffer.concat(chunks).toString()));
      for (const { payload } of body.events) hear(id, JSON.stringify(payload));
    }
    response.writeHead(isPost ? 200 : 404, { 'content-type': 'application/json' }).end('{"results":[]}');
  });
});

function startingWith(idStart: string): [string, Reader][] {
  return [...readers].filter(([id]) => id.startsWith(idStart));
}

function pace(order: Extract<Order, { tag: 'pace' }>): void {
  const chosen = startingWith(order.idStart).map(([, reader]) => reader);
  const startedMs = machineMs();
  const total = (order.perSecond * order.forMs) / 1_000;
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor(((machineMs() - startedMs) * order.perSecond) / 1_000));
    for (; sent < due; sent++) chosen[sent % chosen.length]?.next(order.bytes, 1);
    if (sent < total) return;
    clearInterval(timer);
    setTimeout(() => {
      const pendingBytes = chosen.reduce((sum, reader) => sum + reader.pendingBytes(), 0);
      report({ tag: 'paced', count: sent, openReaders: startingWith(order.idStart).length, pendingBytes });
    }, 300);
  }, 10);
}

function obey(order: Order): void {
  switch (order.tag) {
    case 'blast':
      return void readers.get(order.id)?.blast(order.bytes, order.cycles);
    case 'pace':
      return pace(order);
    case 'say':
      report({ tag: 'said', id: order.id, atMs: machineMs() });
      return readers.get(order.id)?.say(order.text);
    case 'count-readers':
      return report({ tag: 'readers', count: startingWith(order.idStart).length });
    case 'outage':
      refusing = [];
      for (const socket of sockets) socket.resetAndDestroy();
      return void setTimeout(() => {
        report({ tag: 'outage-over', atMs: machineMs(), refusedAtMs: refusing ?? [] });
        refusing = null;
      }, order.forMs);
  }
}

process.on('message', obey);
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', 1_024, () => {
  report({ tag: 'listening', port: (server.address() as AddressInfo).port });
});
