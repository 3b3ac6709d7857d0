import type { RegistryEntry } from './registry-entry.ts';

/** What a look at the registry brought. An entry is one process: the session in it may change (`/clear`, `/resume`). */
export interface RegistryChange {
  readonly appeared: readonly RegistryEntry[];
  readonly changed: readonly { readonly before: RegistryEntry; readonly after: RegistryEntry }[];
  readonly gone: readonly RegistryEntry[];
}

/** @returns null if nothing changed */
export function registryChange(
  before: readonly RegistryEntry[],
  after: readonly RegistryEntry[],
): RegistryChange | null {
  const known = new Map(before.map((entry) => [entry.pid, entry]));
  const appeared: RegistryEntry[] = [];
  const changed: { before: RegistryEntry; after: RegistryEntry }[] = [];
  for (const entry of after) {
    const earlier = known.get(entry.pid);
    known.delete(entry.pid);
    if (earlier === undefined) appeared.push(entry);
    // A file that was not read again gives the very same object.
    else if (earlier !== entry && JSON.stringify(earlier) !== JSON.stringify(entry)) {
      changed.push({ before: earlier, after: entry });
    }
  }
  const gone = [...known.values()];
  return appeared.length + changed.length + gone.length === 0 ? null : { appeared, changed, gone };
}

/**
 * The entry that speaks for each session. One conversation may be open in two terminals; the one that said something
 * last is shown.
 */
export function entriesBySession(entries: readonly RegistryEntry[]): ReadonlyMap<string, RegistryEntry> {
  const bySession = new Map<string, RegistryEntry>();
  for (const entry of entries) {
    const other = bySession.get(entry.sessionId);
    if (other === undefined || saidAtMs(entry) >= saidAtMs(other)) bySession.set(entry.sessionId, entry);
  }
  return bySession;
}

const saidAtMs = (entry: RegistryEntry) => entry.statusUpdatedAtMs ?? entry.startedAtMs ?? 0;
