import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';

/**
 * Rings when something happens in a folder, or, while it is not there, in the folder above it. The system's word is
 * only a hint: whoever listens looks for himself, and now and then without being told.
 */
export class FolderBell {
  readonly #dir: string;
  readonly #above: string;
  readonly #ring: () => void;
  #watched: { readonly inode: number; readonly path: string; readonly watcher: FSWatcher } | null = null;
  #stopped = false;

  constructor(parts: { readonly dir: string; readonly above: string; readonly ring: () => void }) {
    this.#dir = parts.dir;
    this.#above = parts.above;
    this.#ring = parts.ring;
  }

  /** Makes sure that the present folder is watched: it may be new, or another one of the same name. */
  async hang(): Promise<void> {
    const found = (await inodeOf(this.#dir)) ?? (await inodeOf(this.#above));
    if (this.#stopped) return;
    if (found?.path === this.#watched?.path && found?.inode === this.#watched?.inode) return;
    this.#take();
    if (found === null) return;
    try {
      const watcher = watch(found.path, { persistent: false }, () => this.#ring());
      watcher.on('error', () => this.#take());
      this.#watched = { ...found, watcher };
    } catch {
      // No watches left, or a file system without them: looking now and then has to do.
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#take();
  }

  #take(): void {
    this.#watched?.watcher.close();
    this.#watched = null;
  }
}

async function inodeOf(path: string): Promise<{ readonly path: string; readonly inode: number } | null> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true ? { path, inode: found.ino } : null;
}
