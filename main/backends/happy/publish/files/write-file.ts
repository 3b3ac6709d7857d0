import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import { MIB } from '../../../../../shared/units.ts';
import { readBase64 } from '../../crypto/base64.ts';
import { refused, type FileAnswer, type FileFault } from './file-answer.ts';
import { openPlace, placeBelow } from './folder.ts';

const MAX_WRITE_BYTES = MIB;
const MAX_OLD_BYTES = 16 * MIB;

export interface WriteOrder {
  readonly path: string;
  /** base64 */
  readonly content: string;
  /** Hex sha-256 of the file as the other device knows it; absent or null = there is none yet. */
  readonly expectedHash?: string | null | undefined;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * `writeFile` → `{success, hash}`. Nothing is written over that the other device has not seen; one at a time, so that of two
 * who saw the same only the first writes.
 */
export function writeFileBelow(below: string, order: WriteOrder): Promise<FileAnswer> {
  const written = last.then(() => write(below, order));
  last = written.catch(() => undefined);
  return written;
}

async function write(below: string, order: WriteOrder): Promise<FileAnswer> {
  const content = readBase64(order.content);
  if (!content.ok) return refused('content-not-readable');
  if (content.value.length > MAX_WRITE_BYTES) return refused('content-too-large');
  const place = await placeBelow(below, order.path);
  if (!place.ok) return refused(place.error);
  const expected = order.expectedHash ?? null;
  if (expected === null && place.value.exists) return refused('is-there');
  if (expected !== null && !place.value.exists) return refused('is-gone');
  const how = expected === null ? constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL : constants.O_RDWR;
  const file = await openPlace(below, place.value, how);
  if (!file.ok) return refused(file.error);
  try {
    const before = expected === null ? ok(Buffer.alloc(0)) : await seenContent(file.value, expected);
    if (!before.ok) return refused(before.error);
    await replaceContent(file.value, before.value, content.value);
    return { success: true, hash: sha256(content.value) };
  } finally {
    await file.value.close();
  }
}

/** Writes over what is there, and puts it back where the disk has no room for all of the new. */
export async function replaceContent(
  file: Pick<FileHandle, 'write' | 'truncate'>,
  before: Uint8Array,
  content: Uint8Array,
): Promise<void> {
  try {
    await writeAll(file, content);
    await file.truncate(content.length);
  } catch (error) {
    await writeAll(file, before);
    await file.truncate(before.length);
    throw error;
  }
}

async function writeAll(file: Pick<FileHandle, 'write'>, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
}

async function seenContent(file: FileHandle, expected: string): Promise<Result<Buffer, FileFault>> {
  const facts = await file.stat();
  if (!facts.isFile()) return err('no-file');
  if (facts.size > MAX_OLD_BYTES) return err('too-large-to-change');
  const content = await file.readFile();
  const actual = sha256(content);
  return actual === expected.toLowerCase()
    ? ok(content)
    : err({ wire: `File hash mismatch. Expected: ${expected}, Actual: ${actual}` });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
