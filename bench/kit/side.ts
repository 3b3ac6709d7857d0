import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Tagged {
  readonly tag: string;
}

/** The other side of a measurement: a process of its own, on a core of its own where there are two. */
export interface Side<Order, Report extends Tagged> {
  tell(order: Order): void;
  /** The next report that fits. */
  hear<T extends Report['tag']>(
    tag: T,
    fits?: (report: Extract<Report, { tag: T }>) => boolean,
  ): Promise<Extract<Report, { tag: T }>>;
  onReport(listener: (report: Report) => void): void;
  stop(): void;
}

const PATIENCE_MS = 60_000;

/** @param script  a bundle beside this one */
export function startSide<Order extends Tagged, Report extends Tagged>(script: string): Side<Order, Report> {
  const child = startPinned(fileURLToPath(new URL(script, import.meta.url)), 1);
  const listeners = new Set<(report: Report) => void>();
  child.on('message', (report: Report) => listeners.forEach((listener) => listener(report)));

  const hear: Side<Order, Report>['hear'] = (tag, fits = () => true) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`nothing heard of "${tag}"`)), PATIENCE_MS);
      const listener = (report: Report) => {
        if (report.tag !== tag || !fits(report as Parameters<typeof fits>[0])) return;
        clearTimeout(timer);
        listeners.delete(listener);
        resolve(report as Parameters<typeof fits>[0]);
      };
      listeners.add(listener);
    });
  return {
    tell: (order) => void child.send(order),
    hear,
    onReport: (listener) => void listeners.add(listener),
    stop: () => child.disconnect(),
  };
}

/** On one core alone where `taskset` can do that: neighbours then disturb the contestants alike. */
function startPinned(path: string, core: number): ChildProcess {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  if (process.platform !== 'linux') return spawn(process.execPath, [path], { stdio: [...stdio] });
  return spawn('taskset', ['-c', String(core), process.execPath, path], { stdio: [...stdio] });
}
