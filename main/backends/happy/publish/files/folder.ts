import { constants } from 'node:fs';
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import type { FileFault } from './file-answer.ts';

/** A path that was asked for, and where it really is. */
export interface Place {
  readonly realPath: string;
  /** False for a file that does not exist yet, in a folder that does. */
  readonly exists: boolean;
}

const OUTSIDE: FileFault = 'outside';
const NOT_FOUND: FileFault = 'not-there';

/**
 * Finds out where a path leads, links followed, and refuses whatever is not below the folder.
 *
 * @param below  the folder; everything real is compared with where that really is
 * @param asked  absolute, or relative to the folder
 */
export async function placeBelow(below: string, asked: string): Promise<Result<Place, FileFault>> {
  if (asked.includes('\0')) return err(NOT_FOUND);
  const root = await real(below);
  if (root === null) return err(NOT_FOUND);
  const full = path.resolve(below, asked);
  if (isElsewhere(below, full)) return err(OUTSIDE);
  const found = await real(full);
  if (found !== null) return isBelow(root, found) ? ok({ realPath: found, exists: true }) : err(OUTSIDE);
  // A link that leads nowhere is no new file: it may lead out.
  if (await isThere(full)) return err(OUTSIDE);
  const parent = await real(path.dirname(full));
  if (parent === null) return isBelow(path.resolve(below), full) ? err(NOT_FOUND) : err(OUTSIDE);
  const place = path.join(parent, path.basename(full));
  return isBelow(root, parent) ? ok({ realPath: place, exists: false }) : err(OUTSIDE);
}

/** Windows signs in to another computer just to see whether a path leads to it, so that is not tried. */
export function isElsewhere(below: string, full: string): boolean {
  const share = /^\\\\[^\\]*\\[^\\]*/;
  const [asked] = share.exec(full) ?? [];
  return asked !== undefined && asked.toLowerCase() !== share.exec(below)?.[0].toLowerCase();
}

function isBelow(root: string, place: string): boolean {
  const way = path.relative(root, place);
  return way === '' || (!path.isAbsolute(way) && way !== '..' && !way.startsWith(`..${path.sep}`));
}

/**
 * Opens a file that was found by `placeBelow`, unless it became a link since.
 *
 * @param flags  besides those that forbid following a link and waiting for a pipe
 */
export async function openPlace(below: string, place: Place, flags: number): Promise<Result<FileHandle, FileFault>> {
  // Windows has neither flag, and counts what is missing as 0; there a link takes a right that users do not have.
  const { O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(place.realPath, flags | O_NOFOLLOW | O_NONBLOCK, 0o666);
  // A folder on the way may have been swapped for a link between the look and the opening.
  const again = await placeBelow(below, place.realPath);
  if (again.ok && again.value.exists && (await isSameFile(file, again.value.realPath))) return ok(file);
  await file.close();
  return err(OUTSIDE);
}

async function isSameFile(file: FileHandle, place: string): Promise<boolean> {
  const [opened, seen] = await Promise.all([file.stat({ bigint: true }), lstat(place, { bigint: true })]);
  return opened.ino === seen.ino && opened.dev === seen.dev;
}

async function real(place: string): Promise<string | null> {
  try {
    return await realpath(place);
  } catch {
    return null;
  }
}

async function isThere(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch {
    return false;
  }
}
