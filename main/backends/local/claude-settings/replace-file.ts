import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Replacement {
  readonly path: string;
  readonly bytes: string | Uint8Array;
  readonly mode: number;
  /** Kept where the system lets us: somebody else's file stays theirs. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly makeFolder?: boolean;
  /** Asked when all is written, right before the change. False = leave it as it is. */
  readonly isStillWanted?: () => Promise<boolean>;
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
    if (isStillWanted !== undefined && !(await isStillWanted())) {
      await rm(newPath, { force: true });
      return false;
    }
    await renameOver(newPath, path);
  } catch (error) {
    await rm(newPath, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
  return true;
}

const RENAME_TRIES = 10;
const RENAME_PAUSE_MS = 20;

/** On Windows a file that somebody reads at this moment cannot be replaced. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await rename(from, to);
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
