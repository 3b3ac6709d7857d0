import type { LinkCause } from '../../../../shared/model/session.ts';
import { err, type Result } from '../../../../shared/result.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import { backOffMs } from '../../../net/back-off.ts';
import type { LinkState } from '../../../net/link-state.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';
import { faultCause, type RestFault } from '../server/rest.ts';
import type { SessionList } from '../server/session-list.ts';

/**
 * Whether what we hold is in step with the server.
 *
 *   down --open--> reading --list--> live --link ends--> down
 *                   ^  |              |
 *                   +--+ failed       +-- something is in doubt: the list is read again
 *
 * Nothing that was missed while the connection was down is told again: only the list brings it.
 */
export interface SyncOwner {
  readonly beginList: () => void;
  readonly abandonList: () => void;
  /** @param isFirst  since the connection is up: all of it is verified */
  readonly onList: (list: SessionList, isFirst: boolean) => void;
  readonly onDown: (state: Exclude<LinkState, { tag: 'open' | 'live' | 'idle' }>) => void;
  readonly onOpen: () => void;
  readonly onTrouble: (cause: LinkCause, retryAtMs: number) => void;
}

export interface SyncTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly readList: () => Promise<Result<SessionList, RestFault>>;
}

/** Lists are not read more often than this, whoever wants one. */
const PAUSE_MS = SECOND_MS;

export class Sync {
  readonly #owner: SyncOwner;
  readonly #tools: SyncTools;
  #state: 'down' | 'reading' | 'live' = 'down';
  /** Grows with every connection: what belongs to an older one is dropped. */
  #round = 0;
  #isReading = false;
  #isWantedAgain = false;
  #cancel: (() => void) | null = null;

  constructor(owner: SyncOwner, tools: SyncTools) {
    this.#owner = owner;
    this.#tools = tools;
  }

  get isLive(): boolean {
    return this.#state === 'live';
  }

  onState(state: LinkState): void {
    if (state.tag === 'idle' || state.tag === 'live') return;
    if (state.tag !== 'open') {
      this.#clear('down');
      return this.#owner.onDown(state);
    }
    this.#clear('reading');
    this.#owner.onOpen();
    void this.#read(this.#round, 1);
  }

  /** Something is to be looked at again: reads the list once more, a little later. */
  refresh(): void {
    if (this.#state !== 'live') return;
    if (this.#isReading) this.#isWantedAgain = true;
    else this.#readLater(PAUSE_MS, 1);
  }

  /** The person is impatient: a wait for the next try is over. */
  hurry(): void {
    if (this.#cancel !== null && !this.#isReading) this.#readLater(0, 1);
  }

  stop(): void {
    this.#clear('down');
  }

  #clear(state: 'down' | 'reading'): void {
    this.#state = state;
    this.#round += 1;
    this.#isReading = false;
    this.#isWantedAgain = false;
    this.#cancel?.();
    this.#cancel = null;
    this.#owner.abandonList();
  }

  #readLater(delayMs: number, attempt: number): void {
    this.#cancel?.();
    const round = this.#round;
    this.#cancel = this.#tools.clock.schedule(delayMs, () => {
      this.#cancel = null;
      void this.#read(round, attempt);
    });
  }

  async #read(round: number, attempt: number): Promise<void> {
    if (round !== this.#round) return;
    this.#isReading = true;
    this.#owner.beginList();
    const list = await this.#tools
      .readList()
      .catch(() => err<RestFault>({ tag: 'no-answer', cause: { code: 'protocol' } }));
    if (round !== this.#round) return;
    this.#isReading = false;
    if (list.ok) return this.#listed(list.value);
    this.#owner.abandonList();
    const { clock, random } = this.#tools;
    const askedMs = list.error.tag === 'status' ? (list.error.retryAfterMs ?? 0) : 0;
    const delayMs = Math.max(Math.min(askedMs, 300 * SECOND_MS), backOffMs(attempt, random));
    this.#owner.onTrouble(faultCause(list.error), clock.nowMs() + delayMs);
    this.#readLater(delayMs, attempt + 1);
  }

  #listed(list: SessionList): void {
    const isFirst = this.#state === 'reading';
    this.#state = 'live';
    this.#owner.onList(list, isFirst);
    if (!this.#isWantedAgain) return;
    this.#isWantedAgain = false;
    this.#readLater(PAUSE_MS, 1);
  }
}
