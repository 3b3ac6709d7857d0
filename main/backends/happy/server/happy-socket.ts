import type { LinkCause } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import { causeOf, classifyClose, type CloseInfo, type FailureHistory, type Verdict } from '../../../net/close-cause.ts';
import type { LinkKit } from '../../../net/link-kit.ts';
import type { LinkState } from '../../../net/link-state.ts';
import type { Link } from '../../../net/link.ts';
import type { Clock } from '../../../ports/clock.ts';
import { happyUrl } from './happy-url.ts';
import { socketIoDial, type Line, type LineError, type LineEvent } from './socket-io-dial.ts';

/** Where a socket gets the bearer token of its account. */
export interface TokenSource {
  /** Fails with `unauthorized` where a person has to do something, else with what keeps the server from giving one. */
  token(): Promise<Result<string, LinkCause>>;
  /** The server said no to this token: the next one is asked for anew. */
  refuse(token: string): void;
}

/** As what a socket presents itself. A `user-scoped` one that is `active` silences the person's phone. */
type SocketScope =
  | { readonly clientType: 'user-scoped'; readonly appState: () => 'active' | 'background' }
  | { readonly clientType: 'session-scoped'; readonly sessionId: string };

export interface HappySocketOptions {
  readonly kit: LinkKit;
  readonly clock: Clock;
  /** For the log. */
  readonly name: string;
  readonly serverUrl: string;
  readonly tokens: TokenSource;
  readonly scope: SocketScope;
  readonly priority?: () => number;
  readonly onState: (state: LinkState) => void;
  /** Accepted by the server; right after `onState` with `open`. */
  readonly onOpen: (epoch: number) => void;
  readonly onEvent: (event: LineEvent) => void;
  readonly isUseless?: (packet: string) => boolean;
}

export type CallError = { readonly code: LineError['code'] | 'timeout' | 'lost' };

export interface HappySocket {
  readonly link: Link;
  /** Writes one event without asking for an answer. */
  emit(event: string, payload: unknown): Result<null, LineError>;
  /**
   * Writes one event and waits for its ack. A late or second ack changes nothing.
   *
   * @returns `lost`: the connection ended first, and the far side may have acted on it or not
   */
  call(event: string, payload: unknown, timeoutMs?: number): Promise<Result<unknown, CallError>>;
  /** Nothing is called back afterwards; what waits for an ack is told that it is lost. */
  stop(): void;
}

const CALL_TIMEOUT_MS = 10 * SECOND_MS;
/** The first refusal makes a new token be asked for; the same answer to that one is for a person to look at. */
const REFUSALS = 2;

/** One socket.io connection of an account, dialled, watched and dialled again by the link kit. */
export function createHappySocket(options: HappySocketOptions): HappySocket {
  const { kit, clock, scope, tokens } = options;
  let token = '';
  let line: Line | null = null;
  const lost = new Set<() => void>();

  function present(): Readonly<Record<string, unknown>> {
    return scope.clientType === 'user-scoped'
      ? { token, clientType: scope.clientType, appState: scope.appState() }
      : { token, clientType: scope.clientType, sessionId: scope.sessionId };
  }
  function loseLine(): void {
    line = null;
    for (const tell of [...lost]) tell();
  }

  const link = kit.stream({
    name: options.name,
    url: () => happyUrl(options.serverUrl, '/v1/updates'),
    headers: async () => {
      const read = await tokens.token();
      if (!read.ok) return read;
      token = read.value;
      return ok({});
    },
    classify: (info, history) => classifySocket(info, history, () => tokens.refuse(token)),
    ...(options.priority !== undefined && { priority: options.priority }),
    onState: (state) => {
      if (state.tag !== 'open' && state.tag !== 'live') loseLine();
      options.onState(state);
    },
    onOpen: (epoch) => options.onOpen(epoch),
    dialOf: () =>
      socketIoDial({
        auth: present,
        onLine: (opened) => {
          loseLine();
          line = opened;
        },
        onEvent: (event) => options.onEvent(event),
        ...(options.isUseless !== undefined && { isUseless: options.isUseless }),
        nowMs: () => clock.nowMs(),
      }),
  });

  return {
    link,
    emit: (event, payload) => line?.emit(event, payload) ?? err({ code: 'not-open' }),
    call: (event, payload, timeoutMs = CALL_TIMEOUT_MS) =>
      new Promise((resolve) => {
        const finish = (result: Result<unknown, CallError>) => {
          cancel();
          lost.delete(tellLost);
          resolve(result);
        };
        const tellLost = () => finish(err({ code: 'lost' }));
        const cancel = clock.schedule(timeoutMs, () => finish(err({ code: 'timeout' })));
        lost.add(tellLost);
        const written = line?.emit(event, payload, (answer) => finish(ok(answer))) ?? err({ code: 'not-open' });
        if (!written.ok) finish(written);
      }),
    stop: () => {
      link.stop();
      loseLine();
    },
  };
}

/** Only a sign-in that is refused twice ends the link: a missing route may be a server that is being replaced. */
function classifySocket(info: CloseInfo, history: FailureHistory, refuse: () => void): Verdict {
  if (info.tag !== 'status') return classifyClose(info);
  const cause = causeOf(info);
  if (info.status === 401) {
    refuse();
    return { tag: history.repeats >= REFUSALS ? 'fatal' : 'retry', cause };
  }
  if (info.status !== 404 && info.status !== 410) return classifyClose(info);
  return { tag: 'retry', cause: { code: 'protocol', status: info.status } };
}
