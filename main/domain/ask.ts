import type { AskKey, ConnectionId, RequestId, SessionId, SessionKey } from '../../shared/ids.ts';
import type { ReceiptState } from '../../shared/model/app-view.ts';
import type { Decision, Surface } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';

/** One permission request with one input, from the moment it was seen until its receipt is forgotten. */
export interface Ask {
  readonly key: AskKey;
  readonly connectionId: ConnectionId;
  readonly sessionId: SessionId;
  readonly sessionKey: SessionKey;
  readonly sessionTitle: string;
  readonly request: PermissionRequest;
  readonly askedAtMs: number;
  /** The last generation of the link in which the far side told of it; 0 = not since we started. */
  readonly seenInGeneration: number;
  readonly state: AskState;
  readonly changedAtMs: number;
}

/**
 * The answer contract:
 *
 *   open --decide--> saving --saved--> ready --live link--> sending --written--> sent --10 s--> not-confirmed
 *    ^                 |                ^                      |                   |                |
 *    |<---not saved----+                +------failed----------+                   +---receipt------+--> settled
 *    |<---allow too old, or from before a suspend---- ready                        new generation --> sending
 *
 * Every state but `settled` also ends in `settled` when the ask is answered elsewhere or withdrawn.
 */
export type AskState =
  | { readonly tag: 'open'; readonly notSaved: boolean; readonly expired: Expired | null }
  /** On its way to the disk; nothing may be sent yet. */
  | { readonly tag: 'saving'; readonly decided: Decided }
  /** Durable; leaves with the next live link that has not carried it. */
  | { readonly tag: 'ready'; readonly decided: Decided }
  | { readonly tag: 'sending'; readonly decided: Decided }
  | { readonly tag: 'sent'; readonly decided: Decided; readonly sentAtMs: number }
  | { readonly tag: 'not-confirmed'; readonly decided: Decided; readonly sentAtMs: number }
  | {
      readonly tag: 'settled';
      readonly how: Settlement;
      readonly decided: Decided | null;
      readonly inGeneration: number;
    };

export type Settlement = 'confirmed' | 'answered-elsewhere' | 'withdrawn' | 'refused';

export interface Decided {
  readonly decision: Decision;
  readonly surface: Surface;
  readonly decidedAtMs: number;
  /** The exact bytes of the answer, as text: the only thing that is ever sent for this ask. */
  readonly wire: string;
  /** The answer's own id, by which it is known when it is seen again. Absent in decisions stored by older versions. */
  readonly answerId?: string;
  /** The generation that last carried it; it is not sent twice in one. Null = not in this run. */
  readonly lastGeneration: number | null;
  /** True once a send was begun, in this run or an earlier one: from then on no other decision may leave. */
  readonly everSent: boolean;
  readonly beforeSuspend: boolean;
}

export interface Expired {
  readonly decision: Decision;
  readonly why: 'too-old' | 'suspended';
  /** What was sent before must stay the only decision: only it may be sent again. */
  readonly sentBefore: Decided | null;
}

/** `connection/session/request`: all revisions of one ask share it. */
export function requestKey(sessionKey: SessionKey, requestId: RequestId): string {
  return `${sessionKey}/${encodeURIComponent(requestId)}`;
}

export function decidedOf(state: AskState): Decided | null {
  return state.tag === 'open' ? null : state.decided;
}

/** An earlier send of an ask that is open again: only the same decision may follow it. */
export function sentBefore(state: AskState): Decided | null {
  return state.tag === 'open' ? (state.expired?.sentBefore ?? null) : null;
}

/** @returns null for an open ask: it has no receipt yet. */
export function receiptState(state: AskState): ReceiptState | null {
  switch (state.tag) {
    case 'open':
      return null;
    case 'saving':
      return 'saving';
    case 'ready':
      return 'waiting-to-send';
    case 'sending':
    case 'sent':
      return 'sending';
    case 'not-confirmed':
      return 'not-confirmed';
    case 'settled':
      return state.how;
  }
}
