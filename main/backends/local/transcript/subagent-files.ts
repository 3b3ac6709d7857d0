import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LineTail } from './line-tail.ts';
import { isWanted } from './record-kind.ts';

/** More than any session starts; each costs one look at its size. */
const MAX_FILES = 500;
const AGENT_FILE = /^agent-[\w-]+\.jsonl$/u;

/** Follows what the subagents of one session record, each in a file of its own beside the session's. */
export class SubagentFiles {
  readonly dir: string;
  readonly #tails = new Map<string, LineTail>();
  #isFirstLook = true;

  /** @param transcriptPath  of the session itself */
  constructor(transcriptPath: string) {
    this.dir = join(transcriptPath.slice(0, -'.jsonl'.length), 'subagents');
  }

  /** What they wrote since the last look. What stood there before the first one is past, and not told. */
  async read(onLine: (line: Uint8Array) => void): Promise<void> {
    const names = await readdir(this.dir).catch((): string[] => []);
    for (const name of names.filter((each) => AGENT_FILE.test(each))) await this.#readOne(name, onLine);
    this.#isFirstLook = false;
  }

  async #readOne(name: string, onLine: (line: Uint8Array) => void): Promise<void> {
    const path = join(this.dir, name);
    const known = this.#tails.get(name);
    if (known === undefined && this.#tails.size >= MAX_FILES) return;
    const tail = known ?? new LineTail(path, this.#isFirstLook ? await sizeOf(path) : 0, isWanted);
    const look = await tail.read(onLine);
    this.#tails.set(name, look === 'replaced' ? new LineTail(path, 0, isWanted) : tail);
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}
