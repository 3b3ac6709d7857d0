/** The first generation's reading side: a WebSocket per session, signed in by header or by its first frame. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { CcrSession } from './ccr-session.ts';
import { Connection, webSocketWire } from './connection.ts';
import type { Core } from './core.ts';
import { parseJson } from './exchange.ts';
import { receiveFrame } from './receive-frame.ts';

export const SUBSCRIBE_PATH = /^\/v1\/sessions\/ws\/([^/]+)\/subscribe$/;

const authFrame = z.looseObject({
  type: z.literal('auth'),
  credential: z.looseObject({ type: z.literal('oauth'), token: z.string() }),
});

/** @param signedIn  the upgrade already carried the right bearer. */
export function acceptSubscription(
  core: Core,
  socket: WebSocket,
  request: IncomingMessage,
  url: URL,
  signedIn: boolean,
): void {
  const session = core.find(decodeURIComponent(SUBSCRIBE_PATH.exec(url.pathname)?.[1] ?? ''));
  socket.on('error', () => undefined); // 'close' follows and tells the test
  if (session === null) return socket.close(4001, 'session not found');
  let connection = signedIn ? attach(core, session, socket, request, url) : null;
  socket.on('ping', (data) => {
    if (!core.isMuted && connection?.isMuted !== true && socket.readyState === socket.OPEN) socket.pong(data);
  });
  socket.on('message', (data: Buffer) => {
    for (const text of data.toString('utf8').split('\n')) {
      if (text.trim() === '') continue;
      if (connection === null) {
        const auth = authFrame.safeParse(parseJson(text)?.value);
        if (!auth.success || auth.data.credential.token !== core.token) return socket.close(4003, 'unauthorized');
        connection = attach(core, session, socket, request, url);
      } else if (!isKeepAlive(text)) {
        const { effect } = receiveFrame(session, text, { via: 'websocket', connection: connection.facts.number });
        if (effect !== null) setImmediate(effect);
      }
    }
  });
}

/** Sign-in frames are harmless when the header did it already. */
const isKeepAlive = (text: string) => {
  const value = parseJson(text)?.value;
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    (value.type === 'keep_alive' || value.type === 'auth')
  );
};

function attach(core: Core, session: CcrSession, socket: WebSocket, request: IncomingMessage, url: URL): Connection {
  const tcp: Socket = request.socket;
  const connection = new Connection(
    {
      kind: 'websocket',
      number: session.connections.length + 1,
      openedAtMs: Date.now(),
      resumedAfter: 0,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
    },
    webSocketWire(socket, tcp, core.framing),
  );
  if (core.isMuted) connection.mute();
  session.attach(connection);
  if (core.replaysOpenAsks) for (const ask of session.openAsks.values()) connection.write(ask.text);
  return connection;
}
