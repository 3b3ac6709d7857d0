import { execFileSync, spawnSync } from 'node:child_process';

/** Goes before what only root may do. A person who runs the tests needs `sudo` without a password for this ring. */
export const ROOT_PREFIX: readonly string[] = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @returns standard output. @throws with what the program complained of */
export function asRoot(program: string, ...args: readonly string[]): string {
  const [command = program, ...rest] = [...ROOT_PREFIX, program, ...args];
  return execFileSync(command, rest, { encoding: 'utf8', env: systemEnv(), maxBuffer: 256 * 1024 * 1024 });
}

/** As `asRoot`, for what may fail. */
export function tryAsRoot(program: string, ...args: readonly string[]): Outcome {
  const [command = program, ...rest] = [...ROOT_PREFIX, program, ...args];
  const { status, stdout, stderr } = spawnSync(command, rest, { encoding: 'utf8', env: systemEnv() });
  return { code: status, stdout, stderr };
}

/** As a package manager has it: no display, no session, and the folders of root's programs. */
function systemEnv(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', HOME: '/root' };
}
