import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

const ELF = '\x7fELF';

/** Names of the libraries that the programs in a folder ask the system for, without those that lie there themselves. */
export function librariesNeededIn(programDir: string): readonly string[] {
  const own = new Set(readdirSync(programDir));
  const needed = programsIn(programDir).flatMap((path) =>
    [...dumpOf(path).matchAll(/^\s+NEEDED\s+(\S+)$/gm)].map(([, library = '']) => library),
  );
  return [...new Set(needed)].filter((library) => !own.has(library)).sort();
}

/** The minor version of the newest glibc that one of the programs asks for. */
export function newestSymbolVersionIn(programDir: string): number {
  const versions = programsIn(programDir).flatMap((path) =>
    [...dumpOf(path).matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor)),
  );
  return Math.max(...versions);
}

function dumpOf(path: string): string {
  return execFileSync('objdump', ['-p', path], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
}

function programsIn(programDir: string): readonly string[] {
  const entries = readdirSync(programDir, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(programDir, entry.name);
    return entry.isFile() && startOf(path) === ELF ? [path] : [];
  });
}

function startOf(path: string): string {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(ELF.length);
  readSync(file, bytes, 0, bytes.length, 0);
  closeSync(file);
  return bytes.toString('latin1');
}
