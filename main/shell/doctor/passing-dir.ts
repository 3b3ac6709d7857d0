import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what Chromium writes in a run that must leave nothing in the profile. */
export interface PassingDir {
  readonly path: string;
  remove(): void;
}

export function makePassingDir(parentDir: string = tmpdir()): PassingDir {
  const path = mkdtempSync(join(parentDir, 'gatehouse-doctor-'));
  return {
    path,
    remove() {
      try {
        rmSync(path, { recursive: true, force: true, maxRetries: 3 });
      } catch {
        // Windows hands out no file that a running program has open, and this one still runs. It must end all the same.
      }
    },
  };
}
