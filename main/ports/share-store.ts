import type { ConnectionId, SessionId } from '../../shared/ids.ts';
import type { ShareState } from '../../shared/model/sharing.ts';
import type { ShareOutbox } from './sharing.ts';

/** One session that is shared: what must outlive the run. No keys, and nothing of what was said in it. */
export interface ShareRecord {
  /** uuid by which the account knows the session again. */
  readonly shareId: string;
  readonly connectionId: ConnectionId;
  readonly sessionId: SessionId;
  /** The connection whose account it is shared with. */
  readonly accountId: ConnectionId;
  /** Fingerprint of that account, once it is known: another one behind the same connection is not shared with. */
  readonly account?: string;
  readonly files: boolean;
  readonly seenAtMs: number;
  /** Why it is over though there is something left of it. Null: it is shared whenever the session runs. */
  readonly over: ShareOver | null;
  /** Of a session that has ended: what the rest of it is delivered under. */
  readonly last?: { readonly title: string; readonly cwd: string };
}

/**
 * `ended`: the session is over, and what it said last has not arrived yet. `stopped`: the person shares it no longer, and
 * the other devices do not know yet.
 */
export type ShareOver = 'ended' | 'stopped' | Exclude<Extract<ShareState, { tag: 'failed' }>['why'], 'sign-in-needed'>;

export interface ShareStore {
  /** @throws when the disk does not hand it out: then nothing is shared in this run, and nothing is written over. */
  load(): Promise<readonly ShareRecord[]>;
  /** Durable when it resolves. */
  save(records: readonly ShareRecord[]): Promise<void>;
  /** The same one for the same share, until it is forgotten. */
  outbox(shareId: string): ShareOutbox;
  close(): Promise<void>;
}
