import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface AppProcess {
  readonly pid: number;
  /** `main`, or what Chromium calls it: `renderer`, `zygote`, `gpu-process`, `utility`. */
  readonly kind: string;
  readonly args: readonly string[];
  /** 2 where a filter of system calls is in force. */
  readonly seccomp: string;
  readonly user: number;
}

/** What runs now from a folder, replaced or not. */
export function processesFrom(programDir: string): readonly AppProcess[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      if (!readlinkSync(`/proc/${pid}/exe`).startsWith(`${programDir}/`)) return [];
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/).filter(Boolean).slice(1);
      return [
        {
          pid: Number(pid),
          kind: /--type=([a-z-]+)/.exec(args.join(' '))?.[1] ?? 'main',
          args,
          seccomp: /^Seccomp:\s*(\d)/m.exec(status)?.[1] ?? '',
          user: Number(/^Uid:\s*(\d+)/m.exec(status)?.[1]),
        },
      ];
    } catch {
      return []; // it ended meanwhile
    }
  });
}
