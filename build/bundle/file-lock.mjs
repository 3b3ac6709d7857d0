import fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * Runs `work` while no other process holds the same lock. A lock whose holder is gone is taken over.
 *
 * @template T
 * @param {string} lockPath
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFileLock(lockPath, work) {
  while (!tryLock(lockPath)) await wait(POLL_MS);
  try {
    return await work();
  } finally {
    fs.rmSync(lockPath, { force: true });
  }
}

/** @param {string} lockPath */
function tryLock(lockPath) {
  try {
    fs.writeFileSync(lockPath, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const holder = Number(readIfThere(lockPath));
  // 0: the holder has created the file and not yet written its number.
  if (holder > 0 && !isRunning(holder)) fs.rmSync(lockPath, { force: true });
  return false;
}

/** @param {string} lockPath */
function readIfThere(lockPath) {
  try {
    return fs.readFileSync(lockPath, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
