import type { RequestId } from '../../../shared/ids.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { cutItems } from '../../../shared/raw-json.ts';
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

/** Asks that are open or whose answer is not proven, as far as this run knows. While there is one, every frame is read. */
export class UnsettledAsks {
  readonly #toolUseIds = new Map<string, string | null>();

  get size(): number {
    return this.#toolUseIds.size;
  }

  has(requestId: string): boolean {
    return this.#toolUseIds.has(requestId);
  }

  open(requestId: string, toolUseId: string | null): void {
    this.#toolUseIds.set(requestId, toolUseId ?? this.#toolUseIds.get(requestId) ?? null);
    if (this.#toolUseIds.size > MAX_HELD) for (const oldest of this.#toolUseIds.keys()) return void this.#toolUseIds.delete(oldest);
  }

  settle(requestId: string): void {
    this.#toolUseIds.delete(requestId);
  }

  settleToolUse(toolUseId: string): void {
    for (const [requestId, held] of this.#toolUseIds) if (held === toolUseId) this.#toolUseIds.delete(requestId);
  }

  keepOnly(requestIds: ReadonlySet<string>): void {
    for (const requestId of this.#toolUseIds.keys()) if (!requestIds.has(requestId)) this.#toolUseIds.delete(requestId);
  }
}

const MAX_HELD = 2_000;
