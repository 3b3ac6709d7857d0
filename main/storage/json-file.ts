import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { closeToOthers, FILE_MODE, makeOwnerDir, syncDirOf } from './owner-only.ts';

export type JsonFileRead<T> =
  | { readonly tag: 'absent' }
  | { readonly tag: 'read'; readonly value: T }
  /** Could not be read as what it should be. It now stands at `asidePath`. */
  | { readonly tag: 'set-aside'; readonly asidePath: string };

/**
 * Reads a small JSON file of ours.
 *
 * @throws when the file is there and the system refuses to hand it out: then it must not be written over either
 */
export async function readJsonFile<T>(
  path: string,
  schema: z.core.$ZodType<T>,
  nowMs: number,
): Promise<JsonFileRead<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { tag: 'absent' };
    throw error;
  }
  const read = parse(text, schema);
  if (read !== null) return { tag: 'read', value: read.value };
  const asidePath = `${path}.broken-${nowMs}`;
  await rename(path, asidePath);
  await closeToOthers(asidePath);
  return { tag: 'set-aside', asidePath };
}

/** Replaces the file in one step: a reader, or a power cut, sees the old content or the new one. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  await makeOwnerDir(dirname(path));
  const newPath = `${path}.new`;
  await rm(newPath, { force: true });
  try {
    const handle = await open(newPath, 'wx', FILE_MODE);
    try {
      await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(newPath, path);
  } catch (error) {
    await rm(newPath, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncDirOf(path);
}

function parse<T>(text: string, schema: z.core.$ZodType<T>): { readonly value: T } | null {
  try {
    const read = z.safeParse(schema, JSON.parse(text));
    return read.success ? { value: read.data } : null;
  } catch {
    return null;
  }
}
