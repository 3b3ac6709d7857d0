/** Every route of the sessions service, both generations and the worker's side. */
import type { Exchange } from './exchange.ts';

interface RouteShape {
  readonly method: string;
  readonly path: RegExp;
  /** Worker routes take the JWT that `bridge` handed out; the others the account's token. */
  readonly auth: 'account' | 'worker';
}

const route = (method: string, path: RegExp, auth: RouteShape['auth'] = 'account'): RouteShape => ({
  method,
  path,
  auth,
});

export const ROUTES = {
  list: route('GET', /^\/v1\/code\/sessions$/),
  create: route('POST', /^\/v1\/code\/sessions$/),
  watch: route('GET', /^\/v1\/code\/sessions\/watch$/),
  detail: route('GET', /^\/v1\/code\/sessions\/([^/]+)$/),
  rename: route('PUT', /^\/v1\/code\/sessions\/([^/]+)$/),
  stream: route('GET', /^\/v1\/code\/sessions\/([^/]+)\/events\/stream$/),
  history: route('GET', /^\/v1\/code\/sessions\/([^/]+)\/events$/),
  events: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/events$/),
  archive: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/(archive|unarchive)$/),
  markRead: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/mark_read$/),
  presence: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/client\/presence$/),
  bridge: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/bridge$/),
  workerRegister: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/worker\/register$/, 'worker'),
  workerRead: route('GET', /^\/v1\/code\/sessions\/([^/]+)\/worker$/, 'worker'),
  workerReport: route('PUT', /^\/v1\/code\/sessions\/([^/]+)\/worker$/, 'worker'),
  workerStream: route('GET', /^\/v1\/code\/sessions\/([^/]+)\/worker\/events\/stream$/, 'worker'),
  workerEvents: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/worker\/events$/, 'worker'),
  workerDelivery: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/worker\/events\/delivery$/, 'worker'),
  workerHeartbeat: route('POST', /^\/v1\/code\/sessions\/([^/]+)\/worker\/heartbeat$/, 'worker'),
  v1List: route('GET', /^\/v1\/sessions$/),
  v1Watch: route('GET', /^\/v1\/sessions\/watch$/),
  v1Detail: route('GET', /^\/v1\/sessions\/([^/]+)$/),
  v1Rename: route('PATCH', /^\/v1\/sessions\/([^/]+)$/),
  v1History: route('GET', /^\/v1\/sessions\/([^/]+)\/events$/),
  v1Events: route('POST', /^\/v1\/sessions\/([^/]+)\/events$/),
  v1Archive: route('POST', /^\/v1\/sessions\/([^/]+)\/archive$/),
} as const satisfies Record<string, RouteShape>;

/** `subscribe` is the v1 WebSocket, which is no plain request. */
export type RouteName = keyof typeof ROUTES | 'subscribe';
export type Handlers = Readonly<Record<keyof typeof ROUTES, (exchange: Exchange) => void>>;

export function matchRoute(
  method: string,
  path: string,
): { readonly name: keyof typeof ROUTES; readonly params: readonly string[] } | null {
  for (const [name, shape] of Object.entries(ROUTES)) {
    if (shape.method !== method) continue;
    const match = shape.path.exec(path);
    if (match !== null && isRouteName(name)) return { name, params: match.slice(1).map(decodeURIComponent) };
  }
  return null;
}

const isRouteName = (name: string): name is keyof typeof ROUTES => Object.hasOwn(ROUTES, name);
