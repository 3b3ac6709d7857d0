import type { RequestId } from '../../../../shared/ids.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import type { AskOutcome } from '../../../ports/sharing.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';
import { idsIn, MAX_ENDED_BYTES, wantedState } from './agent-state.ts';
import { AskIds } from './ask-ids.ts';
import { PublishedAsks, type PublishedAsk } from './published-asks.ts';

type Told = { readonly open: readonly PermissionRequest[]; readonly outcome: (requestId: RequestId) => AskOutcome };

/**
 * What the state is to say. Nothing is raised before it was read what an earlier run left there, because a name that was
 * used must not be used again.
 */
export class SessionState {
  readonly asks: PublishedAsks;
  readonly #ids: AskIds;
  readonly #clock: Clock;
  readonly #words: () => OtherDeviceWords;
  #told: Told | null = null;
  #isRead = false;
  #maxEndedBytes = MAX_ENDED_BYTES;

  constructor(clock: Clock, random: Random, words: () => OtherDeviceWords) {
    this.#clock = clock;
    this.#words = words;
    this.#ids = new AskIds(random);
    this.asks = new PublishedAsks(clock, this.#ids, words);
  }

  get isAsking(): boolean {
    return (this.asks.open?.size ?? 0) > 0;
  }

  /** @returns what the other devices have not seen before */
  tell(told: Told, current: string | null): readonly PublishedAsk[] {
    this.#told = told;
    return this.#isRead ? this.asks.tell(told.open, told.outcome, current) : [];
  }

  /** What the service holds. @returns as `tell`, of what was told before it was known */
  read(current: string | null): readonly PublishedAsk[] {
    if (this.#isRead) return [];
    this.#isRead = true;
    const told = this.#told;
    // Those that still stand there are asked again under their name; all the others are used up.
    this.#ids.note(idsIn(current));
    return told === null ? [] : this.asks.tell(told.open, told.outcome, current);
  }

  wanted(current: string | null, controlledByUser: boolean): string {
    return wantedState(current, {
      controlledByUser,
      open: this.asks.open,
      ended: this.asks.ended,
      maxEndedBytes: this.#maxEndedBytes,
      nowMs: this.#clock.nowMs(),
      orphanReason: this.#words().withdrawn,
    });
  }

  /** @returns false if there is nothing left to leave out */
  shrink(): boolean {
    if (this.#maxEndedBytes === 0) return false;
    this.#maxEndedBytes = 0;
    return true;
  }
}
