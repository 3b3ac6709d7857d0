import type { ConnectionId, RequestId, SessionId } from '../../shared/ids.ts';
import type { ConnectionTest } from '../../shared/model/connection-test.ts';
import type { PastSession } from '../../shared/model/claude-code.ts';
import type { Capabilities } from '../../shared/model/connection.ts';
import type { Decision } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { CcrSettings, ConnectionSettings, HappySettings } from '../../shared/model/settings.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import type { Result } from '../../shared/result.ts';
import type { BackendEvent } from '../domain/backend-event.ts';
import type { Clock } from './clock.ts';
import type { CommandError, SessionCommand } from './command.ts';
import type { CredentialSource } from './credentials.ts';
import type { Logger } from './logger.ts';
import type { Random } from './random.ts';
import type { SessionSharer } from './sharing.ts';
import type { TranscriptSink } from './transcripts.ts';

/** One configured connection at work. Owns its sockets; reports by events; never touches state. */
export interface Backend {
  readonly capabilities: Capabilities;
  start(): void;
  /** Closes every socket and timer. Harmless when called twice. */
  stop(): Promise<void>;

  /**
   * The exact bytes that carry a decision, as text. Called once per decision, before it is stored; what is sent later,
   * and sent again, is this text. Pure.
   *
   * @param answerId  uuid of the answer, the far side's idempotency key
   */
  encodeAnswer(
    request: PermissionRequest,
    decision: Decision,
    answerId: string,
  ): Result<string, { readonly code: 'not-offered' | 'not-valid' }>;
  /**
   * Hands the bytes to the far side over the session's live link, once. Resolves when they were written (WebSocket) or
   * accepted (HTTP 2xx); it never retries by itself. After `failed` the backend verifies the link, which ends in a new
   * generation or a link that is down.
   */
  sendAnswer(answer: {
    readonly sessionId: SessionId;
    readonly requestId: RequestId;
    readonly wire: string;
    readonly generation: number;
  }): Promise<SendOutcome>;

  command(sessionId: SessionId, command: SessionCommand): Promise<Result<null, CommandError>>;
  /** Checks at once whether links still live (2 s deadline); without a session, all of them. */
  probe(why: 'click' | 'resume' | 'unlock' | 'online', sessionId?: SessionId): void;
  /** Who is dialled first, and whose partial text is worth reading. */
  prioritise(order: Priorities): void;
  /** The person asked to try again now: after a fatal close, a sign-in, or impatience. */
  retry(sessionId?: SessionId): void;

  /** Reads one stored frame for the screen. Unreadable or uninteresting frames give none. */
  readTranscript(frame: Uint8Array): readonly TranscriptItem[];
  /** One page of history before the oldest frame known, oldest first; an empty page = nothing older. */
  loadOlder(sessionId: SessionId): Promise<Result<readonly TranscriptItem[], CommandError>>;
  /** False once it is known that nothing is older than what `loadOlder` gave last, or than the transcripts were given. */
  mayHaveOlder(sessionId: SessionId): boolean;
  /**
   * What `loadOlder` gave is not held any more: it begins again where the transcripts begin.
   *
   * @param isCut  those have lost their beginning, so that it is the newest page once more
   */
  rewindOlder(sessionId: SessionId, isCut: boolean): void;

  /** Where sessions can be started from here; else null. */
  readonly starter: SessionStarter | null;
  /** Where sessions of this computer can be shared with an account's other devices; else null. */
  readonly sharer: SessionSharer | null;
}

/** Starts sessions that belong to Gatehouse: they run as its children and end with it. */
export interface SessionStarter {
  start(order: StartOrder): Promise<Result<SessionId, StartError>>;
  /** Conversations of this computer that can be taken up again, newest first. */
  past(): Promise<readonly PastSession[]>;
  /** How many run now and would end with Gatehouse. */
  running(): number;
}

export interface Priorities {
  readonly visible: SessionId | null;
  readonly asking: ReadonlySet<SessionId>;
  /** Shared with other devices: all that they say is wanted, seen or not. */
  readonly shared: ReadonlySet<SessionId>;
}

export interface StartOrder {
  readonly folder: string;
  /** Empty: it waits for its first message. */
  readonly prompt: string;
  readonly model?: string;
  readonly mode: string;
  /** Takes up this conversation instead of beginning one. */
  readonly resume?: string;
}

export interface StartError {
  readonly code: 'no-such-folder' | 'no-program' | 'not-started' | 'no-such-session' | 'runs-elsewhere';
  /** The program's own last lines, where it said any. */
  readonly detail?: string;
}

export type SendOutcome =
  | { readonly tag: 'sent' }
  /** Nothing proves that it arrived, and it may be tried again in the next generation. */
  | { readonly tag: 'failed' }
  /** The far side read it and said no; trying again is of no use. */
  | { readonly tag: 'refused'; readonly status: number };

export interface BackendTools {
  readonly connectionId: ConnectionId;
  readonly emit: (event: BackendEvent) => void;
  readonly credentials: CredentialSource;
  readonly transcripts: TranscriptSink;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

export interface BackendKit {
  create(settings: ConnectionSettings, tools: BackendTools): Backend;
  /** Tries a connection without keeping it: reaches the service once and lists sessions. */
  test(settings: CcrSettings | HappySettings, credentials: CredentialSource): Promise<ConnectionTest>;
}
