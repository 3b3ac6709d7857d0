import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { err, ok } from '../../shared/result.ts';
import { MIB, SECOND_MS } from '../../shared/units.ts';
import type { CloseInfo } from './close-cause.ts';
import { netErrorOf } from './net-error.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Dial } from './stream-socket.ts';

export const MAX_MESSAGE_BYTES = 16 * MIB;
const MAX_UNSENT_BYTES = 8 * MIB;

/** How long the far side may take to answer our goodbye. Known to ws 8.23, not yet to its types. */
const GOODBYE = { closeTimeout: SECOND_MS };

/** @param nowMs  wall clock, for a `Retry-After` date */
export function webSocketDial(onFrame: (frame: Buffer) => void, nowMs: () => number): Dial {
  return (target, events) => {
    const socket = new WebSocket(target.url, {
      ...target.tls,
      ...(target.agent === null ? {} : { agent: target.agent }),
      headers: target.headers,
      // Compression costs five times the CPU here and lets a small frame become a large one.
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE_BYTES,
      maxFragments: 1024,
      maxBufferedChunks: 4096,
      ...GOODBYE,
      followRedirects: false,
      skipUTF8Validation: false,
    });
    let wire: Socket | null = null;
    let over = false;
    let units = 0;
    let pongs = 0;

    function finish(info: CloseInfo): void {
      if (over) return;
      over = true;
      events.closed(info);
    }
    function heard(): void {
      units += 1;
      if (!over) events.heard();
    }

    socket.on('upgrade', (response: IncomingMessage) => {
      wire = response.socket;
    });
    socket.on('open', () => {
      if (!over) events.opened();
    });
    socket.on('message', (frame) => {
      heard();
      if (!over && Buffer.isBuffer(frame)) onFrame(frame);
    });
    socket.on('pong', () => {
      pongs += 1;
      heard();
    });
    socket.on('unexpected-response', (request, response) => {
      const retryAfterMs = readRetryAfter(response.headers['retry-after'], nowMs());
      finish({ tag: 'status', status: response.statusCode ?? 0, retryAfterMs });
      request.destroy();
    });
    socket.on('error', (error) => {
      const { code, errno } = netErrorOf(error);
      finish({ tag: 'broken', code, errno });
    });
    socket.on('close', (code, reason) => finish({ tag: 'closed', code, reason: reason.toString('utf8') }));

    return {
      pulse: {
        bytesRead: () => wire?.bytesRead ?? 0,
        unitsRead: () => units,
        pongsRead: () => pongs,
        isPaused: () => socket.isPaused,
        ping: () => {
          if (socket.readyState === WebSocket.OPEN) socket.ping();
        },
      },
      send: (text) =>
        new Promise((resolve) => {
          if (over || socket.readyState !== WebSocket.OPEN) resolve(err({ code: 'not-open' }));
          else if (socket.bufferedAmount + text.length > MAX_UNSENT_BYTES) resolve(err({ code: 'too-much-buffered' }));
          else socket.send(text, (error) => resolve(error ? err({ code: 'broken' }) : ok(null)));
        }),
      pause: () => socket.pause(),
      resume: () => socket.resume(),
      drop: (manner) => {
        over = true;
        if (manner === 'politely' && socket.readyState === WebSocket.OPEN) socket.close(1000);
        // A socket that broke a limit is saying so (1009) right now; its close timeout ends it.
        else if (socket.readyState !== WebSocket.CLOSING) socket.terminate();
      },
    };
  };
}
