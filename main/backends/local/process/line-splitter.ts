const LINE_END = 0x0a;

/**
 * Cuts a stream of bytes into lines. A line beyond the limit is dropped while it comes, so that it never piles up.
 *
 * @param onLine       without its line end; valid only during the call. Blank lines are left out
 * @param onOversized  once for each line that was dropped
 */
export class LineSplitter {
  readonly #maxBytes: number;
  readonly #onLine: (line: Uint8Array) => void;
  readonly #onOversized: () => void;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #isDropping = false;

  constructor(maxBytes: number, onLine: (line: Uint8Array) => void, onOversized: () => void) {
    this.#maxBytes = maxBytes;
    this.#onLine = onLine;
    this.#onOversized = onOversized;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end !== -1; end = chunk.indexOf(LINE_END, from)) {
      this.#take(chunk.subarray(from, end));
      this.#finish();
      from = end + 1;
    }
    this.#take(chunk.subarray(from));
  }

  /** The stream is over: what is left is a line too. */
  end(): void {
    this.#finish();
  }

  #take(part: Uint8Array): void {
    if (part.length === 0 || this.#isDropping) return;
    this.#bytes += part.length;
    if (this.#bytes <= this.#maxBytes) {
      this.#parts.push(part);
      return;
    }
    this.#isDropping = true;
    this.#parts = [];
    this.#onOversized();
  }

  #finish(): void {
    const [first] = this.#parts;
    const line = first !== undefined && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    this.#isDropping = false;
    if (line.some((byte) => byte > 0x20)) this.#onLine(line);
  }
}
