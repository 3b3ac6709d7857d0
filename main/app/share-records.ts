import { sessionKey, type SessionKey } from '../../shared/ids.ts';
import type { ShareState } from '../../shared/model/sharing.ts';
import { DAY_MS } from '../../shared/units.ts';
import type { AppEvent } from '../domain/state.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShareRecord, ShareStore } from '../ports/share-store.ts';
import type { ShareCounts, ShareOutbox } from '../ports/sharing.ts';
import type { ShareRun } from './share-run.ts';

/** A session that is to be shared, and how far that has come in this run. */
export interface Shared {
  readonly key: SessionKey;
  record: ShareRecord;
  run: ShareRun | null;
  /** The run before is on its way out; nothing begins until it is. */
  leaving: Promise<void> | null;
  state: ShareState;
  counts: ShareCounts;
  /** Since the account refused us, its connection was down: what follows may be another sign-in. */
  wasDown: boolean;
  cancelRetry: (() => void) | null;
}

/** A session that was not seen for so long is not waited for any more. */
const FORGOTTEN_AFTER_MS = 30 * DAY_MS;

export function sharedOf(record: ShareRecord): Shared {
  return {
    key: sessionKey(record.connectionId, record.sessionId),
    record,
    run: null,
    leaving: null,
    state: stateAfter(record.over),
    counts: { unsent: 0, refused: 0, leftOut: 0 },
    wasDown: false,
    cancelRetry: null,
  };
}

function stateAfter(over: ShareRecord['over']): ShareState {
  if (over === null) return { tag: 'connecting' };
  return over === 'ended' || over === 'stopped' ? { tag: 'ending' } : { tag: 'failed', why: over };
}

/** All that is shared, in memory and on the disk. */
export class ShareRecords {
  readonly #store: ShareStore;
  readonly #dispatch: (event: AppEvent) => void;
  readonly #log: Logger;
  readonly #shared = new Map<SessionKey, Shared>();
  /** No longer shared, but that is not known there. Meanwhile their sessions may be shared anew. */
  readonly #owed = new Set<Shared>();
  #isLoaded = false;

  constructor(parts: {
    readonly store: ShareStore;
    readonly dispatch: (event: AppEvent) => void;
    readonly log: Logger;
  }) {
    this.#store = parts.store;
    this.#dispatch = parts.dispatch;
    this.#log = parts.log;
  }

  get all(): readonly Shared[] {
    return [...this.#shared.values(), ...this.#owed];
  }

  get(key: SessionKey): Shared | undefined {
    return this.#shared.get(key);
  }

  holds(one: Shared): boolean {
    return this.#shared.get(one.key) === one || this.#owed.has(one);
  }

  async load(nowMs: number): Promise<void> {
    const records = await this.#store.load();
    this.#isLoaded = true;
    for (const record of records) {
      const one = sharedOf(record);
      if (nowMs - record.seenAtMs > FORGOTTEN_AFTER_MS || record.over === 'stopped') await this.dropMessages(one);
      if (nowMs - record.seenAtMs > FORGOTTEN_AFTER_MS) continue;
      if (record.over === 'stopped') this.#owed.add(one);
      else this.#shared.set(one.key, one);
    }
  }

  /** @returns false where the disk does not hold it, and then nothing changes. */
  async put(one: Shared): Promise<boolean> {
    const before = this.#shared.get(one.key);
    const others = this.all.filter((other) => other !== before);
    if (!(await this.#save([...others, one]))) return false;
    this.#shared.set(one.key, one);
    return true;
  }

  /** @returns false where the disk still holds it, and then nothing changes. */
  async remove(one: Shared): Promise<boolean> {
    if (!(await this.#save(this.all.filter((other) => other !== one)))) return false;
    this.#drop(one);
    return true;
  }

  /** It is no longer shared, which the other devices are still to be told. @returns as `remove` */
  async part(one: Shared, last: NonNullable<ShareRecord['last']>): Promise<boolean> {
    const before = one.record;
    one.record = { ...before, over: 'stopped', last };
    if (!(await this.#save(this.all))) {
      one.record = before;
      return false;
    }
    this.#shared.delete(one.key);
    this.#owed.add(one);
    return true;
  }

  /** Changes what is known of a share. That the disk may not follow is told, and waited for by nobody. */
  note(one: Shared, news: Partial<ShareRecord>): void {
    one.record = { ...one.record, ...news };
    if (this.holds(one)) void this.#save(this.all);
  }

  /**
   * Whatever becomes of the disk: this run has nothing to do with it any more.
   *
   * @param goodbye  what still uses its outbox
   */
  async forget(one: Shared, goodbye: Promise<void> = Promise.resolve()): Promise<void> {
    if (this.holds(one)) {
      this.#drop(one);
      await this.#save(this.all);
    }
    await goodbye;
    await this.dropMessages(one);
  }

  /** How much waits there. */
  async leftOf(one: Shared): Promise<number> {
    try {
      return (await this.#store.outbox(one.record.shareId).load()).waiting.length;
    } catch {
      return one.counts.unsent;
    }
  }

  /** What could not be delivered is not kept for another try. */
  async dropMessages({ record }: Shared): Promise<void> {
    await this.#store
      .outbox(record.shareId)
      .forget()
      .catch((error: unknown) => this.#log.warn('share-outbox-not-removed', { error: String(error) }));
  }

  /** Tells when it does not take what it is given: that is not on its way then. */
  outboxOf({ record }: Shared): ShareOutbox {
    if (record.over === 'stopped') return NO_OUTBOX;
    const outbox = this.#store.outbox(record.shareId);
    return {
      ...outbox,
      add: async (messages) => {
        try {
          await outbox.add(messages);
          this.#dispatch({ tag: 'problem-gone', id: 'share-outbox' });
        } catch (cause) {
          this.#tellTrouble('share-outbox', cause);
          throw cause;
        }
      },
    };
  }

  #drop(one: Shared): void {
    this.#owed.delete(one);
    if (this.#shared.get(one.key) === one) this.#shared.delete(one.key);
  }

  async #save(shared: readonly Shared[]): Promise<boolean> {
    // What could not be read must not be written over.
    if (!this.#isLoaded) return false;
    try {
      await this.#store.save(shared.map(({ record }) => record));
      this.#dispatch({ tag: 'problem-gone', id: 'shares' });
      return true;
    } catch (cause) {
      this.#log.error('shares-not-saved', { error: String(cause) });
      this.#tellTrouble('shares', cause);
      return false;
    }
  }

  #tellTrouble(id: string, cause: unknown): void {
    this.#dispatch({ tag: 'problem-raised', problem: { id, code: 'storage-failed', detail: String(cause) } });
  }
}

/** Of a session that is no longer shared nothing is sent but its end. */
const NO_OUTBOX: ShareOutbox = {
  load: () => Promise.resolve({ waiting: [], delivered: [], heardSeq: 0, leftOut: 0 }),
  leaveOut: () => Promise.resolve(0),
  add: () => Promise.resolve(),
  delivered: () => undefined,
  heard: () => undefined,
  forget: () => Promise.resolve(),
};
