import type { Result } from '../../shared/result.ts';
import type { NetErrorCode } from './close-cause.ts';

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

export interface NetError {
  readonly code: NetErrorCode;
  /** errno or TLS code, for the log. */
  readonly errno: string;
}

export type SendRequest = (request: HttpRequest) => Promise<Result<HttpResponse, NetError>>;
