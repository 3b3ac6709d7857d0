import type * as z from 'zod';
import type { LinkCause } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { brokenCause } from '../../../net/close-cause.ts';
import type { HttpRequest, SendRequest } from '../../../net/http-json.ts';
import { happyUrl } from '../server/happy-url.ts';

/** One call of a Happy server, before or apart from a connection's own link. */
export interface ServerCall {
  readonly serverUrl: string;
  readonly method: HttpRequest['method'];
  /** With its slash in front. */
  readonly path: string;
  readonly token?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
}

export type ServerFault =
  | { readonly tag: 'no-answer'; readonly cause: LinkCause }
  | { readonly tag: 'status'; readonly status: number; readonly retryAfterMs: number | null }
  /** Something answered, in a way that no Happy server does. */
  | { readonly tag: 'not-happy' };

/** @returns what `schema` reads of a successful answer */
export async function callServer<T>(
  request: SendRequest,
  call: ServerCall,
  schema: z.ZodType<T>,
): Promise<Result<T, ServerFault>> {
  const { serverUrl, method, path, token, body, signal } = call;
  const response = await request({
    method,
    url: happyUrl(serverUrl, path),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  });
  if (!response.ok) {
    const { code, errno } = response.error;
    return err({ tag: 'no-answer', cause: brokenCause(code, errno) });
  }
  const { status, retryAfterMs } = response.value;
  if (status < 200 || status > 299) return err({ tag: 'status', status, retryAfterMs });
  const read = schema.safeParse(readJson(response.value.body));
  return read.success ? ok(read.data) : err({ tag: 'not-happy' });
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
