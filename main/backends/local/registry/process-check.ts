import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { RegistryEntry } from './registry-entry.ts';

type Claim = Pick<RegistryEntry, 'pid' | 'procStart' | 'pidDomain' | 'startedAtMs'>;

export interface ProcessCheck {
  /** Does the process that wrote the entry still run? A number that was given to another program since does not count. */
  readonly isAlive: (claim: Claim) => Promise<boolean>;
}

/** A process writes its entry within its first moments; a clock may have been set in between. */
const START_TOLERANCE_MS = 60 * SECOND_MS;
const PS_LIMIT_MS = 2 * SECOND_MS;

/**
 * After `kill -9` the registry keeps the file, and the system may give the number to another program.
 *
 * On Linux each look compares the start in `/proc`. On macOS `ps` is asked once for each claim. On Windows only the
 * number is looked at: asking for the start takes a program of half a second, and numbers come again late there.
 */
export function createProcessCheck(platform: NodeJS.Platform, clock: Clock): ProcessCheck {
  const proven = new Map<string, boolean>();
  const ownDomain = platform === 'linux' ? readlink('/proc/self/ns/pid').catch(() => null) : null;

  async function isAlive(claim: Claim): Promise<boolean> {
    if (platform === 'linux') {
      // In a container with the same home folder, numbers mean other processes.
      const domain = await ownDomain;
      if (typeof domain === 'string' && claim.pidDomain?.includes('pid:[') && !claim.pidDomain.endsWith(domain)) {
        return false;
      }
    }
    if (!exists(claim.pid)) return false;
    switch (platform) {
      case 'linux': {
        const seen = await procStat(claim.pid);
        if (seen === null) return exists(claim.pid); // `/proc` may hide it
        return !seen.hasEnded && (claim.procStart === null || seen.started === claim.procStart);
      }
      case 'darwin':
        return once(`${claim.pid}/${claim.startedAtMs}`, () => beganBefore(claim));
      default:
        return true;
    }
  }

  async function once(key: string, ask: () => Promise<boolean>): Promise<boolean> {
    const known = proven.get(key) ?? (await ask());
    if (proven.size > 1_000) proven.clear();
    proven.set(key, known);
    return known;
  }

  async function beganBefore({ pid, startedAtMs }: Claim): Promise<boolean> {
    if (startedAtMs === null) return true;
    const ageMs = await processAgeMs(pid);
    return ageMs === null || clock.nowMs() - ageMs <= startedAtMs + START_TOLERANCE_MS;
  }

  return { isAlive };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is there all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** From `/proc/<pid>/stat`: fields 3 and 22. Null: it cannot be read. */
async function procStat(pid: number): Promise<{ readonly hasEnded: boolean; readonly started: string } | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold anything, parentheses and spaces too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A process that has ended keeps its number until its parent asks how: some parents never do.
  return { hasEnded: /^[ZXx]$/.test(fields[0] ?? ''), started: fields[19] ?? '' };
}

/** How long the process has run, by `ps`; null where it does not say. */
export function processAgeMs(pid: number): Promise<number | null> {
  return new Promise((resolve) => {
    execFile(
      'ps',
      ['-o', 'etime=', '-p', String(pid)],
      { timeout: PS_LIMIT_MS, windowsHide: true },
      (error, stdout) => {
        resolve(error === null ? elapsedMs(stdout.trim()) : null);
      },
    );
  });
}

/** `[[dd-]hh:]mm:ss`, the one form that does not depend on the language of the system. */
export function elapsedMs(etime: string): number | null {
  const read = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/u.exec(etime);
  if (read === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = read.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * SECOND_MS;
}
