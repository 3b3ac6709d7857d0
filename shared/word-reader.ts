import { characterClass, FOREIGN, HIDDEN, IMITATION, isWordClass, LATIN, TWIN } from './character-class.ts';

const DECEIVING_WORD_LENGTH = 3;
/** Ends what belongs together, such as a path, an address or an option with its value. */
const TOKEN_END = /[\s"'`()<>{}[\]|&;,]/;

/**
 * Tells whether a letter imitates Latin where it stands. Judges each word once, in order, so a whole text costs one pass.
 */
export class WordReader {
  readonly #text: string;
  readonly #hasLatin: boolean;
  #wordEnd = 0;
  #wordDeceives = false;
  #tokenEnd = 0;
  #tokenHasLatin = false;

  constructor(text: string) {
    this.#text = text;
    this.#hasLatin = /[A-Za-z]/.test(text);
  }

  /** @param at  never smaller than at the call before */
  deceives(at: number, kind: number): boolean {
    if (kind === IMITATION) return true;
    if (kind !== FOREIGN && kind !== TWIN) return false;
    if (at >= this.#wordEnd) this.#readWord(at);
    return this.#wordDeceives;
  }

  /** Mixed with Latin, or made of twins only: in one token with Latin, or long enough to be taken for a word. */
  #readWord(at: number): void {
    let start = at;
    while (start > 0 && isWordClass(classBefore(this.#text, start))) start -= sizeBefore(this.#text, start);
    let latin = false;
    let twins = 0;
    let letters = 0;
    let end = start;
    while (end < this.#text.length) {
      const kind = characterClass(this.#text.codePointAt(end) ?? 0);
      if (!isWordClass(kind)) break;
      if (kind === LATIN) latin = true;
      if (kind === TWIN) twins++;
      letters++;
      end += sizeAt(this.#text, end);
    }
    this.#wordEnd = end;
    this.#wordDeceives =
      latin ||
      (twins === letters && (this.#tokenHasLatinAt(at) || (this.#hasLatin && letters >= DECEIVING_WORD_LENGTH)));
  }

  #tokenHasLatinAt(at: number): boolean {
    if (at < this.#tokenEnd) return this.#tokenHasLatin;
    let start = at;
    while (start > 0 && !TOKEN_END.test(this.#text.charAt(start - 1))) start--;
    let end = at;
    while (end < this.#text.length && !TOKEN_END.test(this.#text.charAt(end))) end++;
    this.#tokenEnd = end;
    this.#tokenHasLatin = /[A-Za-z]/.test(this.#text.slice(start, end));
    return this.#tokenHasLatin;
  }
}

function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function sizeBefore(text: string, at: number): number {
  return at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
}

function classBefore(text: string, at: number): number {
  const size = sizeBefore(text, at);
  return at < size ? HIDDEN : characterClass(text.codePointAt(at - size) ?? 0);
}
