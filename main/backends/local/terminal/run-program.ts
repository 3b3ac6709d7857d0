import { execFile } from 'node:child_process';
import { MIB, SECOND_MS } from '../../../../shared/units.ts';

const LIMIT_MS = 3 * SECOND_MS;

/** Runs a small system program without a shell. @returns what it printed; null if it is not there or failed */
export function runProgram(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    try {
      const options = { timeout: LIMIT_MS, maxBuffer: MIB, windowsHide: true } as const;
      execFile(program, args, options, (error, stdout) => resolve(error === null ? stdout : null));
    } catch {
      resolve(null); // an argument that no program can be given, such as one with a NUL
    }
  });
}
