import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Random } from '../ports/random.ts';
import { LINK_TIMES } from './attempt.ts';
import type { LinkTimes } from './attempt.ts';
import { createClockSkew } from './clock-skew.ts';
import { createConnection } from './connection-runner.ts';
import type { RunnerTools } from './connection-runner.ts';
import { eventStreamDial } from './event-stream.ts';
import { createHeartbeat, HEARTBEAT_TIMES } from './heartbeat.ts';
import type { HeartbeatTimes } from './heartbeat.ts';
import { createHostCircuit } from './host-circuit.ts';
import type { HostCircuit } from './host-circuit.ts';
import { createHttp } from './http-json.ts';
import type { SendRequest } from './http-json.ts';
import type { EventStreamLinkOptions, Link, WebSocketLink, WebSocketLinkOptions } from './link.ts';
import { createProxyFor } from './proxy.ts';
import type { Environment } from './proxy.ts';
import { tlsOptions } from './secure-url.ts';
import type { StreamLinkOptions } from './stream-socket.ts';
import { MAX_MESSAGE_BYTES, webSocketDial } from './ws-socket.ts';

export interface LinkKitTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** What the system says for a URL, in PAC form (`PROXY host:port; DIRECT`). The environment wins over it. */
  readonly resolveSystemProxy?: (url: string) => Promise<string>;
  readonly environment?: Environment;
  /** PEM certificates to trust besides the built-in ones. */
  readonly extraCertificates?: readonly string[];
  /** Other deadlines than the usual ones: tests are impatient. */
  readonly times?: Partial<LinkTimes & HeartbeatTimes>;
}

/** Everything of this process that talks to session services: one per process, shared by all backends. */
export interface LinkKit {
  /** Made idle; call `start`. */
  webSocket(options: WebSocketLinkOptions): WebSocketLink;
  eventStream(options: EventStreamLinkOptions): Link;
  /** A link that speaks what its owner's dial speaks, under the same rules as the others. */
  stream(options: StreamLinkOptions): Link;
  readonly request: SendRequest;
  /** This computer's clock against that of the services, as last heard; positive = ahead. */
  readonly clockSkewMs: number | null;
  /** Stops every link and closes kept-alive sockets. */
  close(): void;
}

export function createLinkKit(given: LinkKitTools): LinkKit {
  const { clock, random, log } = given;
  const tls = tlsOptions(given.extraCertificates);
  const { resolveSystemProxy, environment = process.env } = given;
  const proxyFor = createProxyFor({ environment, resolveSystemProxy, log, tls });
  const skew = createClockSkew();
  const http = createHttp({ proxyFor, tls, nowMs: () => clock.nowMs(), skew });
  const circuits = new Map<string, HostCircuit>();
  const running = new Set<{ stop(): void }>();

  function circuitOf(url: URL): HostCircuit {
    const known = circuits.get(url.host);
    if (known !== undefined) return known;
    const made = createHostCircuit(clock, random);
    circuits.set(url.host, made);
    return made;
  }

  const tools: RunnerTools = {
    clock,
    random,
    log,
    heartbeat: createHeartbeat(clock, { ...HEARTBEAT_TIMES, ...given.times }),
    proxyFor,
    tls,
    times: { ...LINK_TIMES, ...given.times },
    circuitOf,
    running,
  };

  return {
    webSocket: (options) =>
      createConnection(
        {
          ...options,
          dialOf: (epoch) =>
            webSocketDial(
              (frame) => options.onFrame(frame, epoch),
              () => clock.nowMs(),
            ),
        },
        tools,
      ),
    eventStream: (options) =>
      createConnection(
        {
          ...options,
          dialOf: (epoch) =>
            eventStreamDial({
              onEvent: (event) => options.onEvent(event, epoch),
              lastEventId: options.lastEventId ?? (() => null),
              nowMs: () => clock.nowMs(),
              maxEventBytes: MAX_MESSAGE_BYTES,
            }),
          probeStream: options.probe,
        },
        tools,
      ),
    stream: (options) => createConnection(options, tools),
    request: http.send,
    get clockSkewMs() {
      return skew.skewMs;
    },
    close: () => {
      for (const link of running) link.stop();
      http.close();
    },
  };
}
