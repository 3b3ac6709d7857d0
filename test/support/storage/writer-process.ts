import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, expect, onTestFinished } from 'vitest';
import { bundled } from './bundled.ts';
import { tempDir } from './temp-dir.ts';

/** What a writer says of a number: a promise, such as `saved`, or why there is none. */
interface Line {
  readonly word: string;
  readonly number: number;
  readonly text: string;
}

/** A program that writes numbers to a store, in a process of its own, and says what the store promised of each. */
export interface WriterProcess {
  /** Writes so many, from this one on, to the end. */
  run(path: string, first: number, count: number): Promise<void>;
  /** Writes without end and is killed after so many lines. @returns all that it said */
  runAndKill(path: string, first: number, mode: string, linesBeforeKill: number): Promise<readonly Line[]>;
  /** Writes on a disk with room for a part of it. @returns where, and all that it said */
  runOnFullDisk(fileName: string): Promise<{ readonly path: string; readonly lines: readonly Line[] }>;
}

/** @param source  of the program; it is made ready before the first test of the file */
export function writerProcess(source: URL): WriterProcess {
  let program = '';
  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'gatehouse-writer-'));
    program = await bundled(source, dir);
    return () => rm(dir, { recursive: true, force: true });
  }, 60_000);

  return {
    async run(path, first, count) {
      const child = spawn(process.execPath, [program, path, String(first), String(count)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
    async runAndKill(path, first, mode, linesBeforeKill) {
      const child = spawn(process.execPath, [program, path, String(first), '1000000', mode], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines: Line[] = [];
      const reader = createInterface(child.stdout);
      reader.on('line', (text) => {
        lines.push(readLine(text));
        if (lines.length === linesBeforeKill) child.kill('SIGKILL');
      });
      await Promise.all([once(child, 'exit'), once(reader, 'close')]);
      return lines;
    },
    async runOnFullDisk(fileName) {
      const full = join(await tempDir(), 'full');
      await mkdir(full);
      const path = join(full, fileName);
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]).status === 0;
      if (mounted) onTestFinished(() => void spawnSync('umount', ['-l', full]));
      // Without the right to mount, a limit on the file's size does: the shell counts blocks of 512 or 1024 bytes.
      const limit = mounted ? '' : 'ulimit -f 64; trap "" XFSZ; ';
      const child = spawnSync('bash', ['-c', `${limit}exec "$0" "$@"`, process.execPath, program, path, '0', '300'], {
        encoding: 'utf8',
      });
      expect(child.status).toBe(0);
      return { path, lines: child.stdout.trim().split('\n').map(readLine) };
    },
  };
}

/** The numbers of which it said this word, in order. */
export function numbersOf(lines: readonly Line[], word: string): readonly number[] {
  return lines.filter((line) => line.word === word).map(({ number }) => number);
}

function readLine(text: string): Line {
  const [word = '', number] = text.split(' ');
  return { word, number: Number(number), text };
}
