import type * as z from 'zod';
import type { LinkCause } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { readJson } from '../../../claude/frame.ts';
import { brokenCause } from '../../../net/close-cause.ts';
import type { HttpRequest, HttpResponse, SendRequest } from '../../../net/http-json.ts';
import { happyUrl } from './happy-url.ts';
import type { SignIn } from './sign-in.ts';

export interface RestCall {
  readonly method: HttpRequest['method'];
  /** Begins with a slash; what is variable in it is encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  readonly timeoutMs?: number;
}

/** Why there is no answer at all. */
export type NoAnswer = { readonly tag: 'sign-in' } | { readonly tag: 'no-answer'; readonly cause: LinkCause };

export type RestFault =
  | NoAnswer
  | { readonly tag: 'status'; readonly status: number; readonly retryAfterMs: number | null }
  /** The server does not know the path: it is of 2025. */
  | { readonly tag: 'no-such-route' };

/** The HTTP side of a Happy server, signed in. */
export class Rest {
  readonly #serverUrl: string;
  readonly #request: SendRequest;
  readonly #signIn: SignIn;

  constructor(parts: { readonly serverUrl: string; readonly request: SendRequest; readonly signIn: SignIn }) {
    this.#serverUrl = parts.serverUrl;
    this.#request = parts.request;
    this.#signIn = parts.signIn;
  }

  /** One exchange; any status is an answer. A refused token is asked for anew, once. */
  async call(call: RestCall): Promise<Result<HttpResponse, NoAnswer>> {
    const first = await this.#send(call);
    if (!first.ok || first.value.status !== 401) return first;
    const second = await this.#send(call);
    return second.ok && second.value.status === 401 ? err({ tag: 'sign-in' }) : second;
  }

  /** @returns what `schema` reads of a successful answer */
  async read<T>(call: RestCall, schema: z.ZodType<T>): Promise<Result<T, RestFault>> {
    const answered = await this.call(call);
    if (!answered.ok) return answered;
    const { status, retryAfterMs, body } = answered.value;
    const json = readJson(body.toString('utf8'));
    if (status >= 200 && status < 300) {
      const read = schema.safeParse(json.ok ? json.value : undefined);
      if (read.success) return ok(read.data);
      return err({ tag: 'no-answer', cause: { code: 'protocol', status } });
    }
    if (status === 404 && json.ok && namesPath(json.value)) return err({ tag: 'no-such-route' });
    return err({ tag: 'status', status, retryAfterMs });
  }

  async #send(call: RestCall): Promise<Result<HttpResponse, NoAnswer>> {
    const token = await this.#signIn.token();
    if (!token.ok) {
      return err(token.error.code === 'unauthorized' ? { tag: 'sign-in' } : { tag: 'no-answer', cause: token.error });
    }
    const url = happyUrl(this.#serverUrl, call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
    const response = await this.#request({
      method: call.method,
      url,
      headers: { authorization: `Bearer ${token.value}` },
      ...(call.body !== undefined && { body: call.body }),
      ...(call.timeoutMs !== undefined && { timeoutMs: call.timeoutMs }),
    });
    if (!response.ok) {
      return err({ tag: 'no-answer', cause: brokenCause(response.error.code, response.error.errno) });
    }
    if (response.value.status === 401) this.#signIn.refuse(token.value);
    else this.#signIn.accepted();
    return response;
  }
}

/** Of a path that it does not know the server says which; of a session that it does not know only `error`. */
function namesPath(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'path' in body;
}

export function faultCause(fault: RestFault): LinkCause {
  switch (fault.tag) {
    case 'sign-in':
      return { code: 'unauthorized' };
    case 'no-answer':
      return fault.cause;
    case 'no-such-route':
      return { code: 'protocol', status: 404 };
    case 'status': {
      const { status } = fault;
      if (status === 403) return { code: 'forbidden', status };
      if (status === 404) return { code: 'session-gone', status };
      if (status === 429) return { code: 'rate-limited', status };
      return { code: status >= 500 ? 'server-error' : 'protocol', status };
    }
  }
}
