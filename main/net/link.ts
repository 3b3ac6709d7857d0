import type { LinkCause } from '../../shared/model/session.ts';
import type { Result } from '../../shared/result.ts';
import type { CloseInfo, FailureHistory, Verdict } from './close-cause.ts';
import type { LinkState } from './link-state.ts';
import type { SseEvent } from './sse-parser.ts';

export type { LinkState } from './link-state.ts';

export interface LinkOptions {
  /** For the log: an id, no content and no secret. */
  readonly name: string;
  /** Read again for every dial; must not throw. http(s) and ws(s) mean the same; clear text is refused except on loopback. */
  readonly url: () => URL;
  /** Read again for every dial; may be slow. An error goes through `classify` as `no-headers` (fatal by default). */
  readonly headers: () => Promise<Result<Readonly<Record<string, string>>, LinkCause>>;
  /** The higher, the earlier it is dialled when many links of one host wait. Asked anew each time. */
  readonly priority?: () => number;
  /** Fatal or retry. Default: `classifyClose`; call that for whatever you do not judge yourself. */
  readonly classify?: (info: CloseInfo, history: FailureHistory) => Verdict;
  readonly onState: (state: LinkState) => void;
  /** The socket is open: say hello (`send`, or a POST). Comes right after `onState` with `open`. */
  readonly onOpen?: (epoch: number) => void;
}

export interface WebSocketLinkOptions extends LinkOptions {
  /** One whole message, text (checked UTF-8) or binary. A view of a larger buffer: copy what you keep. */
  readonly onFrame: (frame: Buffer, epoch: number) => void;
}

export interface EventStreamLinkOptions extends LinkOptions {
  readonly onEvent: (event: SseEvent, epoch: number) => void;
  /** Sent as `Last-Event-ID`; the owner keeps it, because only the owner knows what it has taken in. */
  readonly lastEventId?: () => string | null;
  /**
   * An event stream cannot be pinged. True = this stream can still be trusted (a cheap request got through, over a
   * connection as old as the stream). False, a throw, or 2 s without a byte on the stream = it is opened anew.
   * Without it a probe opens the stream anew.
   */
  readonly probe?: () => Promise<boolean>;
}

export type ProbeReason = 'click' | 'resume' | 'unlock' | 'online';

export interface Link {
  readonly state: LinkState;
  /** Begins, from `idle`. Harmless otherwise. */
  start(): void;
  /** Closes the socket and every timer; nothing is called back afterwards. Harmless when called twice. */
  stop(): void;
  /** The person is impatient, or signed in again: dials now unless it is connected. Revives `failed`. */
  retryNow(): void;
  /** Proves within 2 s that an open link lives, else dials anew; ends a wait, but not one that the far side asked for. */
  probe(why: ProbeReason): void;
  /** Back-pressure: stops reading from the socket. Not counted as silence. */
  pause(): void;
  resume(): void;
}

export type SendError = { readonly code: 'not-open' | 'too-much-buffered' | 'broken' };

export interface WebSocketLink extends Link {
  /** One text message. Ok = handed to the operating system, which proves nothing about the far side. */
  send(text: string): Promise<Result<null, SendError>>;
}
