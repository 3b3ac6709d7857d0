import * as http from 'node:http';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { ServerOptions } from 'ws';

export interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and cuts whatever is open at the end. */
export async function listen<T extends net.Server>(server: T, port = 0): Promise<Running & T> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const end = server.close.bind(server);
  return Object.assign(server, {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => void end(() => resolve()));
    },
  }) as Running & T;
}

export async function startHttp(handle: http.RequestListener, port = 0) {
  return await listen(http.createServer(handle), port);
}

/** A WebSocket server on its own HTTP server. */
export async function startWebSockets(options: ServerOptions = {}, port = 0) {
  const server = await listen(http.createServer(), port);
  const sockets = new WebSocketServer({ ...options, server });
  sockets.on('connection', (socket) => socket.on('error', () => {}));
  return { sockets, port: server.port, close: () => server.close() };
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = await listen(net.createServer());
  await server.close();
  return server.port;
}
