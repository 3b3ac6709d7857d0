import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { KIB, MIB, SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Logger } from '../../../ports/logger.ts';
import { refusalOf, type Refusal } from './admission.ts';
import { HttpHookCall, NEUTRAL, type HookCall } from './hook-call.ts';
import { readBody } from './read-body.ts';
import { RefusalLog } from './refusal-log.ts';

export interface GatewayLimits {
  readonly maxBodyBytes: number;
  readonly headersMs: number;
  readonly bodyMs: number;
  /** Open at once, those that wait for an answer included. */
  readonly maxConnections: number;
}

const LIMITS: GatewayLimits = {
  maxBodyBytes: 4 * MIB,
  headersMs: 5 * SECOND_MS,
  bodyMs: 10 * SECOND_MS,
  // All calls that may be held, and a quarter as many that are still to be judged.
  maxConnections: 640,
};

const MAX_HEADER_BYTES = 16 * KIB;
const PORT_TRIES = 20;

export interface GatewayOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Is this the token of this installation? Asked before anything of a body is read. */
  readonly checkToken: (token: string) => boolean;
  readonly limits?: Partial<GatewayLimits>;
}

export interface GatewayError {
  readonly code: 'no-free-port';
  /** The system's error code for the last port that was tried. */
  readonly detail: string;
}

/**
 * Where Claude Code's hooks call: HTTP on 127.0.0.1, for whoever has the token. A request is judged by its head alone
 * and turned away before its body is read; one that waits for an answer is never ended by a time-out of ours.
 *
 * @source docs/protocols/claude-code.md#hooks
 */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #limits: GatewayLimits;
  readonly #refusals: RefusalLog;
  #server: Server | null = null;
  #port: number | null = null;
  #opening: Promise<Result<number, GatewayError>> | null = null;
  /** What was closed so far, down to its last connection. */
  #closed: Promise<unknown> = Promise.resolve();
  /** Counts closes, so that an opening knows that it was called off. */
  #epoch = 0;
  #handler: (call: HookCall) => void = (call) => void call.respond(NEUTRAL);

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#refusals = new RefusalLog(options.clock, options.log);
  }

  /** Where it listens; null while it does not. */
  get port(): number | null {
    return this.#port;
  }

  /** Who is told of calls. Until then every call is answered without an opinion. */
  handle(handler: (call: HookCall) => void): void {
    this.#handler = handler;
  }

  /**
   * Whoever asks while it is about to listen gets the port of that. A close meanwhile calls it off.
   *
   * @param firstPort  tried first, then the ones above it; 0 = any
   */
  listen(firstPort: number): Promise<Result<number, GatewayError>> {
    if (this.#opening !== null) return this.#opening;
    const closed = this.close();
    const epoch = this.#epoch;
    const opening = closed.then(() => this.#open(firstPort, epoch));
    this.#opening = opening;
    void opening.then(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    return opening;
  }

  /** Hangs up on everybody, so that their own prompts decide. Harmless when called twice. */
  close(): Promise<void> {
    this.#epoch++;
    const server = this.#server;
    const opening = this.#opening;
    this.#server = null;
    this.#port = null;
    this.#opening = null;
    this.#closed = Promise.all([this.#closed, opening, server === null ? null : shut(server)]);
    return this.#closed.then(() => undefined);
  }

  async #open(firstPort: number, epoch: number): Promise<Result<number, GatewayError>> {
    let detail = 'closed meanwhile';
    for (let port = firstPort; port < firstPort + PORT_TRIES && port <= 65_535; port++) {
      if (epoch !== this.#epoch) break;
      const server = this.#createServer();
      const tried = await listenOn(server, port);
      if (!tried.ok) {
        detail = tried.error;
        continue;
      }
      if (epoch !== this.#epoch) {
        await shut(server);
        break;
      }
      this.#server = server;
      this.#port = tried.value;
      return ok(tried.value);
    }
    return err({ code: 'no-free-port', detail });
  }

  #createServer(): Server {
    const server = createServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: this.#limits.headersMs,
      // The body has its own deadline; a call that waits for an answer has none.
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(SECOND_MS, this.#limits.headersMs),
    });
    // One call per connection: no call waits behind another, and none is lost on a connection that just went stale.
    server.maxRequestsPerSocket = 1;
    server.maxConnections = this.#limits.maxConnections;
    server.on('request', (request, response) => void this.#receive(request, response, false));
    server.on('checkContinue', (request, response) => void this.#receive(request, response, true));
    return server;
  }

  async #receive(request: IncomingMessage, response: ServerResponse, asksFirst: boolean): Promise<void> {
    const port = this.#port;
    if (port === null) return void request.socket.destroy();
    const { checkToken } = this.#options;
    const { maxBodyBytes } = this.#limits;
    const { method, url, headersDistinct: headers, socket } = request;
    const head = { method, url, headers, peer: socket.remoteAddress };
    const refusal = refusalOf(head, { port, maxBodyBytes, checkToken });
    if (refusal !== null) return this.#refuse(response, refusal);
    if (asksFirst) response.writeContinue();
    const body = await readBody(request, this.#options.clock, this.#limits);
    if (!body.ok) {
      if (body.error.code === 'gone') return;
      return this.#refuse(response, { status: STATUS[body.error.code], code: body.error.code });
    }
    this.#handler(new HttpHookCall(body.value.text, body.value.value, response, socket));
  }

  #refuse(response: ServerResponse, refusal: Refusal): void {
    const { socket } = response;
    if (!this.#refusals.note(refusal)) return void socket?.destroy();
    // What the sender has yet to say is not waited for.
    response.once('finish', () => socket?.destroySoon());
    response.writeHead(refusal.status, { connection: 'close', 'content-length': 0 });
    response.end();
  }
}

const STATUS = { 'too-large': 413, 'too-slow': 408, 'not-json': 400 } as const;

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function listenOn(server: Server, port: number): Promise<Result<number, string>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(err(error.code ?? error.name)));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      server.removeAllListeners('error');
      server.on('error', () => undefined); // of one connection only; the server itself goes on
      resolve(typeof address === 'object' && address !== null ? ok(address.port) : err('no-address'));
    });
  });
}
