/** The socket.io side: who may connect, in which rooms they are, and what faults do to what they say. */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Core } from './core.ts';
import type { AckFault } from './faults.ts';
import { machineActivity } from './machine-events.ts';
import { roomOf } from './outgoing.ts';
import type { Peer } from './peers.ts';
import { admit } from './socket-auth.ts';
import { SOCKET_EVENTS } from './socket-events.ts';

export function openSockets(core: Core, http: HttpServer): Server {
  const io = new Server(http, {
    path: '/v1/updates',
    transports: ['websocket', 'polling'],
    cors: { origin: '*' },
    serveClient: false,
    pingInterval: core.timing.pingIntervalMs,
    pingTimeout: core.timing.pingTimeoutMs,
    connectTimeout: core.timing.connectTimeoutMs,
  });
  if (core.generation === 'current')
    io.use((socket, next) => {
      const admitted = admit(core, socket);
      if (typeof admitted !== 'string') return next();
      core.seen.refusals.add(admitted);
      next(new Error(admitted));
    });
  io.on('connection', (socket) => welcome(core, socket));
  core.out.attach(io);
  return io;
}

function welcome(core: Core, socket: Socket): void {
  const admitted = admit(core, socket);
  if (typeof admitted === 'string') {
    // Old servers let everybody in first and said afterwards that they should not have come.
    core.seen.refusals.add(admitted);
    socket.emit('error', { message: admitted });
    return void socket.disconnect();
  }
  const { accountId, scope, appState, client } = admitted;
  const peer: Peer = { socket, accountId, scope, appState };
  core.peers.add(peer);
  if (scope.tag === 'user-scoped') void socket.join(roomOf(accountId, { tag: 'user' }));
  if (scope.tag === 'session-scoped') void socket.join(roomOf(accountId, { tag: 'session', id: scope.sessionId }));
  if (scope.tag === 'machine-scoped') void socket.join(roomOf(accountId, { tag: 'machine', id: scope.machineId }));
  tellMachine(core, peer, true);
  socket.onAny((event: string, ...args: unknown[]) => hear(core, peer, event, args));
  socket.on('disconnect', (reason) => {
    core.peers.remove(peer);
    core.rpc.forget(socket);
    tellMachine(core, peer, false);
    core.seen.disconnections.add({ socketId: socket.id, reason });
  });
  core.seen.connections.add({ socketId: socket.id, accountId, scope, appState, client });
}

function hear(core: Core, peer: Peer, event: string, args: readonly unknown[]): void {
  const last = args.at(-1);
  const answer = isCallback(last) ? last : null;
  const payload = args[0] === answer ? undefined : args[0];
  const { socket, accountId, scope } = peer;
  core.seen.events.add({ socketId: socket.id, accountId, scope, event, payload, wantsAck: answer !== null });
  const method = methodOf(payload);
  let tell: (reply: unknown) => void = () => {};
  if (event === 'rpc-call' && method !== null) {
    const told = new Promise<unknown>((resolve) => (tell = resolve));
    const params = typeof payload === 'object' && payload !== null && 'params' in payload ? payload.params : undefined;
    core.seen.calls.add({ socketId: socket.id, accountId, method, params, told });
  }
  const fault = core.faults.takeAck(event, method?.split(':').at(-1) ?? null);
  const ack = (reply: unknown) => {
    tell(reply);
    if (answer !== null) sayWith(fault, socket, answer, reply);
  };
  if (fault?.tag === 'lost') return;
  if (fault?.tag === 'say') return ack(fault.reply);
  if (!Object.hasOwn(SOCKET_EVENTS, event)) return;
  SOCKET_EVENTS[event]?.({ core, peer, payload, isMismatch: fault?.tag === 'mismatch', ack });
}

function sayWith(fault: AckFault | null, socket: Socket, answer: (reply: unknown) => void, reply: unknown): void {
  if (fault?.tag === 'never') return;
  if (fault?.tag === 'late') return void fault.until.then(() => answer(reply));
  if (fault?.tag === 'twice') {
    // The library itself never acks twice: the packet is sent again below it.
    socket.conn.once('packetCreate', (packet: { readonly data?: unknown }) => {
      if (typeof packet.data === 'string') socket.conn.write(packet.data);
    });
  }
  answer(reply);
}

const isCallback = (value: unknown): value is (reply: unknown) => void => typeof value === 'function';

const methodOf = (payload: unknown): string | null =>
  typeof payload === 'object' && payload !== null && 'method' in payload && typeof payload.method === 'string'
    ? payload.method
    : null;

function tellMachine(core: Core, { scope, accountId }: Peer, isActive: boolean): void {
  if (scope.tag !== 'machine-scoped') return;
  const machine = core.store.machine(accountId, scope.machineId);
  if (machine !== null) core.out.ephemeral(accountId, machineActivity(machine.id, isActive, core.clock.nowMs()));
}
