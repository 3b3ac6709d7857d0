import { requestId, type RequestId } from '../../../../shared/ids.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import type { SessionEvent } from '../../../domain/backend-event.ts';
import type { AgentState } from '../wire/agent-state.ts';

/** The newest of what was completed before we looked: of these the engine may still wait for a word. */
const TOLD_AT_FIRST = 50;

/** What of one session's asks the engine was told, and how each of them ended. */
export class SessionAsks {
  readonly #emit: (event: SessionEvent) => void;
  readonly #isAwaited: () => boolean;
  /** Told as open, and not as ended. */
  readonly #open = new Map<RequestId, PermissionRequest>();
  /** Answers that left from here in this run, by what they said; dropped with their ask. */
  readonly #sent = new Map<RequestId, 'approved' | 'denied'>();
  #completed: ReadonlySet<string> | null = null;
  #overflow = 0;

  /** @param isAwaited  the engine has asks of this session from before, and waits to hear of them */
  constructor(emit: (event: SessionEvent) => void, isAwaited: () => boolean) {
    this.#emit = emit;
    this.#isAwaited = isAwaited;
  }

  get openIds(): readonly RequestId[] {
    return [...this.#open.keys()];
  }

  isOpen(id: RequestId): boolean {
    return this.#open.has(id);
  }

  /** An answer is about to leave. */
  answering(id: RequestId, saying: 'approved' | 'denied'): void {
    this.#sent.set(id, saying);
  }

  /** The session told anew what waits: only what is new of it is said. */
  changed(asks: readonly PermissionRequest[], state: AgentState, generation: number): void {
    this.#tellEnded(state);
    for (const request of asks) {
      const known = this.#open.get(request.requestId);
      if (known?.inputHash === request.inputHash) continue;
      this.#sent.delete(request.requestId);
      this.#tellAsked(request, generation);
    }
    this.#tellOverflow(state);
  }

  /** All of it again, for a new generation. @param held  ids that wait and are told a little later */
  listed(asks: readonly PermissionRequest[], held: readonly RequestId[], state: AgentState, generation: number): void {
    this.#tellEnded(state);
    for (const request of asks) this.#tellAsked(request, generation);
    const requestIds = [...asks.map((request) => request.requestId), ...held];
    this.#emit({ tag: 'open-asks-listed', requestIds, generation });
    this.#overflow = 0;
    this.#tellOverflow(state);
  }

  /**
   * Nobody can answer any more, for now: its process is gone, and may come back with the same asks. What was not answered is
   * withdrawn without being called over for good; of an answer that left nobody knows whether it arrived.
   */
  away(state: AgentState, generation: number): void {
    this.#tellEnded(state);
    const isUndecided = (id: RequestId) => this.#open.has(id) && !this.#sent.has(id);
    const waiting = state.requests.map(({ id }) => requestId(id));
    this.#emit({ tag: 'open-asks-listed', requestIds: waiting.filter((id) => !isUndecided(id)), generation });
    for (const id of this.openIds) if (isUndecided(id)) this.#open.delete(id);
  }

  /** Its process is gone, and what it wrote last came after the word of that. */
  ended(state: AgentState): void {
    this.#tellEnded(state);
  }

  #tellAsked(request: PermissionRequest, generation: number): void {
    this.#open.set(request.requestId, request);
    this.#emit({ tag: 'asked', request, generation });
  }

  #tellEnded(state: AgentState): void {
    const waiting = new Set<string>(state.requests.map(({ id }) => id));
    for (const id of this.#news(state)) if (!waiting.has(id)) this.#tellCompleted(requestId(id), state);
    for (const id of this.openIds) {
      if (waiting.has(id)) continue;
      if (state.completed.has(id)) this.#tellCompleted(id, state);
      else this.#forget(id, { tag: 'ask-cancelled', requestId: id, mayReturn: true });
    }
  }

  #news(state: AgentState): readonly string[] {
    const before = this.#completed;
    const ids = [...state.completed.keys()];
    this.#completed = new Set(ids);
    if (before !== null) return ids.filter((id) => !before.has(id));
    return this.#isAwaited() ? ids.slice(-TOLD_AT_FIRST) : [];
  }

  #tellCompleted(id: RequestId, state: AgentState): void {
    const completed = state.completed.get(id);
    if (completed === undefined) return;
    if (completed.status === 'canceled')
      return this.#forget(id, { tag: 'ask-cancelled', requestId: id, mayReturn: true });
    const sent = this.#sent.get(id);
    const own = sent === undefined ? null : sent === completed.status;
    this.#forget(id, { tag: 'answer-seen', requestId: id, own });
  }

  #forget(id: RequestId, event: SessionEvent): void {
    this.#open.delete(id);
    this.#sent.delete(id);
    this.#emit(event);
  }

  #tellOverflow(state: AgentState): void {
    const count = state.unreadable + state.openCommunications;
    if (count === this.#overflow) return;
    this.#overflow = count;
    this.#emit({ tag: 'asks-overflowed', count });
  }
}
