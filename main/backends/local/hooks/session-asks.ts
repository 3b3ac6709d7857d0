import type { RequestId } from '../../../../shared/ids.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import type { HookCall } from '../gateway/hook-call.ts';
import { ToolCalls } from './tool-calls.ts';

/** One call that waits for the person, or whose answer waits for its receipt. */
export interface HeldAsk {
  readonly request: PermissionRequest;
  readonly call: HookCall;
  readonly likeness: string;
  /** The call it is probably about, where `request.toolUseId` is missing because another looks just like it. */
  likelyToolUseId: string | null;
  readonly agentId: string | null;
  readonly promptId: string | null;
  /** Wall clock, to be compared with Claude Code's own times. */
  readonly askedAtMs: number;
  /** The terminal's prompt for it was open, as far as the registry tells. */
  wasPrompted: boolean;
  /** Keeps it from being left to its terminal by the clock. */
  readonly keep: () => void;
  /** `isTaken`: its terminal went on working after it, as it does after an allow only. */
  answer: { readonly permits: boolean; readonly atMs: number; isTaken: boolean } | null;
}

export type AskEnd =
  /** Answered in the terminal, or by a rule. */
  | { readonly tag: 'elsewhere' }
  /** Our answer took effect. */
  | { readonly tag: 'confirmed' }
  /** Ours came too late: something else happened than it said. */
  | { readonly tag: 'overruled' }
  /** Its program is gone, and nobody answered it, or nobody knows whether the answer was read. */
  | { readonly tag: 'withdrawn' }
  | { readonly tag: 'over' };

export interface TerminalStatus {
  /** As the registry words it: idle, busy, waiting. */
  readonly status: string;
  /** Wall clock of Claude Code. */
  readonly statusUpdatedAtMs: number;
}

/**
 * The asks of one session, and which of them an event can be about. Calls that look alike are told apart by the
 * connection they wait on; where an effect could be that of several, the one that was let run first is taken, then the
 * one asked first: the terminal shows its prompts in that order.
 */
export class SessionAsks {
  readonly calls = new ToolCalls();
  readonly #asks = new Map<RequestId, HeldAsk>();
  readonly #end: (ask: HeldAsk, how: AskEnd) => void;
  #terminal: TerminalStatus | null = null;

  constructor(end: (ask: HeldAsk, how: AskEnd) => void) {
    this.#end = end;
  }

