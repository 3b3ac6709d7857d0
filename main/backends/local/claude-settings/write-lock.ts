import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../ports/clock.ts';

/** A writer that is older than this was killed, also where its process cannot be seen. Writing takes milliseconds. */
const STALE_AFTER_MS = 10_000;
/** A lock is signed in the moment after it was made. One that is not belongs to a writer that was killed in between. */
const UNSIGNED_FOR_MS = 1_000;
const TRIES = 200;
const PAUSE_MS = 25;

/**
 * Runs one at a time over all Gatehouse processes of this computer. Other programs do not know of it.
 *
 * @returns null if another one never let go
 * @throws  the system's error if the folder cannot be written to
 */
export async function withWriteLock<T>(lockPath: string, clock: Clock, work: () => Promise<T>): Promise<T | null> {
  for (let tried = 0; tried < TRIES; tried++) {
    if (await taken(lockPath)) {
      try {
        return await work();
      } finally {
        await rm(lockPath, { force: true });
      }
    }
    await removeStale(lockPath, clock);
    await new Promise<void>((resolve) => void clock.schedule(PAUSE_MS, resolve));
  }
  return null;
}

async function taken(lockPath: string): Promise<boolean> {
  try {
    const handle = await open(lockPath, 'wx', 0o600);
    await handle.writeFile(`${process.pid} ${hostname()}\n`);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(lockPath: string, clock: Clock): Promise<void> {
  const found = await stat(lockPath).catch(() => null);
  if (found === null) return;
  const staleAfterMs = found.size === 0 ? UNSIGNED_FOR_MS : STALE_AFTER_MS;
  if (clock.nowMs() - found.mtimeMs < staleAfterMs && !(await isOfTheDead(lockPath))) return;
  // Renamed first: of two that find it stale only one moves it, and neither removes the other's new lock.
  const asidePath = `${lockPath}-${randomUUID()}`;
  await rename(lockPath, asidePath).catch(() => undefined);
  await rm(asidePath, { force: true });
}

/** Whether the writer ran on this computer and has ended without letting go. */
async function isOfTheDead(lockPath: string): Promise<boolean> {
  const [, pid, host] = /^(\d+) (.*)\n$/.exec(await readFile(lockPath, 'utf8').catch(() => '')) ?? [];
  if (pid === undefined || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
