import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What we store is for its owner's eyes only. */
export const FILE_MODE = 0o600;
const DIR_MODE = 0o700;

export async function makeOwnerDir(dirPath: string): Promise<void> {
  await mkdir(dirPath, { recursive: true, mode: DIR_MODE });
}

/** Takes group and others away from a file that some copy or restore left open. */
export async function closeToOthers(filePath: string): Promise<void> {
  if (process.platform !== 'win32') await chmod(filePath, FILE_MODE);
}

/** Makes a rename or a new file in it survive a power cut. Windows has no such call and needs none. */
export async function syncDirOf(filePath: string): Promise<void> {
  if (process.platform === 'win32') return;
  const dir = await open(dirname(filePath), 'r');
  try {
    await dir.sync();
  } finally {
    await dir.close();
  }
}
