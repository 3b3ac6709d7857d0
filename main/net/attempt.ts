import type { LinkCause } from '../../shared/model/session.ts';
import type { Result } from '../../shared/result.ts';
import { SECOND_MS } from '../../shared/units.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import { blamesHost, causeOf, CLEAR_TEXT, shakesHost } from './close-cause.ts';
import type { CloseInfo } from './close-cause.ts';
import type { Heartbeat, Watch } from './heartbeat.ts';
import type { HostCircuit, Turn } from './host-circuit.ts';
import type { ProxyFor } from './proxy.ts';
import { redact } from './redact.ts';
import { mayCarryToken } from './secure-url.ts';
import type { TlsOptions } from './secure-url.ts';
import type { Dial, StreamSocket } from './stream-socket.ts';

export interface LinkTimes {
  /** From the dial to the upgrade or the answer. */
  readonly handshakeMs: number;
  /** For `headers()`, which may read a slow keychain. */
  readonly headersMs: number;
  /** For the owner's probe of an event stream. */
  readonly streamProbeMs: number;
}
export const LINK_TIMES: LinkTimes = {
  handshakeMs: 10 * SECOND_MS,
  headersMs: 30 * SECOND_MS,
  streamProbeMs: 2 * SECOND_MS,
};

export interface AttemptTools {
  readonly clock: Clock;
  readonly log: Logger;
  readonly heartbeat: Heartbeat;
  readonly proxyFor: ProxyFor;
  readonly tls: TlsOptions;
  readonly times: LinkTimes;
}

interface AttemptOptions {
  readonly name: string;
  readonly url: URL;
  readonly headers: () => Promise<Result<Readonly<Record<string, string>>, LinkCause>>;
  readonly dial: Dial;
  readonly probeStream: (() => Promise<boolean>) | undefined;
  readonly turn: Turn;
  readonly circuit: HostCircuit;
  readonly opened: () => void;
  readonly heard: () => void;
  /** Once, and last. */
  readonly closed: (info: CloseInfo, blame: 'host' | 'link') => void;
}

/** One dial from the first header to the last byte: its socket, its deadline, its heartbeat. */
export interface Attempt {
  readonly socket: StreamSocket | null;
  checkPulse(): void;
  /** After this nothing is reported any more. */
  drop(manner: 'politely' | 'at-once'): void;
}

export function beginAttempt(options: AttemptOptions, tools: AttemptTools): Attempt {
  const { clock, log } = tools;
  let phase: 'preparing' | 'dialling' | 'open' | 'over' = 'preparing';
  let socket: StreamSocket | null = null;
  let watch: Watch | null = null;
  let probing = false;
  let cancelDeadline = clock.schedule(tools.times.headersMs, () =>
    finish({ tag: 'no-headers', cause: { code: 'timeout' } }),
  );

  function finish(info: CloseInfo): void {
    if (phase === 'over') return;
    const blame = settleTurn(info);
    end('at-once');
    options.closed(info, blame);
  }

  function end(manner: 'politely' | 'at-once'): void {
    phase = 'over';
    cancelDeadline();
    watch?.stop();
    socket?.drop(manner);
  }

  function settleTurn(info: CloseInfo): 'host' | 'link' {
    if (phase === 'open' && shakesHost(info)) options.circuit.doubt();
    if (phase === 'preparing') options.turn.abandoned();
    if (phase !== 'dialling') return 'link';
    if (blamesHost(info)) {
      const afterMs = info.tag === 'status' ? (info.retryAfterMs ?? undefined) : undefined;
      return options.turn.unanswered(causeOf(info), afterMs);
    }
    options.turn.answered();
    return 'link';
  }

  function opened(): void {
    if (phase !== 'dialling' || socket === null) return;
    phase = 'open';
    cancelDeadline();
    options.turn.answered();
    watch = tools.heartbeat.watch({ ...socket.pulse, dead: () => finish({ tag: 'silent' }) });
    options.opened();
    // A server that only upgraded has proven nothing; its pong does.
    socket?.pulse.ping?.();
  }

  async function prepare(): Promise<void> {
    if (!mayCarryToken(options.url)) return finish({ tag: 'broken', code: 'tls', errno: CLEAR_TEXT });
    const headers = await options.headers();
    if (!headers.ok) return finish({ tag: 'no-headers', cause: headers.error });
    const agent = await tools.proxyFor(options.url);
    // It may have been stopped while we waited: then no socket is ever made.
    if (phase !== 'preparing') return;
    phase = 'dialling';
    cancelDeadline();
    cancelDeadline = clock.schedule(tools.times.handshakeMs, () =>
      finish({ tag: 'broken', code: 'timeout', errno: 'HANDSHAKE' }),
    );
    socket = options.dial(
      { url: options.url, headers: headers.value, agent, tls: tools.tls },
      { opened, heard: () => phase === 'open' && options.heard(), closed: finish },
    );
  }

  async function askStream(ask: () => Promise<boolean>): Promise<void> {
    probing = true;
    const bytes = socket?.pulse.bytesRead() ?? 0;
    const cancel = clock.schedule(tools.times.streamProbeMs, () => {
      if (probing && socket?.pulse.bytesRead() === bytes) finish({ tag: 'silent' });
    });
    const trusted = await ask().catch(() => false);
    probing = false;
    cancel();
    if (!trusted && socket?.pulse.bytesRead() === bytes) finish({ tag: 'silent' });
  }

  prepare().catch((error: unknown) => {
    log.warn('link-not-prepared', { session: options.name, error: redact(String(error)) });
    finish({ tag: 'no-headers', cause: { code: 'unauthorized' } });
  });

  return {
    get socket() {
      return phase === 'open' ? socket : null;
    },
    checkPulse: () => {
      if (phase !== 'open' || socket === null || socket.pulse.isPaused()) return;
      if (socket.pulse.ping !== null) watch?.probe();
      else if (options.probeStream === undefined) finish({ tag: 'silent' });
      else if (!probing) void askStream(options.probeStream);
    },
    drop: (manner) => {
      if (phase === 'over') return;
      // A turn that was given up says nothing about the host, but the next one must come.
      if (phase === 'preparing' || phase === 'dialling') options.turn.abandoned();
      end(manner);
    },
  };
}
