import { lstat, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { placeBelow } from './folder.ts';
import { refused, type FileAnswer } from './file-answer.ts';

const MAX_ENTRIES = 2_000;

interface Entry {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'other';
  readonly size?: number;
  /** Epoch milliseconds. */
  readonly modified?: number;
}

/** `listDirectory`: `{path}` → `{success, entries}`, folders first. What a link leads to is not looked at. */
export async function listDirectoryBelow(below: string, asked: string): Promise<FileAnswer> {
  const place = await placeBelow(below, asked);
  if (!place.ok) return refused(place.error);
  const entries = place.value.exists ? await entriesOf(place.value.realPath) : null;
  if (entries === null) return refused('no-such-folder');
  const shown = entries.slice(0, MAX_ENTRIES);
  return { success: true, entries: shown, ...(shown.length < entries.length && { truncated: true }) };
}

/** Null for what is no folder, or may not be read. */
export async function entriesOf(folder: string): Promise<readonly Entry[] | null> {
  try {
    const found = await readdir(folder, { withFileTypes: true });
    const sorted = found.toSorted(
      (one, other) => Number(other.isDirectory()) - Number(one.isDirectory()) || (one.name < other.name ? -1 : 1),
    );
    return await Promise.all(
      // One more than is ever shown tells that there are more.
      sorted.slice(0, MAX_ENTRIES + 1).map(async (entry): Promise<Entry> => {
        const type = entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'other';
        const facts = await lstat(path.join(folder, entry.name)).catch(() => null);
        const known = facts === null ? {} : { size: facts.size, modified: Math.floor(facts.mtimeMs) };
        return { name: entry.name, type, ...known };
      }),
    );
  } catch {
    return null;
  }
}
