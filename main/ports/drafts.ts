import type { ConnectionId, SessionId } from '../../shared/ids.ts';

/** A message that the service has not accepted yet. Kept on disk, so that no text is lost. */
export interface Draft {
  /** Client uuid of the message: the same one at every try. */
  readonly draftId: string;
  readonly connectionId: ConnectionId;
  readonly sessionId: SessionId;
  readonly text: string;
  readonly createdAtMs: number;
}

export interface DraftStore {
  load(): Promise<readonly Draft[]>;
  save(drafts: readonly Draft[]): Promise<void>;
}
