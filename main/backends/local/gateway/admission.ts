import { HOOK_PATH, TOKEN_HEADER } from '../claude-settings/hook-list.ts';

/** What is known of a request before a byte of its body is read. */
export interface RequestHead {
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** Every value of every header, names in lower case: a header that is sent twice must not hide its first value. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly peer: string | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly code:
    | 'not-this-computer'
    | 'wrong-host'
    | 'from-a-page'
    | 'upgrade'
    | 'wrong-path'
    | 'wrong-method'
    | 'wrong-token'
    | 'not-json'
    | 'too-large'
    | 'too-slow';
}

/**
 * Why a request is turned away, or null if it may speak. Claude Code sends none of what a browser must send, and a
 * browser cannot leave it out: neither a page's own requests nor a name that was made to point here gets past.
 */
export function refusalOf(
  head: RequestHead,
  rules: {
    readonly port: number;
    readonly maxBodyBytes: number;
    readonly checkToken: (token: string) => boolean;
  },
): Refusal | null {
  const { headers } = head;
  if (head.peer === undefined || !/^(::ffff:)?127\./.test(head.peer)) return { status: 403, code: 'not-this-computer' };
  if (only(headers['host']) !== `127.0.0.1:${rules.port}`) return { status: 403, code: 'wrong-host' };
  if (Object.keys(headers).some(isOfPage)) return { status: 403, code: 'from-a-page' };
  if (headers['upgrade'] !== undefined) return { status: 400, code: 'upgrade' };
  if (head.url !== HOOK_PATH) return { status: 404, code: 'wrong-path' };
  if (head.method !== 'POST') return { status: 405, code: 'wrong-method' };
  const token = only(headers[TOKEN_HEADER]);
  if (token === undefined || !rules.checkToken(token)) return { status: 401, code: 'wrong-token' };
  if (!isPlainJson(headers)) return { status: 415, code: 'not-json' };
  const length = headers['content-length'];
  if (length !== undefined && !(Number(only(length)) <= rules.maxBodyBytes)) return { status: 413, code: 'too-large' };
  return null;
}

function only(values: readonly string[] | undefined): string | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

/**
 * Any of these is a page's doing, our own included: the window speaks to nobody over HTTP. `sec-fetch-mode` alone is not
 * among them: the `fetch` of Node sends it too, while a browser never leaves out `sec-fetch-site`.
 */
function isOfPage(name: string): boolean {
  return (
    name === 'origin' ||
    name === 'sec-fetch-site' ||
    name === 'sec-fetch-dest' ||
    name.startsWith('sec-websocket-') ||
    name.startsWith('access-control-')
  );
}

function isPlainJson(headers: RequestHead['headers']): boolean {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && only(encoding)?.toLowerCase() !== 'identity') return false;
  const type = only(headers['content-type']);
  return type !== undefined && /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type);
}
