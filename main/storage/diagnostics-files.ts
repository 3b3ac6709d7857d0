import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { DiagnosticsFiles } from '../ports/diagnostics.ts';
import { FILE_MODE } from './owner-only.ts';

const entry = z.record(z.string(), z.unknown());

/** @param logDir  where `gatehouse.log` and its older part are */
export function createDiagnosticsFiles(logDir: string): DiagnosticsFiles {
  return {
    async recentLog(count) {
      // Lines of this turn are written after it.
      await new Promise((resolve) => setImmediate(resolve));
      const parts = await Promise.all(
        ['gatehouse.1.log', 'gatehouse.log'].map((name) => readFile(join(logDir, name), 'utf8').catch(() => '')),
      );
      const lines = parts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
      return lines.slice(-count).flatMap(entriesOf);
    },
    async write(path, text) {
      // A name that nothing beside it has: whoever made such a file could read what is written into it.
      const newPath = `${path}.${randomUUID()}`;
      try {
        await writeFile(newPath, text, { mode: FILE_MODE, flush: true, flag: 'wx' });
        await rename(newPath, path);
      } catch (cause) {
        await rm(newPath, { force: true }).catch(() => undefined);
        throw cause;
      }
    },
  };
}

/** Empty for a line that was cut off by a crash. */
function entriesOf(line: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    return [entry.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
