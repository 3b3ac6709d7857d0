import type { AskKey, ConnectionId, SessionId, SessionKey } from '../../shared/ids.ts';
import type { Decision, Surface } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { Ask } from './ask.ts';
import type { SessionEvent } from './backend-event.ts';

export interface OfSession {
  readonly sessionKey: SessionKey;
}

/** What a backend tells of asks comes here as it is, with the session's key for its ids. */
type TheirNews = 'ask-cancelled' | 'answer-seen' | 'effect-seen' | 'open-asks-listed' | 'asks-overflowed';

/** Everything that can happen to asks. */
export type InboxEvent =
  | ({
      readonly tag: 'asked';
      readonly connectionId: ConnectionId;
      readonly sessionId: SessionId;
      readonly sessionTitle: string;
      readonly request: PermissionRequest;
      readonly generation: number;
    } & OfSession)
  | (Extract<SessionEvent, { tag: TheirNews }> & OfSession)
  | ({ readonly tag: 'session-over' } & OfSession)
  /** Must have passed `checkDecision` in the same step of the engine. */
  | {
      readonly tag: 'decide';
      readonly key: AskKey;
      readonly decision: Decision;
      readonly surface: Surface;
      readonly wire: string;
      readonly answerId: string;
    }
  | { readonly tag: 'decision-saved'; readonly key: AskKey }
  | { readonly tag: 'decision-not-saved'; readonly key: AskKey }
  | { readonly tag: 'answer-sent'; readonly key: AskKey; readonly generation: number }
  | { readonly tag: 'answer-failed'; readonly key: AskKey; readonly generation: number }
  | { readonly tag: 'answer-refused'; readonly key: AskKey; readonly generation: number }
  /** Decisions found on the disk at start. */
  | { readonly tag: 'restored'; readonly asks: readonly Ask[] }
  | { readonly tag: 'suspended' }
  | { readonly tag: 'time-passed' };
