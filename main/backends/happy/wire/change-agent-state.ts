import { cutMembers } from '../../../../shared/raw-json.ts';
import type { Result } from '../../../../shared/result.ts';
import type { OpenRequest } from './agent-state.ts';
import { editJson, type JsonEdit } from './edit-json.ts';

/** What the agent's side tells of itself. All that is not named stays as it was. */
export type AgentStateChange =
  | { readonly tag: 'control'; readonly controlledByUser: boolean }
  | { readonly tag: 'raise'; readonly request: OpenRequest }
  | { readonly tag: 'complete'; readonly id: string; readonly how: Completion }
  /** Keeps the newest of the completed ones: nobody else ever takes any away, and the whole state travels each time. */
  | { readonly tag: 'prune'; readonly keep: number };

export interface Completion {
  readonly status: 'approved' | 'denied' | 'canceled';
  readonly completedAtMs: number;
  readonly reason?: string | undefined;
  readonly mode?: string | undefined;
}

/**
 * Applies changes in their order to what the state is now, so that they can be applied again to what somebody else made
 * of it in the meantime.
 *
 * @param plaintext  the state as it was decrypted; `null` where there is none yet
 */
export function changeAgentState(
  plaintext: string,
  changes: readonly AgentStateChange[],
): Result<string, { readonly code: 'malformed' }> {
  let state: Result<string, { readonly code: 'malformed' }> = editJson(plaintext, []);
  for (const change of changes) {
    if (!state.ok) return state;
    state = editJson(state.value, editsOf(state.value, change));
  }
  return state;
}

function editsOf(state: string, change: AgentStateChange): readonly JsonEdit[] {
  switch (change.tag) {
    case 'control':
      return [{ path: ['controlledByUser'], raw: String(change.controlledByUser) }];
    case 'raise': {
      const { id } = change.request;
      // Readers give completed ones precedence: an id that is raised again must not stand there as well.
      return [
        { path: ['requests', id], raw: requestText(change.request) },
        { path: ['completedRequests', id], raw: null },
      ];
    }
    case 'complete':
      return complete(state, change.id, change.how);
    case 'prune':
      return oldest(state, change.keep).map((id) => ({ path: ['completedRequests', id], raw: null }));
  }
}

function requestText({ tool, argumentsJson, createdAtMs, toolUseId }: OpenRequest): string {
  const members = [`"tool":${JSON.stringify(tool)}`, `"arguments":${argumentsJson}`];
  if (createdAtMs !== undefined) members.push(`"createdAt":${createdAtMs}`);
  if (toolUseId !== undefined) members.push(`"toolUseId":${JSON.stringify(toolUseId)}`);
  return `{${members.join(',')}}`;
}

/** Nothing where the request is not open: it ended before, and its first end stands. */
function complete(state: string, id: string, how: Completion): readonly JsonEdit[] {
  const request = cutMembers(state, ['requests'])?.get(id);
  if (request === undefined) return [];
  const { status, completedAtMs: completedAt, reason, mode } = how;
  const facts = Object.entries({ completedAt, status, reason, mode }).flatMap(([key, value]): JsonEdit[] =>
    value === undefined ? [] : [{ path: [key], raw: JSON.stringify(value) }],
  );
  const completed = editJson(request, facts);
  return [
    { path: ['requests', id], raw: null },
    ...(completed.ok ? [{ path: ['completedRequests', id], raw: completed.value } as const] : []),
  ];
}

/** Those that are over the limit. Members stand in the order in which they were completed. */
function oldest(state: string, keep: number): readonly string[] {
  const ids = [...(cutMembers(state, ['completedRequests'])?.keys() ?? [])];
  return ids.slice(0, Math.max(0, ids.length - keep));
}
