import { sessionKey, type SessionKey } from '../../shared/ids.ts';
import type { ShareState } from '../../shared/model/sharing.ts';
import { DAY_MS } from '../../shared/units.ts';
import type { AppEvent } from '../domain/state.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShareRecord, ShareStore } from '../ports/share-store.ts';
import type { ShareOutbox } from '../ports/sharing.ts';
import type { ShareRun } from './share-run.ts';

/** A session that is to be shared, and how far that has come in this run. */
export interface Shared {
  readonly key: SessionKey;
  record: ShareRecord;
  run: ShareRun | null;
  /** The run before is on its way out; nothing begins until it is. */
  leaving: Promise<void> | null;
  state: ShareState;
  unsent: number;
  refused: number;
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
    state:
      record.over === null || record.over === 'ended' ? { tag: 'connecting' } : { tag: 'failed', why: record.over },
    unsent: 0,
    refused: 0,
    wasDown: false,
    cancelRetry: null,
  };
}

/** All that is shared, in memory and on the disk. */
export class ShareRecords {
  readonly #store: ShareStore;
  readonly #dispatch: (event: AppEvent) => void;
  readonly #log: Logger;
  readonly #shared = new Map<SessionKey, Shared>();
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
    return [...this.#shared.values()];
  }

  get(key: SessionKey): Shared | undefined {
    return this.#shared.get(key);
  }

  holds(one: Shared): boolean {
    return this.#shared.get(one.key) === one;
  }

  async load(nowMs: number): Promise<void> {
    const records = await this.#store.load();
    this.#isLoaded = true;
    for (const record of records) {
      const one = sharedOf(record);
      if (nowMs - record.seenAtMs > FORGOTTEN_AFTER_MS) await this.outboxOf(one).forget();
      else this.#shared.set(one.key, one);
    }
  }

  /** @returns false where the disk does not hold it, and then nothing changes. */
  async put(one: Shared): Promise<boolean> {
    const others = this.all.filter(({ key }) => key !== one.key);
    if (!(await this.#save([...others, one]))) return false;
    this.#shared.set(one.key, one);
    return true;
  }

  /** @returns false where the disk still holds it, and then nothing changes. */
  async remove(one: Shared): Promise<boolean> {
    if (!(await this.#save(this.all.filter((other) => other !== one)))) return false;
    if (this.holds(one)) this.#shared.delete(one.key);
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
      this.#shared.delete(one.key);
      await this.#save(this.all);
    }
    await goodbye;
    await this.outboxOf(one)
      .forget()
      .catch((error: unknown) => this.#log.warn('share-outbox-not-removed', { error: String(error) }));
  }

  /** Tells when it does not take what it is given: that is not on its way then. */
  outboxOf({ record }: Shared): ShareOutbox {
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
