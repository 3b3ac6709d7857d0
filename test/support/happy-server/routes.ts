/** Every HTTP route of the server that the double knows. */

interface RouteShape {
  readonly method: string;
  readonly path: RegExp;
  readonly needsToken: boolean;
  /** Missing on servers of 2025. */
  readonly isNew: boolean;
}

const route = (method: string, path: RegExp, options: Partial<Pick<RouteShape, 'needsToken' | 'isNew'>> = {}) =>
  ({ method, path, needsToken: options.needsToken ?? true, isNew: options.isNew ?? false }) satisfies RouteShape;
const OPEN = { needsToken: false };
const NEW = { isNew: true };

export const ROUTES = {
  greet: route('GET', /^\/$/, OPEN),
  health: route('GET', /^\/health$/, OPEN),
  auth: route('POST', /^\/v1\/auth$/, OPEN),
  terminalRequest: route('POST', /^\/v1\/auth\/request$/, OPEN),
  terminalStatus: route('GET', /^\/v1\/auth\/request\/status$/, OPEN),
  terminalResponse: route('POST', /^\/v1\/auth\/response$/),
  linkRequest: route('POST', /^\/v1\/auth\/account\/request$/, OPEN),
  linkResponse: route('POST', /^\/v1\/auth\/account\/response$/),
  profile: route('GET', /^\/v1\/account\/profile$/),
  readSettings: route('GET', /^\/v1\/account\/settings$/),
  writeSettings: route('POST', /^\/v1\/account\/settings$/),
  sessions: route('GET', /^\/v1\/sessions$/),
  pagedSessions: route('GET', /^\/v2\/sessions$/),
  activeSessions: route('GET', /^\/v2\/sessions\/active$/),
  createSession: route('POST', /^\/v1\/sessions$/),
  archiveSession: route('POST', /^\/v1\/sessions\/([^/]+)\/archive$/, NEW),
  deleteSession: route('DELETE', /^\/v1\/sessions\/([^/]+)$/),
  oldMessages: route('GET', /^\/v1\/sessions\/([^/]+)\/messages$/),
  messages: route('GET', /^\/v3\/sessions\/([^/]+)\/messages$/, NEW),
  sendMessages: route('POST', /^\/v3\/sessions\/([^/]+)\/messages$/, NEW),
  pushEvent: route('POST', /^\/v1\/sessions\/([^/]+)\/push-event$/, NEW),
  machines: route('GET', /^\/v1\/machines$/),
  machine: route('GET', /^\/v1\/machines\/([^/]+)$/),
  createMachine: route('POST', /^\/v1\/machines$/),
  deleteMachine: route('DELETE', /^\/v1\/machines\/([^/]+)$/, NEW),
  usage: route('POST', /^\/v1\/usage\/query$/),
  addPushToken: route('POST', /^\/v1\/push-tokens$/),
  pushTokens: route('GET', /^\/v1\/push-tokens$/),
  removePushToken: route('DELETE', /^\/v1\/push-tokens\/([^/]+)$/),
} as const satisfies Record<string, RouteShape>;

export type RouteName = keyof typeof ROUTES;

export function matchRoute(
  method: string,
  path: string,
  knowsNew: boolean,
): { readonly name: RouteName; readonly params: readonly string[] } | null {
  for (const [name, shape] of Object.entries(ROUTES)) {
    if (shape.method !== method || (shape.isNew && !knowsNew)) continue;
    const match = shape.path.exec(path);
    if (match !== null && isRouteName(name)) return { name, params: match.slice(1).map(decodeURIComponent) };
  }
  return null;
}

const isRouteName = (name: string): name is RouteName => Object.hasOwn(ROUTES, name);
