import type { RequestId } from '../../shared/ids.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { cutItems } from '../../shared/raw-json.ts';
import { readFrame } from './frame.ts';
import { readAsk } from './read-ask.ts';

const LISTS = ['pending_permission_requests', 'pending_user_dialog_requests', 'pending_elicitation_requests'] as const;

export interface OpenAsksListing {
  readonly asks: readonly PermissionRequest[];
  /** Ids of entries that wait but cannot be put before a person. */
  readonly notAskable: readonly RequestId[];
  /** False when the worker did not list its asks: then absence proves nothing. */
  readonly isComplete: boolean;
}

/** Reads the pending lists beside an `initialize` reply; each entry is a whole control request. */
export function readOpenAsks(replyText: string): OpenAsksListing {
  const asks: PermissionRequest[] = [];
  const notAskable: RequestId[] = [];
  let isComplete = false;
  for (const name of LISTS) {
    const entries = cutItems(replyText, ['response', name]) ?? cutItems(replyText, [name]);
    if (entries !== undefined && name === 'pending_permission_requests') isComplete = true;
    for (const entry of entries ?? []) {
      const frame = readFrame(entry);
      const ask = frame.ok ? readAsk(frame.value) : null;
      if (ask?.ok) asks.push(ask.value);
      else if (ask !== null && ask.error.code !== 'no-id') notAskable.push(ask.error.requestId);
    }
  }
  return { asks, notAskable, isComplete };
}

/** Asks that are open or whose effect is still to come, as far as this run knows. While there is one, every frame is read. */
export class UnsettledAsks {
  readonly #held = new Map<string, { readonly toolUseId: string | null; readonly isOver: boolean }>();

  get size(): number {
    return this.#held.size;
  }

  open(requestId: string, toolUseId: string | null): void {
    this.#held.set(requestId, { toolUseId: toolUseId ?? this.#held.get(requestId)?.toolUseId ?? null, isOver: false });
    if (this.#held.size > MAX_HELD) for (const oldest of this.#held.keys()) return void this.#held.delete(oldest);
  }

  /** Withdrawn or answered. Its tool may run yet, within the same turn: the last proof of an answer. */
  over(requestId: string): void {
    const held = this.#held.get(requestId);
    if (held === undefined) return;
    if (held.toolUseId === null) this.#held.delete(requestId);
    else this.#held.set(requestId, { ...held, isOver: true });
  }

  turnEnded(): void {
    for (const [requestId, { isOver }] of this.#held) if (isOver) this.#held.delete(requestId);
  }

  settleToolUse(toolUseId: string): void {
    for (const [requestId, held] of this.#held) if (held.toolUseId === toolUseId) this.#held.delete(requestId);
  }

  keepOnly(requestIds: ReadonlySet<string>): void {
    for (const requestId of this.#held.keys()) if (!requestIds.has(requestId)) this.#held.delete(requestId);
  }
}

const MAX_HELD = 2_000;
