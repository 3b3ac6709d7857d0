import { stripVTControlCharacters } from 'node:util';
import { redact } from '../../../net/redact.ts';

const MAX_LINES = 20;
const MAX_LINE_CHARACTERS = 400;

/** The last lines that a program wrote for people, bounded, without colours and without secrets. */
export class LastLines {
  readonly #decoder = new TextDecoder();
  #lines: string[] = [];
  #open = '';

  push(chunk: Uint8Array): void {
    const [first = '', ...rest] = this.#decoder.decode(chunk, { stream: true }).split('\n');
    this.#write(first);
    for (const line of rest) {
      this.#close();
      this.#write(line);
    }
  }

  all(): readonly string[] {
    return [...this.#lines, this.#open]
      .map(readable)
      .filter((line) => line !== '')
      .slice(-MAX_LINES);
  }

  #write(text: string): void {
    if (this.#open.length < MAX_LINE_CHARACTERS * 4) this.#open += text.slice(0, MAX_LINE_CHARACTERS * 4);
  }

  #close(): void {
    if (this.#open.trim() !== '') this.#lines.push(this.#open);
    this.#open = '';
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
  }
}

/** A line that a program drew over with carriage returns is what it showed last. */
function readable(line: string): string {
  const shown = stripVTControlCharacters(line).trimEnd().split('\r').at(-1) ?? '';
  return redact(shown.trim(), MAX_LINE_CHARACTERS);
}
