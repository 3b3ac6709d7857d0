import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import type { Server } from 'socket.io';
import { systemClock } from '../../../main/net/system-clock.ts';
import type { Clock } from '../../../main/ports/clock.ts';
import { authRequest } from '../happy-crypto.ts';
import { Core, type Generation } from './core.ts';
import type { AckFault, HttpFault } from './faults.ts';
import { hostileActs } from './hostile.ts';
import { createHttp } from './http.ts';
import type { Peer } from './peers.ts';
import type { RouteName } from './routes.ts';
import { openSockets } from './sockets.ts';
import { DOCUMENTED_TIMING, type Timing } from './timing.ts';

export interface ServerOptions {
  /** Whatever is left out is as documented. */
  readonly timing?: Partial<Timing>;
  readonly clock?: Clock;
  readonly generation?: Generation;
}

export type HappyServer = Awaited<ReturnType<typeof startHappyServer>>;

/** Starts the double on 127.0.0.1 at a free port. */
export async function startHappyServer(options: ServerOptions = {}) {
  const timing = { ...DOCUMENTED_TIMING, ...options.timing };
  const core = new Core(options.clock ?? systemClock, timing, options.generation ?? 'current');
  const tcp = new Set<TcpSocket>();
  let port = 0;
  let isClosing = false;
  let running: { readonly http: HttpServer; readonly io: Server } | null = null;

  async function open(): Promise<void> {
    const http = createHttp(core);
    const io = openSockets(core, http);
    http.on('connection', (socket: TcpSocket) => {
      // The port stays open until the sockets have been told: whoever is back by then would keep it so.
      if (isClosing) return void socket.resetAndDestroy();
      tcp.add(socket);
      socket.once('close', () => tcp.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, '127.0.0.1', resolve);
    });
    port = (http.address() as AddressInfo).port;
    running = { http, io };
    core.presence.start();
  }

  async function close(): Promise<void> {
    if (running === null) return;
    const { http, io } = running;
    running = null;
    isClosing = true;
    core.presence.stop();
    core.out.attach(null);
    const closed = new Promise<void>((resolve) => http.once('close', () => resolve()));
    for (const socket of tcp) socket.resetAndDestroy();
    await Promise.all([closed, io.close()]);
    isClosing = false;
  }

  const peersOf = (filter: (peer: Peer) => boolean) => core.peers.all.filter(filter);
  await open();

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    core,
    /** Everything that came and went, in order and awaitable. */
    seen: core.seen,
    hostile: hostileActs(core),
    /** Signs an account in without a request. @returns its id and a token. */
    signIn(secret: Buffer): { readonly accountId: string; readonly token: string } {
      const { id } = core.store.accountOf(authRequest(secret).publicKey);
      return { accountId: id, token: core.tokens.issue(id, core.clock.nowMs()) };
    },
    session(id: string) {
      const row = core.store.sessions.get(id);
      if (row === undefined) throw new Error(`no session ${id}`);
      return row;
    },
    /** Fills an account without requests and without telling anybody. @returns the session's id. */
    seedSession(
      accountId: string,
      given: { readonly tag: string; readonly metadata: string; readonly dataEncryptionKey: string | null },
      messages: readonly string[] = [],
    ): string {
      const row = core.store.addSession(accountId, given);
      for (const content of messages) core.store.addMessage(row, content, null);
      return row.id;
    },
    /** Answers the next requests of a route wrongly: see {@link HttpFault}. `Infinity` = until `clearFaults`. */
    breakNext: (route: RouteName | 'any', fault: HttpFault, times = 1) => core.faults.planHttp(route, fault, times),
    /** Acks the next events wrongly: see {@link AckFault}. `rpc-call:permission` names one method of any session. */
    breakAck: (event: string, fault: AckFault, times = 1) => core.faults.planAck(event, fault, times),
    clearFaults: () => core.faults.clear(),
    /** From now on this token (null = every one) is refused, in requests and in handshakes; open sockets live on. */
    refuseToken: (token: string | null = null) => core.tokens.refuse(token),
    acceptTokens: () => core.tokens.acceptAgain(),
    /** The server disconnects sockets by its own will (`io server disconnect` at the client). */
    disconnectSockets(filter: (peer: Peer) => boolean = () => true): void {
      for (const { socket } of peersOf(filter)) socket.disconnect(true);
    },
    /** The connections below the sockets are gone without a word (`transport close` or `transport error`). */
    cutSockets(filter: (peer: Peer) => boolean = () => true): void {
      for (const { socket } of peersOf(filter)) socket.conn.close(true);
    },
    get peers(): readonly Peer[] {
      return core.peers.all;
    },
    /** Closes the port: dialling fails with ECONNREFUSED until `open`. State is kept. */
    close,
    open,
    async restart(): Promise<void> {
      await close();
      await open();
    },
    stop: close,
  };
}
