import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { withFileLock } from '../../../build/bundle/file-lock.mjs';
import { purgeDeb } from './installed.ts';

const LIMIT_MS = 15 * 60_000;

/**
 * There is one `/opt` on a computer: a test file that installs something has it for itself, from its first to its last test,
 * and leaves nothing installed.
 */
export function holdThisComputerAlone(): void {
  let release = () => {};
  let released: Promise<void> = Promise.resolve();
  beforeAll(
    () =>
      new Promise<void>((resolve, reject) => {
        released = withFileLock(join(tmpdir(), 'gatehouse-package-tests.lock'), async () => {
          await purgeDeb();
          const end = new Promise<void>((done) => (release = done));
          resolve();
          await end;
          await purgeDeb();
        });
        released.catch(reject);
      }),
    LIMIT_MS,
  );
  afterAll(async () => {
    release();
    await released;
  });
}
