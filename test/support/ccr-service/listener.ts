/** The TCP side of the double: a port that can be closed, opened again, or that resets whoever dials. */
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Arrivals } from './arrivals.ts';

export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #refusals = new Arrivals<number>();
  #refusing = 0;
  #port = 0;

  constructor(server: Server) {
    this.#server = server;
    server.keepAliveTimeout = 60_000;
    server.on('connection', (socket: Socket) => {
      if (this.#refusing > 0) {
        this.#refusing--;
        socket.resetAndDestroy();
        return this.#refusals.add(Date.now());
      }
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  get port(): number {
    return this.#port;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Resets the next `count` connections, and all that are open now. @returns resolves when as many were refused. */
  async refuse(count: number): Promise<void> {
    const target = this.#refusals.all.length + count;
    this.#refusing += count;
    this.resetAll();
    await this.#refusals.count(target);
  }

  /** Closes the port (dialling fails with ECONNREFUSED) and resets what is open. */
  closePort(): void {
    this.#server.close();
    this.resetAll();
  }

  resetAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
