import { constants } from 'node:fs';
import { chmod, copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { UpdateFault } from '../../shared/model/update.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { isWhole, type PackageFacts } from './download.ts';

const RUNS = 0o755;

/**
 * Puts a program in the place of another in one step, under the same name, so that whatever starts it still does. Until
 * that step the old one is whole; the new one first lies beside it, because the two may be on different disks. It is that
 * copy, which nobody else may write to, that is looked at for the last time.
 */
export async function replaceFile(
  newPath: string,
  place: string,
  file: PackageFacts,
): Promise<Result<null, Extract<UpdateFault, 'disk' | 'tampered' | 'not-installed'>>> {
  const besidePath = join(dirname(place), `.${basename(place)}.new`);
  try {
    const mode = (await stat(place)).mode & 0o777;
    // What lies there may be a link that somebody else put there.
    await rm(besidePath, { force: true });
    await copyFile(newPath, besidePath, constants.COPYFILE_EXCL);
    if (!(await isWhole(besidePath, file))) {
      await rm(besidePath, { force: true });
      return err('tampered');
    }
    await chmod(besidePath, mode | RUNS);
    await sync(besidePath);
    await rename(besidePath, place);
    return ok(null);
  } catch (cause) {
    await rm(besidePath, { force: true }).catch(() => undefined);
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return err(FULL_OR_CLOSED.has(code) ? 'disk' : 'not-installed');
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const FULL_OR_CLOSED = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO']);
