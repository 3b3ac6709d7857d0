import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { windowsProgram } from '../../../../shared/windows-program.ts';

const run = promisify(execFile);

/**
 * Kills a process and all that it started. Claude Code gives every command its own process group and session, so the
 * group of the program does not hold them: they are found by who started whom.
 */
export async function killTree(pid: number, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') {
    // It fails where the process is gone already, which is what is wanted.
    await run(windowsProgram('taskkill.exe', process.env), ['/PID', String(pid), '/T', '/F'], {
      windowsHide: true,
    }).catch(() => undefined);
    return;
  }
  const started = descendants(pid, await parents(platform));
  signal(-pid, 'SIGKILL');
  for (const one of [pid, ...started]) signal(one, 'SIGKILL');
}

/** @param target  a process, or a group as a negative number. One that is gone, or not ours, is left alone. */
export function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // gone
  }
}

/** Every process with the one that started it. */
async function parents(platform: NodeJS.Platform): Promise<ReadonlyMap<number, number>> {
  return platform === 'linux' ? parentsFromProc() : parentsFromPs();
}

async function parentsFromProc(): Promise<ReadonlyMap<number, number>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const known = new Map<number, number>();
  await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
      // The name stands in parentheses and may hold anything, parentheses too.
      const parent = /^ \w (\d+)/.exec(text.slice(text.lastIndexOf(')') + 1))?.[1];
      if (parent !== undefined) known.set(Number(pid), Number(parent));
    }),
  );
  return known;
}

async function parentsFromPs(): Promise<ReadonlyMap<number, number>> {
  const listed = await run('ps', ['-A', '-o', 'pid=,ppid=']).catch(() => ({ stdout: '' }));
  const pairs = listed.stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(pairs.flatMap(([pid, parent]) => (pid && parent ? [[pid, parent] as const] : [])));
}

function descendants(pid: number, parentOf: ReadonlyMap<number, number>): readonly number[] {
  const found = new Set([pid]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [child, parent] of parentOf) if (found.has(parent)) found.add(child);
  }
  found.delete(pid);
  return [...found];
}
