/** The HTTP side: routing, tokens, errors in the server's words, faults. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBody } from '../ccr-service/exchange.ts';
import { accountRoutes } from './account-routes.ts';
import { authRoutes } from './auth-routes.ts';
import type { Core } from './core.ts';
import { Refusal, type Handlers } from './exchange.ts';
import { machineRoutes } from './machine-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { matchRoute, ROUTES, type RouteName } from './routes.ts';
import { sessionRoutes } from './session-routes.ts';

const MAX_BODY_BYTES = 100 * 1024 * 1024;

const handlers: Handlers<RouteName> = {
  ...accountRoutes,
  ...authRoutes,
  ...machineRoutes,
  ...messageRoutes,
  ...sessionRoutes,
};

/** The socket.io server hooks itself in before this and keeps its own path. */
export function createHttp(core: Core): Server {
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void serve(core, request, response);
  });
  return server;
}

async function serve(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const match = matchRoute(request.method ?? '', url.pathname, core.generation === 'current');
  const authorization = request.headers.authorization;
  const bearer = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  const accountId = bearer === undefined ? null : core.tokens.accountOf(bearer);
  const fault = match === null ? null : core.faults.takeHttp(match.name);
  let losesReply = false;
  const reply = (value: unknown, status = 200) => {
    if (losesReply) return void request.socket.resetAndDestroy();
    const isText = typeof value === 'string';
    response
      .writeHead(status, {
        'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
        'access-control-allow-origin': '*',
      })
      .end(isText ? value : JSON.stringify(value));
  };
  try {
    if (fault?.tag === 'reset') return void request.socket.resetAndDestroy();
    const body = await readBody(request, MAX_BODY_BYTES);
    core.seen.requests.add({
      route: match?.name ?? null,
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body,
      accountId,
      client: headerText(request.headers['x-happy-client']),
    });
    if (fault?.tag === 'hang') return;
    if (fault?.tag === 'slow') await new Promise<void>((resolve) => core.clock.schedule(fault.delayMs, resolve));
    if (fault?.tag === 'status') return fail(response, fault.status, fault.headers ?? {}, fault.body);
    losesReply = fault?.tag === 'lose-reply';
    if (match === null) return reply({ error: 'Not found', path: url.pathname, method: request.method }, 404);
    if (ROUTES[match.name].needsToken && bearer === undefined)
      return reply({ error: 'Missing authorization header' }, 401);
    if (ROUTES[match.name].needsToken && accountId === null) return reply({ error: 'Invalid token' }, 401);
    handlers[match.name]({ core, url, params: match.params, body, accountId: accountId ?? '', reply });
  } catch (error) {
    if (error instanceof Refusal) return reply(error.body, error.status);
    if (error instanceof RangeError)
      return reply({ error: 'Payload Too Large', message: error.message, statusCode: 413 }, 413);
    if (!request.complete) return void request.socket.destroy(); // the client went away in the middle of its body
    throw error;
  }
}

function fail(response: ServerResponse, status: number, headers: Record<string, string>, body: unknown): void {
  const text = JSON.stringify(body ?? { error: 'Error', message: 'planned by the test', statusCode: status });
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(text);
}

const headerText = (header: string | string[] | undefined): string | null =>
  typeof header === 'string' ? header : null;
