import type { AskKey, ConnectionId, SessionId } from '../../shared/ids.ts';
import type { Decision, Surface } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';

/** A decision as it stands on disk before its first send: enough to send it again, and to show it, after a kill. */
export interface OutboxRecord {
  readonly key: AskKey;
  readonly connectionId: ConnectionId;
  readonly sessionId: SessionId;
  readonly sessionTitle: string;
  readonly request: PermissionRequest;
  readonly decision: Decision;
  readonly surface: Surface;
  readonly decidedAtMs: number;
  /** The exact bytes to send, as text. */
  readonly wire: string;
  /** Absent in records of older versions. */
  readonly answerId?: string;
  /** True once a send was begun in some earlier run. */
  readonly everSent: boolean;
}

export interface Outbox {
  /** Unsettled records, oldest first, and how many bytes a broken tail cost. Called once, before anything else. */
  open(): Promise<{ readonly records: readonly OutboxRecord[]; readonly truncatedBytes: number }>;
  /** Resolves when the record is on the disk (fdatasync); rejects when it is not, and then it must not be sent. */
  save(record: OutboxRecord): Promise<void>;
  /** A send begins. Written without waiting for the disk. */
  markSent(key: AskKey): void;
  /** The decision is settled and need not survive. */
  settle(key: AskKey): void;
  close(): Promise<void>;
}
