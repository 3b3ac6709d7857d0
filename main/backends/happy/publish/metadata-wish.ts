import type { Clock } from '../../../ports/clock.ts';
import type { SharedFacts } from '../../../ports/sharing.ts';
import { wantedMetadata, type Lifecycle, type PublishingHost } from './session-metadata.ts';

/** What the metadata of one session are to say now, and what they were last made to say. */
export class MetadataWish {
  readonly #facts: () => SharedFacts;
  readonly #host: PublishingHost;
  readonly #clock: Clock;
  #writing: SharedFacts | null = null;
  #written: SharedFacts | null = null;
  #life: Lifecycle;

  constructor(facts: () => SharedFacts, host: PublishingHost, clock: Clock) {
    this.#facts = facts;
    this.#host = host;
    this.#clock = clock;
    this.#life = { state: 'running', sinceMs: clock.nowMs() };
  }

  from(current: string | null): string {
    const [facts, written, host, life] = [this.#facts(), this.#written, this.#host, this.#life];
    return wantedMetadata(current, { facts, written, host, life, nowMs: this.#clock.nowMs() });
  }

  /** As `from`, on its way to the service. */
  toWrite(current: string | null): string {
    this.#writing = this.#facts();
    return this.from(current);
  }

  written(): void {
    this.#written = this.#writing;
  }

  archive(): void {
    this.#life = { state: 'archived', sinceMs: this.#clock.nowMs() };
  }
}
