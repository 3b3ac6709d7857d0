import type { ConnectionId, RequestId, SessionId } from '../../shared/ids.ts';
import type { AccountFacts, Capabilities, ConnectionState } from '../../shared/model/connection.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { Activity, SessionControl, SessionLink, Silence, TokenUsage } from '../../shared/model/session.ts';

/** Facts about a session; only the fields that are present change. */
export interface SessionFacts {
  readonly title?: string;
  readonly cwd?: string;
  readonly host?: string;
  readonly model?: string;
  readonly permissionMode?: string;
  readonly activity?: Activity;
  readonly usage?: TokenUsage;
  readonly unread?: boolean;
  /** The agent that runs it, as people call it: `Claude`, `Codex`. Absent where the connection says it all. */
  readonly agent?: string;
  readonly control?: SessionControl;
  /** Where this session differs from what its connection can do in general. */
  readonly can?: Partial<Capabilities>;
  /** Why nothing of it can be answered here; null = it can. */
  readonly silence?: Silence | null;
  /** When the far side last had something to say, by its own word (list) or by a frame. */
  readonly lastHeardAtMs?: number;
}

interface OfConnection {
  readonly connectionId: ConnectionId;
}
interface OfSession extends OfConnection {
  readonly sessionId: SessionId;
}

/**
 * All that a backend may tell the engine. Events of one session arrive in order; events of a socket that was given up
 * are dropped by the backend, never delivered late.
 */
export type BackendEvent =
  | ({ readonly tag: 'connection-state'; readonly state: ConnectionState } & OfConnection)
  | ({ readonly tag: 'connection-account'; readonly account: AccountFacts } & OfConnection)
  /** Seen for the first time, or with news. */
  | ({ readonly tag: 'session-facts'; readonly facts: SessionFacts } & OfSession)
  /** No longer listed (archived, deleted). Its open asks are withdrawn. */
  | ({ readonly tag: 'session-removed' } & OfSession)
  | ({ readonly tag: 'session-link'; readonly link: SessionLink } & OfSession)
  /** Counted since the session was first seen; sent at most once a second. */
  | ({ readonly tag: 'frames-skipped'; readonly malformed: number; readonly unknown: number } & OfSession)
  /** An open ask, new or told again. `generation` is that of the link it came over. */
  | ({ readonly tag: 'asked'; readonly request: PermissionRequest; readonly generation: number } & OfSession)
  /**
   * The far side no longer wants an answer. `mayReturn`: it tells what is so now, never what was, and may want one under
   * the same id again.
   */
  | ({ readonly tag: 'ask-cancelled'; readonly requestId: RequestId; readonly mayReturn?: true } & OfSession)
  /**
   * An answer for this id was seen. `own`: is it one this run sent; null where the transport cannot tell. `answerIds`: what
   * it was called on its way, by which an answer of an earlier run is known again.
   */
  | ({
      readonly tag: 'answer-seen';
      readonly requestId: RequestId;
      readonly own: boolean | null;
      readonly answerIds?: readonly string[];
    } & OfSession)
  /** The tool ran or was refused: whoever answered, it is over. */
  | ({ readonly tag: 'effect-seen'; readonly toolUseId: string } & OfSession)
  /** The complete set of open asks after a verified (re)connect; comes after the `asked` events it names. */
  | ({
      readonly tag: 'open-asks-listed';
      readonly requestIds: readonly RequestId[];
      readonly generation: number;
    } & OfSession)
  /** Asks that were refused a place for size or count by the backend itself. */
  | ({ readonly tag: 'asks-overflowed'; readonly count: number } & OfSession);

/** An event of one session, before it says of which. */
export type SessionEvent = BackendEvent extends infer E
  ? E extends { readonly sessionId: SessionId }
    ? Omit<E, 'connectionId' | 'sessionId'>
    : never
  : never;
