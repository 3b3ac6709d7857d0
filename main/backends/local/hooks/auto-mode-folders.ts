import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Folders in which auto mode asks again, below them too. Looks through links, so that another way to a folder counts. */
export class AutoModeFolders {
  readonly #folders: Promise<readonly string[]>;
  readonly #answers = new Map<string, Promise<boolean>>();

  /** @param folders  absolute, or below the person's own folder as `~/...` */
  constructor(folders: readonly string[], homeDir: string) {
    const absolute = folders.map((folder) =>
      folder === '~' || folder.startsWith('~/') || folder.startsWith('~\\') ? join(homeDir, folder.slice(1)) : folder,
    );
    this.#folders = Promise.all(absolute.map(realFolder));
  }

  includes(folder: string): Promise<boolean> {
    const known = this.#answers.get(folder);
    if (known !== undefined) return known;
    if (this.#answers.size >= MAX_REMEMBERED) this.#answers.clear();
    const answer = this.#look(folder);
    this.#answers.set(folder, answer);
    return answer;
  }

  async #look(folder: string): Promise<boolean> {
    const folders = await this.#folders;
    if (folders.length === 0) return false;
    const real = await realFolder(folder);
    return folders.some((parent) => isWithin(parent, real));
  }
}

const MAX_REMEMBERED = 500;

async function realFolder(folder: string): Promise<string> {
  const absolute = resolve(folder);
  return realpath(absolute).catch(() => absolute); // one that is not there yet can be named too
}

function isWithin(parent: string, folder: string): boolean {
  const way = relative(parent, folder);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
