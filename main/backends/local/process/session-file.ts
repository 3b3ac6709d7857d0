import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** The sessions that Gatehouse started, so that they can be taken up again after a restart. */
const FILE_NAME = 'own-sessions.json';
const MAX_SESSIONS = 200;
const FILE_MODE = 0o600;

const recordWire = z.object({
  id: z.uuid(),
  folder: z.string().min(1),
  title: z.string(),
  model: z.string().optional(),
  mode: z.string().optional(),
  startedAtMs: z.number(),
  lastUsedAtMs: z.number(),
});
const fileWire = z.object({ version: z.literal(1), sessions: z.array(recordWire) });

export type SessionRecord = z.infer<typeof recordWire>;

/** The file as a whole, read once and written anew at every change, one writing at a time. */
export class SessionFile {
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();
  #next: readonly SessionRecord[] | null = null;

  constructor(profileDir: string) {
    this.#path = join(profileDir, FILE_NAME);
  }

  /**
   * @returns null where it cannot be read as what it should be: it was set aside then
   * @throws  when it is there and the system refuses to hand it out
   */
  async read(): Promise<readonly SessionRecord[] | null> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
    const sessions = parse(text);
    if (sessions === null) await rename(this.#path, `${this.#path}.broken`);
    return sessions;
  }

  /** Replaces the content, the latest used first. Resolves when it, or something newer, is on the disk. */
  write(records: readonly SessionRecord[]): Promise<void> {
    this.#next = records;
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#writeNext());
    return this.#writing;
  }

  async #writeNext(): Promise<void> {
    if (this.#next === null) return;
    const sessions = this.#next.toSorted((a, b) => b.lastUsedAtMs - a.lastUsedAtMs).slice(0, MAX_SESSIONS);
    this.#next = null;
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const newPath = `${this.#path}.new`;
    await rm(newPath, { force: true });
    const handle = await open(newPath, 'wx', FILE_MODE);
    try {
      await handle.writeFile(`${JSON.stringify({ version: 1, sessions }, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Whatever the mask of this process is: prompts stand in the titles.
    if (process.platform !== 'win32') await chmod(newPath, FILE_MODE);
    await rename(newPath, this.#path);
  }
}

function parse(text: string): readonly SessionRecord[] | null {
  try {
    const read = fileWire.safeParse(JSON.parse(text));
    return read.success ? read.data.sessions : null;
  } catch {
    return null;
  }
}
