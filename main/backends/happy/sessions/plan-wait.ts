import type { RequestId } from '../../../../shared/ids.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import type { TranscriptItem } from '../../../../shared/model/transcript.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import { PlanTexts } from '../translate/plan-texts.ts';
import { lacksPlan } from '../translate/asks.ts';

export interface PlanWaitParts {
  readonly clock: Clock;
  /** Reads the session's newest messages. */
  readonly look: () => Promise<void>;
  /** A plan came, or is no longer waited for. */
  readonly onChange: () => void;
}

/** A plan follows its request within a tenth of a second; without it the request is shown after this. */
const WAIT_MS = 2 * SECOND_MS;

/** Holds back requests about a plan until the plan itself is there, so that they ring once and with it. */
export class PlanWait {
  readonly #parts: PlanWaitParts;
  readonly #texts = new PlanTexts();
  readonly #waiting = new Map<RequestId, () => void>();
  readonly #given = new Set<RequestId>();

  constructor(parts: PlanWaitParts) {
    this.#parts = parts;
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  of(toolUseId: string): string | undefined {
    return this.#texts.of(toolUseId);
  }

  read(items: readonly TranscriptItem[]): void {
    this.#texts.read(items);
    if (this.#waiting.size > 0 && items.some(({ tag }) => tag === 'tool-call')) this.#parts.onChange();
  }

  /** @returns what can be told now, and the ids of what is told a little later */
  holdBack(asks: readonly PermissionRequest[]): {
    readonly ready: readonly PermissionRequest[];
    readonly held: readonly RequestId[];
  } {
    const held = asks.filter((ask) => lacksPlan(ask) && !this.#given.has(ask.requestId)).map((ask) => ask.requestId);
    for (const [id, cancel] of this.#waiting) {
      if (held.includes(id)) continue;
      cancel();
      this.#waiting.delete(id);
    }
    for (const id of held) this.#await(id);
    return { ready: asks.filter((ask) => !held.includes(ask.requestId)), held };
  }

  stop(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #await(id: RequestId): void {
    if (this.#waiting.has(id)) return;
    const cancel = this.#parts.clock.schedule(WAIT_MS, () => {
      this.#waiting.delete(id);
      this.#given.add(id);
      this.#parts.onChange();
    });
    this.#waiting.set(id, cancel);
    void this.#parts.look();
  }
}
