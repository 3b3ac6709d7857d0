import { constants } from 'node:fs';
import { MIB } from '../../../../../shared/units.ts';
import { openPlace, placeBelow } from './folder.ts';
import { refused, type FileAnswer } from './file-answer.ts';

/** What the service takes in one message is 1 MB; the content travels in base64 twice. */
const MAX_READ_BYTES = MIB / 2;

/** `readFile`: `{path}` → `{success, content}`, the content as base64. */
export async function readFileBelow(below: string, asked: string): Promise<FileAnswer> {
  const place = await placeBelow(below, asked);
  if (!place.ok) return refused(place.error);
  if (!place.value.exists) return refused('not-there');
  const file = await openPlace(below, place.value, constants.O_RDONLY);
  if (!file.ok) return refused(file.error);
  try {
    const facts = await file.value.stat();
    if (!facts.isFile()) return refused('no-file');
    if (facts.size > MAX_READ_BYTES) return refused('too-large-to-send');
    const content = await file.value.readFile();
    if (content.length > MAX_READ_BYTES) return refused('too-large-to-send');
    return { success: true, content: content.toString('base64') };
  } finally {
    await file.value.close();
  }
}
