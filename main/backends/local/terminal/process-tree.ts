import { readFile } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

export interface RunningProgram {
  readonly pid: number;
  /** Its short name, without folder; on macOS the path of the program. */
  readonly name: string;
}

const MAX_DEPTH = 20;

/** The programs above a process, nearest first: shell, terminal, and so on up to the system's own. */
export async function programsAbove(pid: number, platform: NodeJS.Platform): Promise<readonly RunningProgram[]> {
  const above: RunningProgram[] = [];
  let at = await parentOf(pid, platform);
  while (at !== null && at > 1 && above.length < MAX_DEPTH) {
    const name = await nameOf(at, platform);
    if (name === null) break;
    above.push({ pid: at, name });
    at = await parentOf(at, platform);
  }
  return above;
}

async function parentOf(pid: number, platform: NodeJS.Platform): Promise<number | null> {
  const told =
    platform === 'linux'
      ? /^PPid:\s*(\d+)/mu.exec((await readProc(pid, 'status')) ?? '')?.[1]
      : (await runProgram('ps', ['-o', 'ppid=', '-p', String(pid)]))?.trim();
  const parent = Number(told);
  return told !== undefined && told !== '' && Number.isSafeInteger(parent) ? parent : null;
}

async function nameOf(pid: number, platform: NodeJS.Platform): Promise<string | null> {
  const name =
    platform === 'linux' ? await readProc(pid, 'comm') : await runProgram('ps', ['-o', 'comm=', '-p', String(pid)]);
  return name?.trim() ?? null;
}

/**
 * One variable of the environment a process was started with; null where it has none or the system does not show it.
 * Nothing else of that environment is kept.
 */
export async function startVariable(pid: number, name: string, platform: NodeJS.Platform): Promise<string | null> {
  if (platform === 'linux') {
    const environment = (await readProc(pid, 'environ'))?.split('\0') ?? [];
    return environment.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
  }
  const listed = await runProgram('ps', ['-Eww', '-o', 'command=', '-p', String(pid)]);
  return (
    listed
      ?.split(/\s/u)
      .find((each) => each.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? null
  );
}

function readProc(pid: number, file: 'status' | 'comm' | 'environ'): Promise<string | null> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => null);
}
