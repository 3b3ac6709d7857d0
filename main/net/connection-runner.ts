import { assertNever, err } from '../../shared/result.ts';
import type { Random } from '../ports/random.ts';
import { beginAttempt } from './attempt.ts';
import type { Attempt, AttemptTools } from './attempt.ts';
import { askedDelayMs, backOffMs } from './back-off.ts';
import { classifyClose } from './close-cause.ts';
import { step } from './connection.ts';
import type { ConnectionEffect, ConnectionEvent, ConnectionState, Instant, RetryPolicy } from './connection.ts';
import type { HostCircuit, Turn } from './host-circuit.ts';
import { linkStateOf, sameLinkState } from './link-state.ts';
import type { LinkState } from './link-state.ts';
import type { LinkOptions, WebSocketLink } from './link.ts';
import type { Dial } from './stream-socket.ts';

export interface RunnerTools extends AttemptTools {
  readonly random: Random;
  readonly circuitOf: (url: URL) => HostCircuit;
  /** Links between `start` and `stop`: what has to be stopped at the end. */
  readonly running: Set<{ stop(): void }>;
}

interface RunnerOptions extends LinkOptions {
  readonly dialOf: (epoch: number) => Dial;
  readonly probeStream?: (() => Promise<boolean>) | undefined;
}

/** Runs the effects of `step` for one link. Each dial is an `Attempt` of its own epoch; only the newest is heard. */
export function createConnection(options: RunnerOptions, tools: RunnerTools): WebSocketLink {
  const { clock, random, log } = tools;
  const policy: RetryPolicy = {
    classify: options.classify ?? ((info) => classifyClose(info)),
    backOffMs: (attempt) => backOffMs(attempt, random),
    askedDelayMs: (afterMs) => askedDelayMs(afterMs, random),
  };
  let state: ConnectionState = { tag: 'idle' };
  let shown: LinkState = { tag: 'idle' };
  let epoch = 0;
  let granted: { readonly turn: Turn; readonly circuit: HostCircuit; readonly url: URL } | null = null;
  let attempt: Attempt | null = null;
  let paused = false;
  let circuit: HostCircuit | null = null;
  let leaveQueue = (): void => {};
  let cancelRetry = (): void => {};
  let running = false;
  const inbox: ConnectionEvent[] = [];

  const at = (): Instant => ({ wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() });

  /** Events that effects cause are taken after those effects, so that no state is shown half done. */
  function dispatch(event: ConnectionEvent): void {
    inbox.push(event);
    if (running) return;
    running = true;
    try {
      for (let next = inbox.shift(); next !== undefined; next = inbox.shift()) {
        const result = step(state, next, policy);
        state = result.state;
        for (const effect of result.effects) run(effect, next.tag === 'stop' ? 'politely' : 'at-once');
      }
    } finally {
      running = false;
    }
    show();
  }

  function show(): void {
    const now = linkStateOf(state);
    if (sameLinkState(now, shown)) return;
    shown = now;
    // Whoever stopped it knows, and hears nothing any more.
    if (now.tag === 'idle') return;
    log.info('link-state', {
      session: options.name,
      state: now.tag,
      ...('cause' in now ? { code: now.cause.code } : {}),
    });
    options.onState(now);
    if (now.tag === 'open' && shown === now) options.onOpen?.(now.epoch);
  }

  function run(effect: ConnectionEffect, manner: 'politely' | 'at-once'): void {
    switch (effect.tag) {
      case 'join-queue':
        return joinQueue();
      case 'leave-queue':
        return leaveQueue();
      case 'hurry-queue':
        return circuit?.hurry();
      case 'open-socket':
        return openSocket(effect.epoch);
      case 'drop-socket':
        return attempt?.drop(manner);
      case 'check-pulse':
        return attempt?.checkPulse();
      case 'schedule-retry':
        cancelRetry = clock.schedule(effect.delayMs, () => dispatch({ tag: 'retry-due' }));
        return undefined;
      case 'cancel-retry':
        return cancelRetry();
      default:
        return assertNever(effect);
    }
  }

  function joinQueue(): void {
    const url = options.url();
    const host = tools.circuitOf(url);
    circuit = host;
    leaveQueue = host.join({
      priority: options.priority ?? (() => 0),
      held: (retryAtMs, cause) => dispatch({ tag: 'held', retryAtMs, cause }),
      granted: (turn) => {
        epoch += 1;
        granted = { turn, circuit: host, url };
        dispatch({ tag: 'granted', at: at(), epoch });
      },
    });
  }

  function openSocket(own: number): void {
    if (granted === null) return;
    attempt = beginAttempt(
      {
        ...granted,
        name: options.name,
        headers: options.headers,
        dial: options.dialOf(own),
        probeStream: options.probeStream,
        opened: () => {
          if (paused) attempt?.socket?.pause();
          dispatch({ tag: 'opened', at: at(), epoch: own });
        },
        heard: () => {
          if (state.tag === 'open') dispatch({ tag: 'heard', epoch: own });
        },
        closed: (info, blame) => dispatch({ tag: 'closed', at: at(), epoch: own, info, blame }),
      },
      tools,
    );
    granted = null;
  }

  const link: WebSocketLink = {
    get state() {
      return shown;
    },
    start: () => {
      tools.running.add(link);
      dispatch({ tag: 'start' });
    },
    stop: () => {
      tools.running.delete(link);
      dispatch({ tag: 'stop' });
    },
    retryNow: () => dispatch({ tag: 'retry-now' }),
    probe: () => dispatch({ tag: 'probe', at: at() }),
    pause: () => {
      paused = true;
      attempt?.socket?.pause();
    },
    resume: () => {
      paused = false;
      attempt?.socket?.resume();
    },
    send: (text) => attempt?.socket?.send(text) ?? Promise.resolve(err({ code: 'not-open' })),
  };
  return link;
}
