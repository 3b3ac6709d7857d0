import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * Whether a Gatehouse runs for this profile, without knocking at its door: that would open its window.
 *
 * @returns null where the system leaves no trace that can be read
 * @source  Chromium's `SingletonLock`: a link to `HOST-PID`, on Linux and macOS
 */
export function isRunningFor(profileDir: string, platform: NodeJS.Platform): boolean | null {
  if (platform === 'win32') return null;
  let target: string;
  try {
    target = readlinkSync(join(profileDir, 'SingletonLock'));
  } catch {
    return false;
  }
  const cut = target.lastIndexOf('-');
  const pid = Number(target.slice(cut + 1));
  if (target.slice(0, cut) !== hostname() || !Number.isInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
