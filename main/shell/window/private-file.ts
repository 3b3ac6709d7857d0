import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file that is its owner's alone from the first byte, also where one that others may read stood before.
 *
 * @throws when it could not be written; what was there is then still there
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const nextPath = `${path}.${randomUUID()}`;
  try {
    const file = await open(nextPath, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(nextPath, path);
  } catch (error) {
    await rm(nextPath, { force: true });
    throw error;
  }
}
