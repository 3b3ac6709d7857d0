import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { MIB } from '../../shared/units.ts';
import type { Clock } from '../ports/clock.ts';
import type { LogFields, Logger } from '../ports/logger.ts';
import { maskSecrets } from './mask-secrets.ts';

const MAX_FILE_BYTES = MIB;
const FILES_KEPT = 3;
const MAX_WAITING_LINES = 2_000;
const MAX_VALUE_CHARS = 500;
/** What a terminal or an editor would act on instead of showing; the rest of Unicode stays readable. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

export interface LogFile extends Logger {
  /** Writes what waits, now. Called before the process ends; harmless at any time. */
  flush(): void;
}

/**
 * The log: JSON lines in `gatehouse.log`, with older parts as `gatehouse.1.log` and so on. Lines of one turn are written
 * together, after it. A log that cannot be written is no reason to fail: the lines are counted and the count is logged later.
 */
export function createLogFile(options: {
  readonly dirPath: string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly maxFileBytes?: number;
  /** Written as `~`: its path holds the person's name. */
  readonly homeDir?: string;
}): LogFile {
  const { dirPath, clock, maxFileBytes = MAX_FILE_BYTES, homeDir = homedir() } = options;
  const path = join(dirPath, 'gatehouse.log');
  let waiting: string[] = [];
  let scheduled = false;
  let lost = 0;
  /** Null until the file was looked at, and again after every failure. */
  let bytes: number | null = null;

  function add(level: 'info' | 'warn' | 'error', event: string, fields: LogFields | undefined): void {
    if (waiting.length >= MAX_WAITING_LINES) lost++;
    else waiting.push(lineOf(clock.nowMs(), level, event, fields, homeDir));
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    scheduled = false;
    if (waiting.length === 0) return;
    const lines = waiting;
    waiting = [];
    const missing = lost === 0 ? [] : [lineOf(clock.nowMs(), 'warn', 'log-lines-lost', { count: lost }, homeDir)];
    const text = [...missing, ...lines].join('');
    try {
      bytes ??= openLog(dirPath, path);
      if (bytes > 0 && bytes + Buffer.byteLength(text) > maxFileBytes) {
        rotate(dirPath);
        bytes = openLog(dirPath, path);
      }
      appendFileSync(path, text, { mode: 0o600 });
      bytes += Buffer.byteLength(text);
      lost = 0;
    } catch {
      lost += lines.length;
      bytes = null;
    }
  }

  return {
    info: (event, fields) => add('info', event, fields),
    warn: (event, fields) => add('warn', event, fields),
    error: (event, fields) => add('error', event, fields),
    flush,
  };
}

function lineOf(atMs: number, level: string, event: string, fields: LogFields | undefined, homeDir: string): string {
  const shown: Record<string, unknown> = { at: new Date(atMs).toISOString(), level, event };
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (typeof value === 'string') shown[name] = maskSecrets(withoutHome(value, homeDir).slice(0, MAX_VALUE_CHARS));
    else if (typeof value === 'number') shown[name] = value;
  }
  return `${JSON.stringify(shown).replace(UNSAFE, escape)}\n`;
}

function withoutHome(text: string, homeDir: string): string {
  return homeDir.length > 1 ? text.replaceAll(homeDir, '~') : text;
}

function escape(char: string): string {
  return Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );
}

function openLog(dirPath: string, path: string): number {
  mkdirSync(dirPath, { recursive: true, mode: 0o700 });
  appendFileSync(path, '', { mode: 0o600 });
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return statSync(path).size;
}

function rotate(dirPath: string): void {
  const part = (number: number) => join(dirPath, number === 0 ? 'gatehouse.log' : `gatehouse.${number}.log`);
  rmSync(part(FILES_KEPT - 1), { force: true });
  for (let number = FILES_KEPT - 2; number >= 0; number--) {
    try {
      renameSync(part(number), part(number + 1));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
}
