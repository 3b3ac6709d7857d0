import { readFileSync } from 'node:fs';
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { textHash } from './connect-text.ts';

/** Claude Code's settings file as it was read at one moment. */
export interface SettingsFile {
  /** Where the bytes are: behind links. */
  readonly realPath: string;
  /** Null = there is no file. */
  readonly text: string | null;
  readonly hash: string;
  readonly mode: number | null;
  readonly owner: { readonly uid: number; readonly gid: number } | null;
}

const MAX_BYTES = 32 * 1024 * 1024;

export async function readSettingsFile(path: string): Promise<Result<SettingsFile, { readonly detail: string }>> {
  try {
    const realPath = await behindLinks(path);
    const found = await stat(realPath).catch(unlessAbsent);
    if (found === null) return ok({ realPath, text: null, hash: textHash(''), mode: null, owner: null });
    if (!found.isFile()) return err({ detail: 'expected a file' });
    if (found.size > MAX_BYTES) return err({ detail: `expected at most ${MAX_BYTES} bytes` });
    const bytes = await readFile(realPath);
    const owner = { uid: found.uid, gid: found.gid };
    return ok({ realPath, text: decoded(bytes), hash: textHash(bytes), mode: found.mode & 0o777, owner });
  } catch (cause) {
    if (cause instanceof TypeError) return err({ detail: 'expected text in UTF-8' });
    return err({ detail: codeOf(cause) });
  }
}

/** Whether the file is still as it was read. Asked in the turn in which it is replaced. */
export function isUnchanged({ realPath, text, hash }: SettingsFile): boolean {
  try {
    const bytes = readFileSync(realPath);
    return text !== null && textHash(bytes) === hash;
  } catch (cause) {
    return unlessAbsent(cause) === text;
  }
}

/** A link into another folder: what is written there may be copied or published, dotfiles for example. */
export async function isLinked(path: string): Promise<boolean> {
  for (const one of [path, dirname(path)]) {
    const found = await lstat(one).catch(() => null);
    if (found?.isSymbolicLink() === true) return true;
  }
  return false;
}

/** A link that leads nowhere yet is followed all the same: the file is made where it points. */
async function behindLinks(path: string): Promise<string> {
  return await realpath(path).catch(async (cause: unknown) => {
    unlessAbsent(cause);
    const folder = await realpath(dirname(path)).catch(unlessAbsent);
    return folder === null ? path : `${folder}${path.slice(dirname(path).length)}`;
  });
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function unlessAbsent(cause: unknown): null {
  const code = codeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw cause;
}

/** The system's word for what went wrong, such as EACCES. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);
}
