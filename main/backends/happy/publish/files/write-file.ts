import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import { MIB } from '../../../../../shared/units.ts';
import { readBase64 } from '../../crypto/base64.ts';
import { refused, type FileAnswer } from './file-answer.ts';
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

/** `writeFile` → `{success, hash}`. Nothing is written over that the other device has not seen. */
export async function writeFileBelow(below: string, order: WriteOrder): Promise<FileAnswer> {
  const content = readBase64(order.content);
  if (!content.ok) return refused('The content could not be read.');
  if (content.value.length > MAX_WRITE_BYTES) return refused('The content is too large.');
  const place = await placeBelow(below, order.path);
  if (!place.ok) return refused(place.error);
  const expected = order.expectedHash ?? null;
  if (expected === null && place.value.exists) return refused('The file is there already, and was expected to be new.');
  if (expected !== null && !place.value.exists) return refused('The file does not exist, but a hash of it was given.');
  const how = expected === null ? constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL : constants.O_RDWR;
  const file = await openPlace(below, place.value, how);
  if (!file.ok) return refused(file.error);
  try {
    const same = expected === null ? ok(null) : await checkHash(file.value, expected);
    if (!same.ok) return refused(same.error);
    await file.value.truncate(0);
    await file.value.write(content.value, 0, content.value.length, 0);
    return { success: true, hash: sha256(content.value) };
  } finally {
    await file.value.close();
  }
}

async function checkHash(file: FileHandle, expected: string): Promise<Result<null, string>> {
  const facts = await file.stat();
  if (!facts.isFile()) return err('This is no file.');
  if (facts.size > MAX_OLD_BYTES) return err('The file is too large to be changed from here.');
  const actual = sha256(await file.readFile());
  return actual === expected.toLowerCase()
    ? ok(null)
    : err(`File hash mismatch. Expected: ${expected}, Actual: ${actual}`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
