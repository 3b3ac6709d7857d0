import type { Socket as NetSocket } from 'node:net';
import { Manager } from 'socket.io-client';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { MIB } from '../../../../shared/units.ts';
import type { CloseInfo } from '../../../net/close-cause.ts';
import { netErrorOf } from '../../../net/net-error.ts';
import { readRetryAfter } from '../../../net/retry-after.ts';
import type { Dial } from '../../../net/stream-socket.ts';
import { CLOSING, engineTransport, type Wire } from './engine-transport.ts';
import { disconnectInfo, errorEventInfo, rejectionInfo } from './socket-endings.ts';

const MAX_MESSAGE_BYTES = 16 * MIB;
const MAX_UNSENT_BYTES = 8 * MIB;
/** What a server takes in one message unless its handshake says otherwise; more makes it cut the connection. */
const USUAL_LIMIT_BYTES = 1_000_000;
/** Event name, numbers and frame around a payload. */
const ENVELOPE_BYTES = 1_000;

export type LineError = { readonly code: 'not-open' | 'too-large' | 'too-much-buffered' };

/** One connected socket.io socket. */
export interface Line {
  /**
   * Writes one event, or refuses; nothing is kept for later.
   *
   * @param onAck  called at most once, and never if the line breaks first
   */
  emit(event: string, payload: unknown, onAck?: (answer: unknown) => void): Result<null, LineError>;
}

export interface LineEvent {
  readonly event: string;
  readonly payload: unknown;
  /** Null where the far side awaits no answer. */
  readonly reply: ((answer: unknown) => void) | null;
}

export interface SocketIoOptions {
  /** What the socket presents itself with, read when it connects. */
  readonly auth: () => Readonly<Record<string, unknown>>;
  /** Accepted by the server: comes before anything else is told of this socket. */
  readonly onLine: (line: Line) => void;
  readonly onEvent: (event: LineEvent) => void;
  /** Looks at a packet before it is parsed. @returns true: it is dropped */
  readonly isUseless?: (packet: string) => boolean;
  /** Wall clock, for a `Retry-After` date. */
  readonly nowMs: () => number;
}

/** A socket.io connection over WebSocket alone; whoever runs the dial reconnects, not the library. */
export function socketIoDial({ auth, onLine, onEvent, isUseless, nowMs }: SocketIoOptions): Dial {
  return (target, events) => {
    let wire: Wire | null = null;
    let tcp: NetSocket | null = null;
    let over = false;
    let units = 0;
    let pongs = 0;
    let limitBytes = USUAL_LIMIT_BYTES;

    function finish(info: CloseInfo): void {
      if (over) return;
      over = true;
      events.closed(info);
    }
    function heard(): void {
      units += 1;
      if (!over) events.heard();
    }
    function watchWire(made: Wire): void {
      wire = made;
      made.on('upgrade', (response) => {
        tcp = response.socket;
      });
      made.on('message', heard);
      made.on('unexpected-response', (request, response) => {
        const retryAfterMs = readRetryAfter(response.headers['retry-after'], nowMs());
        finish({ tag: 'status', status: response.statusCode ?? 0, retryAfterMs });
        request.destroy();
      });
      made.on('error', (error) => {
        const { code, errno } = netErrorOf(error);
        finish({ tag: 'broken', code, errno });
      });
      made.on('close', (code, reason) => finish({ tag: 'closed', code, reason: reason.toString('utf8') }));
    }

    const { origin, pathname } = new URL(target.url.href.replace(/^ws/, 'http'));
    const manager = new Manager(origin, {
      path: pathname,
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      upgrade: false,
      transports: [
        engineTransport(target, MAX_MESSAGE_BYTES, {
          onWire: watchWire,
          isUseless: (packet) => isUseless?.(packet) === true,
          onUnreadable: () => finish({ tag: 'broken', code: 'protocol', errno: 'NOT_ENGINE_IO' }),
        }),
      ],
    });
    // The dial's own deadline covers the whole way to `connect`.
    manager.timeout(false);
    const socket = manager.socket('/', {
      auth: (present: (data: object) => void) => {
        if (!over) present(auth());
      },
    });

    const line: Line = {
      emit: (event, payload, onAck) => {
        if (over || wire === null || !socket.connected) return err({ code: 'not-open' });
        const bytes = payload === undefined ? 0 : Buffer.byteLength(JSON.stringify(payload));
        if (bytes + ENVELOPE_BYTES > limitBytes) return err({ code: 'too-large' });
        if (wire.bufferedAmount + bytes > MAX_UNSENT_BYTES) return err({ code: 'too-much-buffered' });
        const args: unknown[] = payload === undefined ? [] : [payload];
        if (onAck !== undefined) args.push((answer: unknown) => (over ? undefined : onAck(answer)));
        socket.emit(event, ...args);
        return ok(null);
      },
    };

    socket.on('connect', () => {
      if (over) return;
      onLine(line);
      events.opened();
      heard();
    });
    socket.on('connect_error', (error: unknown) => finish(rejectionInfo(error)));
    socket.on('disconnect', (reason: string) => finish(disconnectInfo(reason)));
    socket.onAny((event: string, ...args: unknown[]) => {
      if (over) return;
      const refusal = event === 'error' ? errorEventInfo(args[0]) : null;
      if (refusal !== null) return finish(refusal);
      const last = args.at(-1);
      onEvent({
        event,
        payload: typeof args[0] === 'function' ? undefined : args[0],
        reply: typeof last === 'function' ? (answer) => void (over || last(answer)) : null,
      });
    });
    socket.connect();
    manager.engine.on('handshake', ({ maxPayload }) => {
      if (maxPayload > 0) limitBytes = maxPayload;
    });

    return {
      pulse: {
        bytesRead: () => tcp?.bytesRead ?? 0,
        unitsRead: () => units,
        pongsRead: () => pongs,
        isPaused: () => wire?.isPaused ?? false,
        // The server pings too, but only every 15 s, and a ping of the WebSocket could be answered by what stands before it.
        ping: () => {
          line.emit('ping', undefined, () => {
            pongs += 1;
            heard();
          });
        },
      },
      send: () => Promise.resolve(err({ code: 'not-open' })),
      pause: () => wire?.pause(),
      resume: () => wire?.resume(),
      drop: (manner) => {
        over = true;
        // A socket that broke a limit is saying so (1009) right now; its close timeout ends it.
        const isLeaving = wire?.readyState === CLOSING;
        socket.disconnect();
        if (manner === 'at-once' && !isLeaving) wire?.terminate();
      },
    };
  };
}
