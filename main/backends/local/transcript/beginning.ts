import { open } from 'node:fs/promises';
import { KIB } from '../../../../shared/units.ts';
import { present } from '../../../claude/present.ts';
import { readLocalTranscript } from './local-items.ts';
import { HEAD_BYTES, isWanted } from './record-kind.ts';
import { readRecord } from './record.ts';
import type { TranscriptFacts } from './transcript-facts.ts';

const BEGINNING_BYTES = 64 * KIB;
const NEWLINE = 0x0a;

/** What the first lines tell: the folder where the conversation began, and what the person asked first. */
export async function beginningFacts(path: string): Promise<Pick<TranscriptFacts, 'cwd' | 'lastPrompt'>> {
  const beginning = await readBeginning(path);
  let cwd: string | undefined;
  let lastPrompt: string | undefined;
  let start = 0;
  for (let end = beginning.indexOf(NEWLINE); end !== -1; end = beginning.indexOf(NEWLINE, start)) {
    const line = beginning.subarray(start, end);
    start = end + 1;
    const record = isWanted(line.subarray(0, HEAD_BYTES)) ? readRecord(line) : null;
    if (record === null) continue;
    cwd ??= record.facts.cwd;
    if (record.isSaid) lastPrompt ??= readLocalTranscript(line).find((item) => item.tag === 'person')?.text;
    if (cwd !== undefined && lastPrompt !== undefined) break;
  }
  return present<Pick<TranscriptFacts, 'cwd' | 'lastPrompt'>>({ cwd, lastPrompt });
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    const buffer = Buffer.allocUnsafe(BEGINNING_BYTES);
    const { bytesRead } = await file.read(buffer, 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await file.close().catch(() => undefined);
  }
}
