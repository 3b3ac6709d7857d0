import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { MIB, SECOND_MS } from '../../shared/units.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Practice, PracticePlay } from '../ports/practice.ts';
import type { Random } from '../ports/random.ts';
import { AgentSession } from './agent-session.ts';
import { refusalOf } from './guard.ts';
import { Player } from './player.ts';
import { answer, route, type Played } from './routes.ts';
import { bookingPlan } from './scripts/booking-plan.ts';
import { checkoutTests } from './scripts/checkout-tests.ts';
import { invoiceImport } from './scripts/invoice-import.ts';
import { releaseNotes } from './scripts/release-notes.ts';
import { sayHello } from './scripts/say-hello.ts';

export interface PracticeTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Multiplies every pause of the scripts: 1 = human, smaller = faster. */
  readonly pace: number;
}

/** Somebody sits and waits for the trial's ask: its pauses are short. */
const TRIAL_HASTE = 0.15;
const MAX_BODY_BYTES = MIB;

/**
 * Starts scripted sessions behind a small sessions service on 127.0.0.1, at a free port, with a token made for this run.
 * A connection of the `ccr` kind talks to it over real sockets, so what it shows travels the way a real session does.
 */
export async function startPractice(tools: PracticeTools, play: PracticePlay = { tag: 'sessions' }): Promise<Practice> {
  const { clock, random, log } = tools;
  const isTrial = play.tag === 'trial';
  const pace = isTrial ? tools.pace * TRIAL_HASTE : tools.pace;
  const scripts = isTrial ? [sayHello(play.language)] : [checkoutTests, releaseNotes, bookingPlan, invoiceImport];
  const accessToken = randomBytes(32).toString('base64url');
  const played: readonly Played[] = scripts.map((script) => {
    const session = new AgentSession(script, clock, random);
    return { session, player: new Player(session, { clock, random, pace }) };
  });

  const openStreams = new Set<() => void>();
  const server = createServer({ headersTimeout: 10 * SECOND_MS, maxHeaderSize: 16_384 }, (request, response) => {
    const refusal = refusalOf(request, accessToken);
    if (refusal !== null) return refuse(request, response, refusal);
    readBody(request).then(
      (body) => {
        if (body === null) return refuse(request, response, 413);
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        route({ request, response, url, body }, played, { clock, openStreams });
      },
      () => response.destroy(), // the client went away in the middle of its body
    );
  });
  const port = await listen(server);
  log.info('practice.started', { count: played.length });
  for (const { player } of played) player.start();

  let stopping: Promise<void> | null = null;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    accessToken,
    stop: () =>
      (stopping ??= new Promise((resolve) => {
        for (const { player } of played) player.stop();
        for (const end of openStreams) end();
        server.close(() => resolve());
        server.closeAllConnections();
      })),
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.setHeader('connection', 'close');
  answer(response, status, `{"type":"error","error":{"type":"http_${status}"}}`);
  request.resume();
}

/** @returns null when the body is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
