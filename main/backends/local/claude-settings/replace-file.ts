import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface Replacement {
  readonly path: string;
  readonly bytes: string | Uint8Array;
  readonly mode: number;
  /** Kept where the system lets us: somebody else's file stays theirs. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly makeFolder?: boolean;
  /** Asked when all is written, in the same turn as the change. False = leave it as it is. */
  readonly isStillWanted?: () => boolean;
}

/**
 * Replaces a file in one step: whoever reads it, or a power cut, sees the old content or the new one. It is as closed as
 * it should be from its first byte.
 *
 * @returns false if it was no longer wanted
 * @throws  the system's error; nothing is left behind then
 */
export async function replaceFile(replacement: Replacement): Promise<boolean> {
  const { path, bytes, mode, owner, isStillWanted } = replacement;
  const folder = dirname(path);
  if (replacement.makeFolder === true) await mkdir(folder, { recursive: true, mode: 0o700 });
  const newPath = `${path}.gatehouse-${randomUUID()}`;
  try {
    const handle = await open(newPath, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      if (process.platform !== 'win32') {
        if (owner !== undefined && owner.uid !== process.getuid?.()) await handle.chown(owner.uid, owner.gid);
        await handle.chmod(mode);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!(await renameOver(newPath, path, isStillWanted ?? (() => true)))) {
      await rm(newPath, { force: true });
      return false;
    }
  } catch (error) {
    await rm(newPath, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
  return true;
}

/** What a run of ours that was killed while it wrote this file has left beside it. Nobody else may be writing now. */
export async function removeLeftOvers(path: string): Promise<void> {
  const names = await readdir(dirname(path)).catch(() => []);
  const ours = names.filter((name) => name.startsWith(`${basename(path)}.gatehouse-`) && NEW_FILE.test(name));
  await Promise.all(ours.map((name) => rm(join(dirname(path), name), { force: true })));
}

const NEW_FILE = /-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const RENAME_TRIES = 10;
const RENAME_PAUSE_MS = 20;

/** On Windows a file that somebody reads at this moment cannot be replaced. */
async function renameOver(from: string, to: string, isStillWanted: () => boolean): Promise<boolean> {
  for (let tried = 1; ; tried++) {
    try {
      // Both at once: the less time between them, the less can somebody else write what would be lost.
      if (!isStillWanted()) return false;
      renameSync(from, to);
      return true;
    } catch (error) {
      const isBusy =
        error instanceof Error && 'code' in error && ['EPERM', 'EACCES', 'EBUSY'].includes(String(error.code));
      if (process.platform !== 'win32' || !isBusy || tried >= RENAME_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, RENAME_PAUSE_MS * tried));
    }
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
