import { open } from 'node:fs/promises';
import { KIB, MIB } from '../../../../shared/units.ts';
import { linesBefore } from './lines-before.ts';
import { HEAD_BYTES, isWanted } from './record-kind.ts';
import { readRecord, type LocalRecord } from './record.ts';
import type { TranscriptFacts } from './transcript-facts.ts';

const PAGE_RECORDS = 100;
const PAGE_BYTES = 2 * MIB;
/** Title, mode and last prompt are written anew after each turn, so they stand near the end. */
const ENDING_BYTES = 64 * KIB;

export interface RecordPage {
  /** What was said, oldest first. */
  readonly lines: readonly Buffer[];
  readonly facts: TranscriptFacts;
  /** Where the page begins; 0 = there is nothing older. */
  readonly startBytes: number;
  /** Where its last whole line ends. */
  readonly endBytes: number;
}

/**
 * A page of what was said before a place in the file, never empty unless nothing is older.
 *
 * @param endBytes  start of a line; null = from the end of the file
 * @returns         null if the file cannot be read
 */
export function pageBefore(path: string, endBytes: number | null): Promise<RecordPage | null> {
  return collect(
    path,
    endBytes,
    0,
    (page) => page.lines >= PAGE_RECORDS || (page.lines > 0 && page.bytes >= PAGE_BYTES),
  );
}

/** The newest facts, from the last lines alone. */
export async function endingFacts(path: string, endingBytes = ENDING_BYTES): Promise<TranscriptFacts | null> {
  return (await collect(path, null, endingBytes, () => false))?.facts ?? null;
}

async function collect(
  path: string,
  from: number | null,
  onlyLastBytes: number,
  isEnough: (page: { readonly lines: number; readonly bytes: number }) => boolean,
): Promise<RecordPage | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    let endBytes = Math.min(from ?? size, size);
    let startBytes = endBytes;
    let bytes = 0;
    let facts: TranscriptFacts = {};
    const lines: Buffer[] = [];
    const stopBytes = onlyLastBytes === 0 ? 0 : Math.max(0, size - onlyLastBytes);
    for await (const line of linesBefore(file, endBytes, stopBytes)) {
      startBytes = line.startBytes;
      if (!line.isWhole) {
        endBytes = line.startBytes;
        continue;
      }
      const record = line.bytes === null ? null : recordIn(line.bytes);
      if (record === null || line.bytes === null) continue;
      facts = { ...record.facts, ...facts };
      if (!record.isSaid || onlyLastBytes > 0) continue;
      lines.unshift(line.bytes);
      bytes += line.bytes.length;
      if (isEnough({ lines: lines.length, bytes })) break;
    }
    return { lines, facts, startBytes, endBytes };
  } catch {
    return null;
  } finally {
    await file.close().catch(() => undefined);
  }
}

function recordIn(line: Buffer): LocalRecord | null {
  return isWanted(line.subarray(0, HEAD_BYTES)) ? readRecord(line) : null;
}