  get open(): readonly HeldAsk[] {
    return [...this.#asks.values()].filter((ask) => ask.answer === null);
  }

  get size(): number {
    return this.#asks.size;
  }

  get(id: RequestId): HeldAsk | undefined {
    return this.#asks.get(id);
  }

  add(ask: HeldAsk): void {
    // A prompt that joins a queue of prompts changes no status.
    ask.wasPrompted = this.#terminal?.status === 'waiting' && ask.agentId === null;
    this.#asks.set(ask.request.requestId, ask);
    if (this.#asks.size <= MAX_KEPT) return;
    for (const kept of this.#asks.values()) if (kept.answer !== null) return this.#settle(kept, { tag: 'over' });
  }

  /** Forgets it without a word. */
  drop(ask: HeldAsk): void {
    this.#asks.delete(ask.request.requestId);
  }

  toolRan(toolUseId: string, seenLikeness: string | null): void {
    const ask = this.#take(toolUseId, this.calls.end(toolUseId) ?? seenLikeness);
    if (ask === undefined) return;
    this.#settle(ask, { tag: ask.answer === null ? 'elsewhere' : ask.answer.permits ? 'confirmed' : 'overruled' });
  }

  toolRefused(toolUseId: string): void {
    const ask = this.#take(toolUseId, this.calls.end(toolUseId));
    if (ask === undefined) return;
    this.#settle(ask, { tag: ask.answer === null ? 'elsewhere' : ask.answer.permits ? 'overruled' : 'confirmed' });
  }

  /** @param wasLetRun  null where it is over and nothing tells how */
  toolOver(toolUseId: string, wasLetRun: boolean | null): void {
    this.calls.end(toolUseId);
    const ask = [...this.#asks.values()].find(({ request }) => request.toolUseId === toolUseId);
    if (ask === undefined) return;
    // The record of a call that was broken off while it ran reads like that of one refused in the dialog.
    const isOurs = wasLetRun === null || ask.answer?.permits === wasLetRun || (!wasLetRun && !isContested(ask));
    this.#settle(ask, { tag: ask.answer === null ? 'elsewhere' : isOurs ? 'confirmed' : 'overruled' });
  }

  /** Everything that this agent began is over; where the session itself tells, what it began under these prompts. */
  agentOver(agentId: string | null, concerns: (promptId: string | null) => boolean = () => true): void {
    this.calls.endAll(agentId);
    for (const ask of [...this.#asks.values()]) {
      if (ask.agentId === agentId && concerns(ask.promptId)) this.#settle(ask, overFor(ask));
    }
  }

  sessionOver(): void {
    for (const ask of [...this.#asks.values()])
      this.#settle(ask, { tag: ask.answer?.permits === false ? 'over' : 'withdrawn' });
  }

  /**
   * What the registry says of the terminal. A background agent's hook runs before its prompt, so that only asks of the
   * session itself are judged by it.
   */
  terminal(next: TerminalStatus): void {
    const last = this.#terminal;
    if (last !== null && next.statusUpdatedAtMs < last.statusUpdatedAtMs) return;
    this.#terminal = next;
    const isNew = last !== null && next.statusUpdatedAtMs !== last.statusUpdatedAtMs;
    for (const ask of [...this.#asks.values()]) {
      if (ask.agentId !== null) continue;
      const isOlder = (marginMs: number) => (ask.answer?.atMs ?? ask.askedAtMs) + marginMs < next.statusUpdatedAtMs;
      if (ask.answer?.permits === true && next.status === 'busy' && isOlder(0)) ask.answer.isTaken = true;
      // Its record tells whether the dialog was answered first.
      if (isContested(ask)) continue;
      if (next.status === 'idle' && isOlder(0)) this.#settle(ask, overFor(ask));
      else if (ask.answer !== null) continue;
      else if (next.status !== 'waiting') {
        if (ask.wasPrompted && isOlder(0)) this.#settle(ask, { tag: 'elsewhere' });
      } else if (isNew && last.status === 'waiting' && ask.wasPrompted && isOlder(PROMPT_WITHIN_MS))
        this.#settle(ask, { tag: 'elsewhere' }); // another prompt: the gap between the two was not seen
      else ask.wasPrompted = true;
    }
  }

  /** The ask that this event is about. Where that was a guess, the one it was taken from is about the other's call. */
  #take(toolUseId: string, likeness: string | null): HeldAsk | undefined {
    const taken = this.#askOf(toolUseId, likeness);
    if (taken === undefined || taken.likelyToolUseId === toolUseId) return taken;
    const other = [...this.#asks.values()].find((ask) => ask.likelyToolUseId === toolUseId);
    if (other !== undefined) other.likelyToolUseId = taken.likelyToolUseId;
    return taken;
  }

  #askOf(toolUseId: string, likeness: string | null): HeldAsk | undefined {
    const asks = [...this.#asks.values()];
    const known = asks.find((ask) => ask.request.toolUseId === toolUseId);
    if (known !== undefined) return known;
    const alike = asks.filter((ask) => ask.likeness === likeness && ask.request.toolUseId === undefined);
    const letRun = alike.find((ask) => ask.answer?.permits === true);
    if (letRun !== undefined) return letRun;
    // One that was denied here may have been let run in the terminal before.
    const isDenied = alike.some((ask) => ask.answer !== null);
    const likely = isDenied ? alike.find((ask) => ask.likelyToolUseId === toolUseId) : undefined;
    return likely ?? alike.find((ask) => ask.answer === null) ?? alike.at(0);
  }

  #settle(ask: HeldAsk, how: AskEnd): void {
    this.#asks.delete(ask.request.requestId);
    this.#end(ask, how);
  }
}

/** An allow of ours while the terminal offered its own dialog, and nothing shows yet which of them counted. */
const isContested = ({ answer, wasPrompted }: HeldAsk) => answer?.permits === true && !answer.isTaken && wasPrompted;

const overFor = (ask: HeldAsk): AskEnd => (ask.answer === null ? { tag: 'elsewhere' } : { tag: 'over' });

/** Held, and answered ones that still wait for a receipt. */
const MAX_KEPT = 200;
/** A prompt is in the registry this long after its hook called, at the latest. */
const PROMPT_WITHIN_MS = 1_000;
