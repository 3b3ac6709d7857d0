import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Command } from '../../updates/system-install.ts';

/** Where a program lies, by the folders of PATH that are named from the root. */
export function findProgram(name: string, path = process.env['PATH'] ?? ''): string | null {
  for (const dir of path.split(delimiter).filter(isAbsolute)) {
    try {
      accessSync(join(dir, name), constants.X_OK);
      return join(dir, name);
    } catch {
      // Not here: on to the next folder.
    }
  }
  return null;
}

/** Runs it to its end; null where it did not come to an end of its own. What it says on the way is nobody's to read. */
export function exitCodeOf({ program, args }: Command): Promise<number | null> {
  return new Promise((resolve) => {
    // Nobody is there to be asked but by the system's own dialog.
    const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(program, args, { stdio: 'ignore', env });
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
}

/**
 * Begins a program that starts another one as soon as this one has ended: two runs at once would be one too many. The
 * system's shell waits, because nothing of ours may be in use by then.
 */
export function startWhenEnded({ program, args }: Command, env: Record<string, string>): void {
  const wait = 'while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; shift; exec "$@"';
  const child = spawn('/bin/sh', ['-c', wait, 'sh', String(process.pid), program, ...args], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
    env,
  });
  child.on('error', () => undefined);
  child.unref();
}
