import * as z from 'zod';
import { isRecord, readJson } from '../../../claude/frame.ts';
import { requestIdWire } from '../../../claude/wire.ts';
import { cutMembers, cutRaw } from '../../../../shared/raw-json.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { flag, number, text } from './lenient.ts';
import { ownText } from './own-text.ts';

/** What the agent's side says of itself besides its messages: who controls it, and what it waits for. */
export interface AgentState {
  /** True: somebody sits at its terminal and answers there. Null where it does not say. */
  readonly controlledByUser: boolean | null;
  readonly requests: readonly OpenRequest[];
  readonly completed: ReadonlyMap<string, CompletedRequest>;
  /** Forms of a newer kind that wait for an answer. No program is known to send any, nor how to answer one. */
  readonly openCommunications: number;
  /** Requests that wait and cannot be shown. */
  readonly unreadable: number;
}

export interface OpenRequest {
  readonly id: string;
  readonly tool: string;
  /** The text of `arguments` as it was written; `{}` where there is none. */
  readonly argumentsJson: string;
  readonly createdAtMs?: number | undefined;
  readonly toolUseId?: string | undefined;
}

interface CompletedRequest {
  readonly status: 'approved' | 'denied' | 'canceled';
  readonly completedAtMs?: number | undefined;
  readonly reason?: string | undefined;
  readonly mode?: string | undefined;
  readonly decision?: string | undefined;
}

/** The state of a session that has written none yet. */
export const NO_AGENT_STATE: AgentState = {
  controlledByUser: null,
  requests: [],
  completed: new Map(),
  openCommunications: 0,
  unreadable: 0,
};

const requestWire = z.object({ tool: z.string().min(1).max(1_000), createdAt: number, toolUseId: text });

const completedWire = z.object({
  status: z.enum(['approved', 'denied', 'canceled']),
  completedAt: number,
  reason: text,
  mode: text,
  decision: text,
});

/**
 * @param plaintext  as it was decrypted; `null` is a state too
 * @returns          requests that cannot be shown are counted, never fatal
 * @source           docs/protocols/happy.md#requests
 */
export function readAgentState(plaintext: string): Result<AgentState, { readonly code: 'malformed' }> {
  const read = readJson(plaintext);
  if (!read.ok) return err({ code: 'malformed' });
  if (read.value === null) return ok(NO_AGENT_STATE);
  if (!isRecord(read.value)) return err({ code: 'malformed' });
  const requests = readRequests(plaintext);
  const communications = read.value['communications'];
  return ok({
    controlledByUser: flag.parse(read.value['controlledByUser']) ?? null,
    requests: requests.readable,
    completed: readCompleted(read.value['completedRequests']),
    openCommunications: isRecord(communications) ? Object.keys(communications).length : 0,
    unreadable: requests.unreadable,
  });
}

function readRequests(plaintext: string): { readonly readable: readonly OpenRequest[]; readonly unreadable: number } {
  const readable: OpenRequest[] = [];
  let unreadable = 0;
  for (const [id, raw] of cutMembers(plaintext, ['requests']) ?? []) {
    const wire = requestWire.safeParse(JSON.parse(raw));
    if (!wire.success || !requestIdWire.safeParse(id).success) {
      unreadable++;
      continue;
    }
    const { tool, createdAt, toolUseId } = wire.data;
    // Of a text that may hold everything that was ever answered.
    const argumentsJson = ownText(cutRaw(raw, ['arguments']) ?? '{}');
    readable.push({ id: ownText(id), tool, argumentsJson, createdAtMs: createdAt, toolUseId });
  }
  return { readable, unreadable };
}

function readCompleted(value: unknown): ReadonlyMap<string, CompletedRequest> {
  const completed = new Map<string, CompletedRequest>();
  if (!isRecord(value)) return completed;
  for (const [id, entry] of Object.entries(value)) {
    const wire = completedWire.safeParse(entry);
    if (!wire.success) continue;
    const { completedAt, ...rest } = wire.data;
    completed.set(id, { ...rest, completedAtMs: completedAt });
  }
  return completed;
}
