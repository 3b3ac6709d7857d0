import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Random } from '../ports/random.ts';
import type { SendRequest } from './http-json.ts';
import type { EventStreamLinkOptions, Link, WebSocketLink, WebSocketLinkOptions } from './link.ts';

export interface LinkKitTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** What the system says for a URL, in PAC form (`PROXY host:port; DIRECT`). The environment wins over it. */
  readonly resolveSystemProxy?: (url: string) => Promise<string>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** PEM certificates to trust besides the built-in ones. */
  readonly extraCertificates?: readonly string[];
}

/** Everything of this process that talks to session services: one per process, shared by all backends. */
export interface LinkKit {
  /** Made idle; call `start`. */
  webSocket(options: WebSocketLinkOptions): WebSocketLink;
  eventStream(options: EventStreamLinkOptions): Link;
  readonly request: SendRequest;
  /** Stops every link and closes kept-alive sockets. */
  close(): void;
}

export function createLinkKit(tools: LinkKitTools): LinkKit {
  void tools;
  throw new Error('later');
}
