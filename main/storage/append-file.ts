import { open, rename, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { closeToOthers, FILE_MODE, makeOwnerDir, syncDirOf } from './owner-only.ts';
import { dirname } from 'node:path';

/**
 * A file that only grows, or is replaced as a whole. After a write that failed it is put back to its last good length, so
 * that what follows is not lost behind half a record.
 */
export class AppendFile {
  readonly path: string;
  #handle: FileHandle;
  #bytes: number;
  #shared = false;

  private constructor(path: string, handle: FileHandle, bytes: number) {
    this.path = path;
    this.#handle = handle;
    this.#bytes = bytes;
  }

  static async open(path: string): Promise<AppendFile> {
    await makeOwnerDir(dirname(path));
    const handle = await open(path, 'a+', FILE_MODE);
    try {
      await closeToOthers(path);
      return new AppendFile(path, handle, (await handle.stat()).size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * `ours`: nobody else touched it, so it may be cut or replaced. `shared`: another process writes to it too, so it may only
   * grow. `moved`: it was removed or replaced, and what is appended here would be lost.
   */
  async standing(): Promise<'ours' | 'shared' | 'moved'> {
    const [held, named] = await Promise.all([this.#handle.stat(), stat(this.path).catch(() => null)]);
    if (named === null || held.ino !== named.ino || held.dev !== named.dev) return 'moved';
    this.#shared ||= held.size !== this.#bytes;
    return this.#shared ? 'shared' : 'ours';
  }

  /** Goes on with the file that now bears the name, or a new one. */
  async reopen(): Promise<void> {
    await makeOwnerDir(dirname(this.path));
    const next = await open(this.path, 'a+', FILE_MODE);
    await this.#handle.close();
    this.#handle = next;
    this.#bytes = (await this.#handle.stat()).size;
    this.#shared = this.#bytes > 0;
    await syncDirOf(this.path);
  }

  async readAll(): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(this.#bytes);
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await this.#handle.read(bytes, at, bytes.length - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return bytes.subarray(0, at);
  }

  /** @throws after putting the file back, when not all of it was written (or reached the disk, with `sync`). */
  async append(chunk: Buffer, how: { readonly sync: boolean }): Promise<void> {
    const before = this.#bytes;
    try {
      for (let at = 0; at < chunk.length;) at += (await this.#handle.write(chunk, at, chunk.length - at)).bytesWritten;
      if (how.sync) await this.#handle.datasync();
      this.#bytes += chunk.length;
    } catch (error) {
      if (!this.#shared) await this.cutTo(before).catch(() => undefined);
      throw error;
    }
  }

  async cutTo(bytes: number): Promise<void> {
    // By path: an append handle may not be cut on Windows.
    await truncate(this.path, bytes);
    this.#bytes = bytes;
  }

  /** Puts a file with this content in its place, in one step that survives a power cut. */
  async replace(content: Buffer): Promise<void> {
    const newPath = `${this.path}.new`;
    await rm(newPath, { force: true });
    const next = await open(newPath, 'ax+', FILE_MODE);
    try {
      for (let at = 0; at < content.length;) at += (await next.write(content, at, content.length - at)).bytesWritten;
      await next.sync();
      if (process.platform === 'win32') await this.#handle.close(); // an open file cannot be replaced there
      await rename(newPath, this.path);
      await syncDirOf(this.path);
    } catch (error) {
      await next.close();
      await rm(newPath, { force: true }).catch(() => undefined);
      throw error;
    }
    const old = this.#handle;
    this.#handle = next;
    this.#bytes = content.length;
    if (process.platform !== 'win32') await old.close();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
