import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DoctorFacts } from '../../domain/doctor/doctor-facts.ts';

/** Room and rights where the profile lies, or will lie: nothing is written to find out. */
export async function diskRoom(profileDir: string): Promise<DoctorFacts['disk']> {
  const dir = await nearestDir(profileDir);
  const { bavail, bsize } = await statfs(dir);
  const isWritable = await access(dir, constants.W_OK).then(
    () => true,
    () => false,
  );
  return { freeBytes: bavail * bsize, isWritable };
}

async function nearestDir(dir: string): Promise<string> {
  const isThere = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isThere || dirname(dir) === dir ? dir : nearestDir(dirname(dir));
}
