/** One HTTP request on its way through the double. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Path parameters of the matched route. */
  readonly params: readonly string[];
  readonly body: string;
  /** Set by a fault: the work is done, the reply never leaves. */
  readonly losesReply: boolean;
}

export function reply(exchange: Exchange, status: number, value: unknown, headers: Record<string, string> = {}): void {
  replyText(exchange, status, JSON.stringify(value), headers);
}

/** @param text  JSON, kept byte for byte (history holds frames as they were sent). */
export function replyText(
  exchange: Exchange,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  if (exchange.losesReply) return void exchange.response.socket?.resetAndDestroy();
  exchange.response
    .writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_double', ...headers })
    .end(text);
}

export function replyError(
  exchange: Exchange,
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  reply(exchange, status, { type: 'error', error: { type, message } }, headers);
}

/** @throws when the body is larger than `limitBytes`; the rest is then drained so that the reply can be read. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= limitBytes) chunks.push(bytes);
  }
  if (size > limitBytes) throw new RangeError(`body of ${size} bytes`);
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns null for anything that is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
