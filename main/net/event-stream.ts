import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import { err } from '../../shared/result.ts';
import type { CloseInfo } from './close-cause.ts';
import { netErrorOf } from './net-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { createSseParser } from './sse-parser.ts';
import type { SseEvent } from './sse-parser.ts';
import type { Dial } from './stream-socket.ts';

interface EventStreamTools {
  readonly onEvent: (event: SseEvent) => void;
  readonly lastEventId: () => string | null;
  /** Wall clock, for a `Retry-After` date. */
  readonly nowMs: () => number;
  readonly maxEventBytes: number;
}

/** A GET that stays open. Redirects are not followed: a 3xx is a refusal like any other. */
export function eventStreamDial({ onEvent, lastEventId, nowMs, maxEventBytes }: EventStreamTools): Dial {
  return (target, events) => {
    let wire: Socket | null = null;
    let response: http.IncomingMessage | null = null;
    let over = false;
    let paused = false;
    let units = 0;

    function finish(info: CloseInfo): void {
      if (over) return;
      over = true;
      request.destroy();
      events.closed(info);
    }
    function heard(): void {
      units += 1;
      if (!over) events.heard();
    }

    const parser = createSseParser(
      {
        onComment: heard,
        onEvent: (event) => {
          heard();
          if (!over) onEvent(event);
        },
      },
      maxEventBytes,
    );

    const url = new URL(target.url.href.replace(/^ws/, 'http'));
    const id = lastEventId();
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      ...target.tls,
      // An own connection: a stream must not sit in a pool that requests wait for.
      agent: target.agent ?? false,
      headers: {
        ...target.headers,
        accept: 'text/event-stream',
        'accept-encoding': 'identity',
        'cache-control': 'no-store',
        ...(id === null ? {} : { 'last-event-id': id }),
      },
    });
    request.on('error', (error) => finish({ tag: 'broken', ...netErrorOf(error) }));
    request.on('response', (incoming) => {
      response = incoming;
      wire = incoming.socket;
      incoming.on('error', (error) => finish({ tag: 'broken', ...netErrorOf(error) }));
      const status = incoming.statusCode ?? 0;
      if (status !== 200) {
        const retryAfterMs = readRetryAfter(incoming.headers['retry-after'], nowMs());
        finish({ tag: 'status', status, retryAfterMs });
        return;
      }
      if (!isPlainEventStream(incoming.headers)) {
        finish({ tag: 'broken', code: 'protocol', errno: 'NOT_AN_EVENT_STREAM' });
        return;
      }
      incoming.on('data', (chunk: Buffer) => {
        if (!over && !parser.push(chunk)) finish({ tag: 'broken', code: 'too-large', errno: 'EVENT_TOO_LARGE' });
      });
      incoming.on('close', () => finish({ tag: 'closed', code: null, reason: '' }));
      if (!over) events.opened();
    });
    request.end();

    return {
      pulse: {
        bytesRead: () => wire?.bytesRead ?? 0,
        unitsRead: () => units,
        pongsRead: () => units,
        isPaused: () => paused,
        ping: null,
      },
      send: () => Promise.resolve(err({ code: 'not-open' })),
      pause: () => {
        paused = true;
        response?.pause();
      },
      resume: () => {
        paused = false;
        response?.resume();
      },
      drop: () => {
        over = true;
        request.destroy();
      },
    };
  };
}

function isPlainEventStream(headers: http.IncomingHttpHeaders): boolean {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  return type === 'text/event-stream' && encoding === 'identity';
}
