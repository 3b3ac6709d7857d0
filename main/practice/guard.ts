import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Decides who may talk to the practice sessions: only a holder of the token, only over a loopback name (another name
 * means DNS rebinding), never a web page (browsers send Origin).
 *
 * @returns the HTTP status of the refusal, or null.
 */
export function refusalOf(request: IncomingMessage, accessToken: string): 401 | 403 | null {
  const { host = '', origin, authorization = '' } = request.headers;
  if (origin !== undefined) return 403;
  if (host !== `127.0.0.1:${request.socket.localPort}` && host !== `localhost:${request.socket.localPort}`) return 403;
  return timingSafeEqual(digest(authorization), digest(`Bearer ${accessToken}`)) ? null : 401;
}
