import type { Ended } from '../../../ports/sharing.ts';
import type { Attachment } from './attachment.ts';
import type { SessionPresence } from './session-presence.ts';
import type { ShareStanding } from './share-standing.ts';
import type { VersionedValue } from './versioned-value.ts';

export interface ShareEndParts {
  readonly attachment: () => Attachment;
  readonly presence: SessionPresence;
  /** What says in writing that the session is over. */
  readonly values: readonly VersionedValue[];
  readonly standing: ShareStanding;
}

/** The last word about a session: said as soon as the service is reached, and known to have arrived or not. */
export class ShareEnd {
  readonly #parts: ShareEndParts;
  #isBegun = false;
  #isSaid = false;
  #waiting: (() => void)[] = [];

  constructor(parts: ShareEndParts) {
    this.#parts = parts;
  }

  get isBegun(): boolean {
    return this.#isBegun;
  }

  begin(): void {
    this.#isBegun = true;
    this.#parts.presence.register(false);
    this.#parts.presence.sayEnd();
  }

  /** The service was reached, or will not be. */
  decided(): void {
    // Over each new connection: who was told over the last one is not known.
    this.#parts.presence.sayEnd();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when there is a connection, or when there is no use in waiting for one. */
  reached(): Promise<void> {
    if (this.#parts.attachment().isSynced || this.#parts.standing.failure !== null) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async told(limitMs: number): Promise<Ended['end']> {
    const { values, presence, standing } = this.#parts;
    await this.reached();
    if (standing.failure === null) {
      await Promise.all(values.map((value) => value.idle()));
      this.#isSaid = values.every(({ isSettled }) => isSettled) && (await presence.sayGoodbye(limitMs));
    }
    if (this.#isSaid) return 'told';
    const { failure } = standing;
    // Whoever signs in again can still say it.
    return failure === null || failure === 'sign-in-needed' ? 'owed' : 'impossible';
  }

  /** The program leaves, whether or not the session is over. */
  async goodbye(limitMs: number): Promise<void> {
    if (!this.#isSaid) await this.#parts.presence.sayGoodbye(limitMs);
  }
}
