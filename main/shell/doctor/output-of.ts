import { execFile } from 'node:child_process';
import { SECOND_MS } from '../../../shared/units.ts';

const LIMIT_MS = 2 * SECOND_MS;

/** What a small program of the system says; null if there is none, or if it fails or takes too long. */
export function outputOf(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: LIMIT_MS, windowsHide: true, maxBuffer: 1 << 20 }, (error, said) =>
      resolve(error === null ? said.trim() : null),
    );
  });
}
