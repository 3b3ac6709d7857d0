import * as http from 'node:http';
import * as https from 'node:https';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { MIB, SECOND_MS } from '../../shared/units.ts';
import type { ClockSkew } from './clock-skew.ts';
import { CLEAR_TEXT } from './close-cause.ts';
import { netErrorOf } from './net-error.ts';
import type { NetError } from './net-error.ts';
import type { ProxyFor } from './proxy.ts';
import { readRetryAfter } from './retry-after.ts';
import { mayCarryToken } from './secure-url.ts';
import type { TlsOptions } from './secure-url.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  /** `Authorization` goes to this URL's origin and nowhere else: redirects are never followed. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text, already serialised: sent byte for byte. */
  readonly body?: string;
  /** For the whole exchange. Default 10 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Any status, 3xx included. */
export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** From `Retry-After` in either form; null when missing or unreadable. Not clamped. */
  readonly retryAfterMs: number | null;
}

export type SendRequest = (request: HttpRequest) => Promise<Result<HttpResponse, NetError>>;

interface HttpTools {
  readonly proxyFor: ProxyFor;
  readonly tls: TlsOptions;
  readonly nowMs: () => number;
  readonly skew: ClockSkew;
}

const TIMEOUT_MS = 10 * SECOND_MS;
const MAX_BODY_BYTES = 16 * MIB;

/** One exchange per call over kept-alive connections; nothing is retried, because a POST may have had its effect. */
export function createHttp({ proxyFor, tls, nowMs, skew }: HttpTools): { readonly send: SendRequest; close(): void } {
  // Node keeps pools by origin within an agent.
  const clearAgent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const tlsAgent = new https.Agent({ ...tls, keepAlive: true, maxSockets: 16 });

  async function send(asked: HttpRequest): Promise<Result<HttpResponse, NetError>> {
    if (!mayCarryToken(asked.url)) return err({ code: 'tls', errno: CLEAR_TEXT });
    const secure = asked.url.protocol === 'https:';
    const agent = (await proxyFor(asked.url)) ?? (secure ? tlsAgent : clearAgent);
    return await new Promise((resolve) => {
      const body = asked.body === undefined ? undefined : Buffer.from(asked.body, 'utf8');
      const timeout = AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS);
      const signal = asked.signal === undefined ? timeout : AbortSignal.any([timeout, asked.signal]);
      const fail = (error: unknown) =>
        resolve(err(timeout.aborted ? { code: 'timeout', errno: 'DEADLINE' } : netErrorOf(error)));
      try {
        const request = (secure ? https : http).request(asked.url, {
          ...(secure ? tls : {}),
          agent,
          method: asked.method,
          signal,
          headers: {
            accept: 'application/json',
            'accept-encoding': 'identity',
            ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
            ...asked.headers,
          },
        });
        request.on('error', fail);
        request.on('response', (response) => {
          skew.heard(asked.url, response.headers.date, nowMs());
          collect(response, nowMs, resolve, fail);
        });
        request.end(body);
      } catch (error) {
        // An illegal header character or an already aborted signal.
        fail(error);
      }
    });
  }
  return {
    send,
    close: () => {
      clearAgent.destroy();
      tlsAgent.destroy();
    },
  };
}

function collect(
  response: http.IncomingMessage,
  nowMs: () => number,
  resolve: (result: Result<HttpResponse, NetError>) => void,
  fail: (error: unknown) => void,
): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  response.on('data', (part: Buffer) => {
    bytes += part.length;
    parts.push(part);
    if (bytes <= MAX_BODY_BYTES) return;
    resolve(err({ code: 'too-large', errno: 'BODY_TOO_LARGE' }));
    response.destroy();
  });
  response.on('error', fail);
  response.on('end', () => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    const retryAfterMs = readRetryAfter(response.headers['retry-after'], nowMs());
    resolve(ok({ status: response.statusCode ?? 0, headers, body: Buffer.concat(parts), retryAfterMs }));
  });
}
