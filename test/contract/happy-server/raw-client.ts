/** A bare client of the double: what goes over the wire and nothing else. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { Arrivals } from '../../support/ccr-service/arrivals.ts';
import type { HappyServer } from '../../support/happy-server/index.ts';
import { ask, callHappy, dial, happySocket } from '../../support/happy-wire.ts';

interface Envelope {
  readonly id: string;
  readonly seq: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type RawClient = ReturnType<typeof rawClient>;

export function rawClient(server: HappyServer, secret = randomBytes(32)) {
  const { accountId, token } = server.signIn(secret);
  const caller = { baseUrl: server.baseUrl, token };
  const sockets: Socket[] = [];
  let tags = 0;

  return {
    accountId,
    token,
    get: (path: string) => callHappy(caller, path),
    post: (path: string, body: unknown = {}) => callHappy(caller, path, body),
    delete: (path: string) => callHappy(caller, path, undefined, 'DELETE'),
    /** A session made without requests; nothing in it can be opened, which the server cannot tell. */
    session: (messages: readonly string[] = []) =>
      server.seedSession(accountId, { tag: `tag-${tags++}`, metadata: 'bWV0YQ==', dataEncryptionKey: null }, messages),
    async connect(auth: Readonly<Record<string, unknown>> = {}) {
      const socket = happySocket(caller, () => ({ token, ...auth }));
      sockets.push(socket);
      const updates = new Arrivals<Envelope>();
      const ephemerals = new Arrivals<Readonly<Record<string, unknown>>>();
      const events = new Arrivals<{ readonly event: string; readonly payload: unknown }>();
      socket.on('update', (envelope: Envelope) => updates.add(envelope));
      socket.on('ephemeral', (body: Readonly<Record<string, unknown>>) => ephemerals.add(body));
      socket.onAny((event: string, payload: unknown) => events.add({ event, payload }));
      const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
      await dial(socket);
      return {
        socket,
        updates,
        ephemerals,
        events,
        closed,
        ask: (event: string, payload?: unknown, waitMs?: number) => ask(socket, event, payload, waitMs),
        /** Everything the server sent before is here. */
        settle: () => ask(socket, 'ping'),
      };
    },
    close(): void {
      for (const socket of sockets) socket.disconnect();
    },
  };
}
