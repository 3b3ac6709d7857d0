import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KIB } from '../../../../shared/units.ts';
import { readRegistryEntry, type RegistryEntry } from './registry-entry.ts';

/** Keys lie beside the entries, as `<pid>.<digest>.key`: only plain numbers are ever opened. */
const ENTRY_NAME = /^\d{1,10}\.json$/u;
const MAX_FILES = 500;
const MAX_FILE_BYTES = 64 * KIB;
/** File times may be as coarse as 4 ms on Linux and 16 ms on Windows: within that, an unchanged time proves nothing. */
const TIME_GRAIN_MS = 100;

export interface FolderReading {
  readonly entries: readonly RegistryEntry[];
  /** `missing`: nobody has used Claude Code here yet. `unreadable`: it may not be read, or is no folder. */
  readonly folder: 'read' | 'missing' | 'unreadable';
  /** A file was caught while it was being written; reading again soon is worth it. */
  readonly incomplete: boolean;
}

interface Known {
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  /** False: it changed so recently that it is read again whatever its time says. */
  readonly settled: boolean;
  readonly entry: RegistryEntry | null;
}

/** The registry's folder. A file that did not change is not read again. */
export class SessionsFolder {
  readonly dir: string;
  #known = new Map<string, Known>();

  constructor(configDir: string) {
    this.dir = join(configDir, 'sessions');
  }

  /** @param nowMs  wall clock, to compare with file times */
  async read(nowMs: number): Promise<FolderReading> {
    const names = await readdir(this.dir).catch(whyNot);
    if (typeof names === 'string') {
      this.#known = new Map();
      return { entries: [], folder: names, incomplete: false };
    }
    const wanted = names.filter((name) => ENTRY_NAME.test(name)).slice(0, MAX_FILES);
    const next = new Map<string, Known>();
    let incomplete = false;
    for (const name of wanted) {
      const known = await this.#look(name, nowMs);
      if (known === null) continue; // it went away meanwhile, or is nothing we read
      if (known === 'incomplete') {
        incomplete = true;
        // What it said before holds until it says something else.
        const before = this.#known.get(name);
        if (before !== undefined) next.set(name, { ...before, settled: false });
      } else next.set(name, known);
    }
    this.#known = next;
    return { entries: [...next.values()].flatMap(({ entry }) => entry ?? []), folder: 'read', incomplete };
  }

  async #look(name: string, nowMs: number): Promise<Known | 'incomplete' | null> {
    const path = join(this.dir, name);
    const stat = await lstat(path).catch(() => null);
    if (stat?.isFile() !== true) return null;
    const { mtimeMs, size: sizeBytes } = stat;
    const before = this.#known.get(name);
    if (before?.settled === true && before.mtimeMs === mtimeMs && before.sizeBytes === sizeBytes) return before;
    const settled = Math.abs(nowMs - mtimeMs) > TIME_GRAIN_MS;
    if (sizeBytes > MAX_FILE_BYTES) return { mtimeMs, sizeBytes, settled, entry: null };
    const json = await readSmallFile(path);
    if (json === null) return null;
    const entry = readRegistryEntry(json);
    // A process writes under its own number; two files for one would never come to rest.
    if (entry !== null && name !== `${entry.pid}.json`) return { mtimeMs, sizeBytes, settled, entry: null };
    // A file at rest that cannot be read will not become readable; one just written may be half done.
    if (entry === null && !settled) return 'incomplete';
    return { mtimeMs, sizeBytes, settled, entry };
  }
}

function whyNot(error: unknown): 'missing' | 'unreadable' {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'unreadable';
}

/** Follows no link, and takes no more than an entry may have although the file may grow meanwhile. */
async function readSmallFile(path: string): Promise<string | null> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
  if (file === null) return null;
  try {
    const buffer = Buffer.allocUnsafe(MAX_FILE_BYTES);
    let filled = 0;
    while (filled < MAX_FILE_BYTES) {
      const { bytesRead } = await file.read(buffer, filled, MAX_FILE_BYTES - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.toString('utf8', 0, filled);
  } catch {
    return null;
  } finally {
    await file.close().catch(() => undefined);
  }
}
