import type { AgentRow } from './agents.ts';
import { readRegistryEntry, type RegistryEntry } from './registry-entry.ts';

/** Running sessions of the list that the program prints, in the form of the registry. Ended ones have no process. */
export function entriesOfAgents(rows: readonly AgentRow[]): readonly RegistryEntry[] {
  return rows.flatMap(({ id: jobId, startedAtMs: startedAt, ...row }) => {
    // It tells no time of its words, so the start has to do. Both sources spell the rest alike.
    return readRegistryEntry(JSON.stringify({ ...row, jobId, startedAt, statusUpdatedAt: startedAt })) ?? [];
  });
}
