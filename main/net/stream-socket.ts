import type { Agent } from 'node:http';
import type { Result } from '../../shared/result.ts';
import type { CloseInfo } from './close-cause.ts';
import type { Pulse } from './heartbeat.ts';
import type { LinkOptions, SendError } from './link.ts';
import type { TlsOptions } from './secure-url.ts';

/** Where to dial, all of it known. */
interface DialTarget {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent | null;
  readonly tls: TlsOptions;
}

/** What a socket tells its runner. `closed` comes once and last. */
interface SocketEvents {
  opened(): void;
  /** A complete frame, event, comment or pong came. */
  heard(): void;
  closed(info: CloseInfo): void;
}

/** One dial and what becomes of it. */
export interface StreamSocket {
  readonly pulse: Omit<Pulse, 'dead'>;
  send(text: string): Promise<Result<null, SendError>>;
  pause(): void;
  resume(): void;
  /** Ends it; no event comes afterwards. `politely` says goodbye first where the protocol has a word for it. */
  drop(manner: 'politely' | 'at-once'): void;
}

export type Dial = (target: DialTarget, events: SocketEvents) => StreamSocket;

export interface StreamLinkOptions extends LinkOptions {
  /** One dial for each socket. */
  readonly dialOf: (epoch: number) => Dial;
}
