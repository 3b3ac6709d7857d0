import { open, stat, type FileHandle } from 'node:fs/promises';
import { KIB, MIB } from '../../../../shared/units.ts';
import { HEAD_BYTES } from './record-kind.ts';

const CHUNK_BYTES = 64 * KIB;
export const MAX_LINE_BYTES = 4 * MIB;
const NEWLINE = 0x0a;
/** How much before the present place is compared, to notice that the file is another one of the same size or more. */
const TRACE_BYTES = 64;

/** What came of a look. `replaced`: it was cut, or is another file now; nothing was read, and the tail is to be begun anew. */
export type TailLook = 'read' | 'replaced' | 'missing';

/** Reads a growing file line by line, each line once. Holds one chunk and one line; the file is open only during a look. */
export class LineTail {
  readonly path: string;
  readonly #wants: (head: Uint8Array) => boolean;
  #offset: number;
  #inode: number | null = null;
  /** The last bytes before `#offset`. */
  #trace: Buffer | null = null;
  /** The beginning of a line that is not complete yet. */
  #pieces: Buffer[] = [];
  #piecesBytes = 0;
  #skipping = false;
  #oversized = 0;

  /**
   * @param startBytes  where to begin: the start of a line
   * @param wants       told by the first bytes of a line; others are passed over without being held
   */
  constructor(path: string, startBytes: number, wants: (head: Uint8Array) => boolean) {
    this.path = path;
    this.#offset = startBytes;
    this.#wants = wants;
  }

  /** Lines that were longer than any record may be, and passed over. */
  get oversized(): number {
    return this.#oversized;
  }

  /** @param onLine  a whole line without its end; valid only during the call */
  async read(onLine: (line: Uint8Array) => void): Promise<TailLook> {
    const found = await stat(this.path).catch(() => null);
    if (found?.isFile() !== true) return 'missing';
    const isFirst = this.#inode === null;
    this.#inode ??= found.ino;
    if (found.ino !== this.#inode || found.size < this.#offset) return 'replaced';
    if (found.size === this.#offset && !isFirst) return 'read';
    const file = await open(this.path, 'r').catch(() => null);
    if (file === null) return 'missing';
    try {
      if (!(await this.#isSameFile(file))) return 'replaced';
      await this.#readOn(file, onLine);
      return 'read';
    } catch {
      return 'missing';
    } finally {
      await file.close().catch(() => undefined);
    }
  }

  async #isSameFile(file: FileHandle): Promise<boolean> {
    const length = this.#trace?.length ?? Math.min(TRACE_BYTES, this.#offset);
    const present = Buffer.alloc(length);
    if (length > 0) await file.read(present, 0, length, this.#offset - length);
    this.#trace ??= present;
    return present.equals(this.#trace);
  }

  async #readOn(file: FileHandle, onLine: (line: Uint8Array) => void): Promise<void> {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, this.#offset);
      if (bytesRead === 0) return;
      this.#offset += bytesRead;
      const added = chunk.subarray(0, bytesRead);
      this.#remember(added);
      let start = 0;
      for (let end = added.indexOf(NEWLINE); end !== -1; end = added.indexOf(NEWLINE, start)) {
        this.#finish(added.subarray(start, end), onLine);
        start = end + 1;
      }
      if (start < bytesRead) this.#hold(added.subarray(start));
    }
  }

  #remember(added: Buffer): void {
    const all = Buffer.concat([this.#trace ?? Buffer.alloc(0), added.subarray(-TRACE_BYTES)]);
    this.#trace = Buffer.from(all.subarray(-TRACE_BYTES));
  }

  #finish(rest: Buffer, onLine: (line: Uint8Array) => void): void {
    const isSkipped = this.#skipping;
    const line = this.#pieces.length === 0 ? rest : Buffer.concat([...this.#pieces, rest]);
    this.#pieces = [];
    this.#piecesBytes = 0;
    this.#skipping = false;
    if (!isSkipped && line.length > 0 && this.#wants(line.subarray(0, HEAD_BYTES))) onLine(line);
  }

  #hold(piece: Buffer): void {
    if (this.#skipping) return;
    this.#pieces.push(Buffer.from(piece));
    this.#piecesBytes += piece.length;
    const isTooLong = this.#piecesBytes > MAX_LINE_BYTES;
    if (isTooLong) this.#oversized++;
    if (isTooLong || this.#isUnwantedAlready()) {
      this.#pieces = [];
      this.#piecesBytes = 0;
      this.#skipping = true;
    }
  }

  #isUnwantedAlready(): boolean {
    if (this.#piecesBytes < HEAD_BYTES) return false;
    const [first] = this.#pieces;
    const head = first !== undefined && first.length >= HEAD_BYTES ? first : Buffer.concat(this.#pieces);
    return !this.#wants(head.subarray(0, HEAD_BYTES));
  }
}
