import { watch, type FSWatcher } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { SystemQuiet } from '../../../shared/model/quiet.ts';
import type { QuietReader } from '../../ports/system-conduct.ts';

const FILE = 'Assertions.json';
const assertions = z.object({
  data: z.array(z.object({ storeAssertionRecords: z.array(z.unknown()).default([]) })),
});

const focusDir = (homeDir: string) => join(homeDir, 'Library', 'DoNotDisturb', 'DB');

/**
 * Whether somebody switched a Focus of macOS on. The file says nothing of one that runs by a schedule, and only programs
 * with full disk access can read it, so a Focus that is not seen is no proof that there is none.
 *
 * @returns null where none is seen
 * @source  observed: one record in `storeAssertionRecords` for each Focus that was switched on by hand
 */
export async function readMacFocus(homeDir: string): Promise<SystemQuiet | null> {
  const text = await readFile(join(focusDir(homeDir), FILE), 'utf8').catch(() => '');
  const read = assertions.safeParse(parsed(text));
  const isOn = read.success && read.data.data.some((one) => one.storeAssertionRecords.length > 0);
  return isOn ? { source: 'macos', state: 'do-not-disturb' } : null;
}

/** Follows it. Without the right to read, nothing is ever told, and nobody is asked for that right. */
export function createMacFocus(tools: {
  readonly homeDir: string;
  readonly onChange: (quiet: SystemQuiet | null) => void;
}): QuietReader {
  let now: SystemQuiet | null = null;
  let looks = 0;
  let isOver = false;

  async function look(): Promise<void> {
    const number = ++looks;
    const next = await readMacFocus(tools.homeDir);
    // The file may have changed while it was read.
    if (isOver || number !== looks || next?.state === now?.state) return;
    now = next;
    tools.onChange(next);
  }

  const watcher = watched(focusDir(tools.homeDir), (name) => {
    if (name === null || name === FILE) void look();
  });
  void look();
  return {
    get now() {
      return now;
    },
    stop() {
      isOver = true;
      watcher?.close();
    },
  };
}

function watched(dir: string, onChange: (name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(dir, { persistent: false }, (_event, name) => onChange(name));
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null; // no such folder, or no right to look into it
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
