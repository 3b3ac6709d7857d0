/** What every scripted client of the Happy double needs: requests with a token, a socket, acks with a deadline. */
import { io, type Socket } from 'socket.io-client';

const ACK_WAIT_MS = 60_000;

interface Caller {
  readonly baseUrl: string;
  readonly token: string;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** One request. @param path  with its query; a body makes it a POST unless said otherwise. */
export async function callHappy(
  { baseUrl, token }: Caller,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Answered> {
  const response = await fetch(baseUrl + path, {
    method,
    headers: {
      connection: 'close',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** A socket that does not dial by itself and never dials again unless told to. */
export const happySocket = ({ baseUrl }: Caller, auth: () => Record<string, unknown>): Socket =>
  io(baseUrl, {
    path: '/v1/updates',
    transports: ['websocket'],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    auth: (give) => give(auth()),
  });

/** Dials, after an earlier connection is seen to be gone. @throws the server's refusal (`connect_error`). */
export async function dial(socket: Socket): Promise<void> {
  if (socket.connected) await new Promise<unknown>((resolve) => socket.once('disconnect', resolve));
  await new Promise<void>((resolve, reject) => {
    const settle = (run: () => void) => {
      socket.off('connect', onConnect);
      socket.off('connect_error', onError);
      run();
    };
    const onConnect = () => settle(resolve);
    const onError = (error: Error) => settle(() => reject(error));
    socket.on('connect', onConnect);
    socket.on('connect_error', onError);
    socket.connect();
  });
}

/** Emits and waits for the ack. @throws when none comes. */
export const ask = async (socket: Socket, event: string, payload?: unknown, waitMs = ACK_WAIT_MS): Promise<unknown> => {
  const waiting = socket.timeout(waitMs);
  const reply: unknown = await (payload === undefined
    ? waiting.emitWithAck(event)
    : waiting.emitWithAck(event, payload));
  return reply;
};

/** The connection breaks as it does when a process is killed: no farewell on the socket. */
export const breakOff = (socket: Socket): void => void socket.io.engine.close();
