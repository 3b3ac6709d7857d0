import type { LinkCause } from '../../../../shared/model/session.ts';
import type { ShareState } from '../../../../shared/model/sharing.ts';

/** Something does not get through, and will be tried again. */
export interface Trouble {
  readonly cause: LinkCause;
  readonly retryAtMs: number;
}

type Part = 'opening' | 'socket' | 'reading' | 'messages' | 'agentState' | 'metadata';
export type WhyFailed = Extract<ShareState, { tag: 'failed' }>['why'];

/** How a share stands, put together from its parts.  */
export class ShareStanding {
  readonly #tell: () => void;
  readonly #troubles = new Map<Part, Trouble>();
  #isLive = false;
  #failure: WhyFailed | null = null;

  /** @param tell  something may have changed */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  get failure(): WhyFailed | null {
    return this.#failure;
  }

  trouble(part: Part, trouble: Trouble | null): void {
    if (trouble === null) this.#troubles.delete(part);
    else this.#troubles.set(part, trouble);
    this.show();
  }

  live(isLive: boolean): void {
    this.#isLive = isLive;
    this.show();
  }

  fail(why: WhyFailed): void {
    this.#failure ??= why;
    this.show();
  }

  /** The person wants it tried again. */
  revive(): void {
    this.#failure = null;
    this.#troubles.clear();
    this.#isLive = false;
    this.show();
  }

  show(): void {
    this.#tell();
  }

  get state(): ShareState {
    if (this.#failure !== null) return { tag: 'failed', why: this.#failure };
    for (const { cause, retryAtMs } of this.#troubles.values()) return { tag: 'waiting', retryAtMs, cause };
    return { tag: this.#isLive ? 'live' : 'connecting' };
  }
}
