/**
 * Gives `next` with every part that equals the same part of `previous` replaced by that part itself, so that a push of
 * the whole view redraws only what changed. Both are plain data as IPC delivers it.
 */
export function keepEqual<T>(previous: unknown, next: T): T {
  return merge(previous, next) as T;
}

function merge(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) return mergeArrays(previous, next);
  if (isRecord(previous) && isRecord(next)) return mergeRecords(previous, next);
  return next;
}

function mergeArrays(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  // Rows come and go at the front too, so a row is looked up by its key before its place.
  const byKey = new Map(previous.map((row, index) => [keyOf(row) ?? index, row]));
  const merged = next.map((row, index) => merge(byKey.get(keyOf(row) ?? index), row));
  const same = merged.length === previous.length && merged.every((row, index) => row === previous[index]);
  return same ? previous : merged;
}

function mergeRecords(previous: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(next).map(([name, value]) => [name, merge(previous[name], value)] as const);
  const same =
    entries.length === Object.keys(previous).length &&
    entries.every(([name, value]) => Object.hasOwn(previous, name) && value === previous[name]);
  return same ? previous : Object.fromEntries(entries);
}

function keyOf(row: unknown): unknown {
  return isRecord(row) ? (row['key'] ?? row['connectionId'] ?? row['draftId'] ?? row['id']) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
