import type { SessionId } from '../../../shared/ids.ts';
import type { LinkCause } from '../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { brokenCause, type NetErrorCode } from '../../net/close-cause.ts';
import type { HttpRequest, HttpResponse, SendRequest } from '../../net/http-json.ts';
import { pathId } from './session-address.ts';
import type { SignIn } from './sign-in.ts';

export interface RestCall {
  readonly method: HttpRequest['method'];
  /** Below the base URL, ids already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Default 10 s. */
  readonly timeoutMs?: number;
}

/** The request got no answer at all; any status is an answer. */
export type RestError = { readonly tag: 'sign-in' } | { readonly tag: 'no-answer'; readonly cause: LinkCause };
export type RestResult = Result<HttpResponse, RestError>;

export interface RestOptions {
  readonly baseUrl: string;
  readonly organizationUuid: string | undefined;
  readonly request: SendRequest;
  readonly signIn: SignIn;
}

/** Speaks HTTP with one service on behalf of one connection. */
export class Rest {
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** @returns any status; after a 401 the token is read again and the same bytes are sent once more. */
  async call(call: RestCall): Promise<RestResult> {
    const first = await this.#once(call);
    return first.ok && first.value.status === 401 ? this.#once(call) : first;
  }

  sessionPath(id: SessionId, version: 'v1' | 'v2', tail = ''): string {
    return `${version === 'v1' ? 'v1/sessions' : 'v1/code/sessions'}/${pathId(id, version)}${tail}`;
  }

  url(path: string, query: Readonly<Record<string, string>> = {}): URL {
    const base = this.#options.baseUrl;
    const url = new URL(path, base.endsWith('/') ? base : `${base}/`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  get organizationUuid(): string | undefined {
    return this.#options.organizationUuid;
  }

  headers(token: string): Record<string, string> {
    const { organizationUuid } = this.#options;
    return {
      authorization: `Bearer ${token}`,
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'ccr-byoc-2025-07-29',
      'anthropic-client-platform': 'desktop_app',
      ...(organizationUuid !== undefined && { 'x-organization-uuid': organizationUuid }),
    };
  }

  async #once(call: RestCall): Promise<RestResult> {
    const token = await this.#options.signIn.token();
    if (!token.ok) return err({ tag: 'sign-in' });
    const response = await this.#options.request({
      method: call.method,
      ...(call.timeoutMs !== undefined && { timeoutMs: call.timeoutMs }),
      url: this.url(call.path, call.query),
      headers: {
        ...this.headers(token.value),
        accept: 'application/json',
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(call.body !== undefined && { body: call.body }),
      ...(call.signal !== undefined && { signal: call.signal }),
    });
    if (!response.ok) return err({ tag: 'no-answer', cause: netCause(response.error) });
    if (response.value.status === 401) this.#options.signIn.refuse(token.value);
    return ok(response.value);
  }
}

function netCause({ code, errno }: { readonly code: NetErrorCode; readonly errno: string }): LinkCause {
  return code === 'aborted' ? { code: 'unreachable' } : brokenCause(code, errno);
}
