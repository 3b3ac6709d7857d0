import { readdirSync, readFileSync } from 'node:fs';

/** Linux tells of processes in /proc; a process that ends meanwhile counts nothing. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

/** What stands behind the program's name, which may hold spaces and brackets: state, parent, and so on. */
function statOf(pid: number): readonly string[] {
  const text = readProc(`${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** The process and all that came from it. */
export function treeOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const member of tree) tree.push(...(children.get(member) ?? []));
  return tree;
}

/** Proportional: memory that processes share counts once. */
export function pssMiB(pid: number): number {
  const kib = treeOf(pid).map((member) => Number(/^Pss:\s+(\d+)/m.exec(readProc(`${member}/smaps_rollup`))?.[1] ?? 0));
  return kib.reduce((sum, value) => sum + value, 0) / 1_024;
}

export function rssMiB(pid: number): number {
  const kib = treeOf(pid).map((member) => Number(/^VmRSS:\s+(\d+)/m.exec(readProc(`${member}/status`))?.[1] ?? 0));
  return kib.reduce((sum, value) => sum + value, 0) / 1_024;
}

const TICK_MS = 10;

export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const stat = statOf(pid);
    return sum + (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) * TICK_MS;
  }, 0);
}

/** How often the main thread of a process was woken or put aside. */
export function switchesOf(pid: number): number {
  const status = readProc(`${pid}/task/${pid}/status`);
  return [...status.matchAll(/ctxt_switches:\s+(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}
