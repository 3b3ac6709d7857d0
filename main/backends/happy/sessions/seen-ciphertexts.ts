import { ownText } from '../wire/own-text.ts';

/** The nonce and more: two ciphertexts of one length that begin alike are the same one. */
const MARK_CHARS = 32;
const MAX_MARKS = 20_000;

/**
 * Where each ciphertext was seen first. Nothing inside of one says which session, version or message it belongs to, so a
 * server could show an old one again as news, or that of one session as another's. Programs never write the same twice.
 */
export class SeenCiphertexts {
  readonly #places = new Map<string, string>();

  /** @returns false for one that is known from another place */
  isAt(place: string, sealed: string): boolean {
    return (this.#places.get(markOf(sealed)) ?? place) === place;
  }

  /** To be told of what could be decrypted, and of nothing else: noise must not push out what is known. */
  note(place: string, sealed: string): void {
    const mark = ownText(markOf(sealed));
    if (this.#places.has(mark)) return;
    this.#places.set(mark, place);
    const [oldest] = this.#places.keys();
    if (this.#places.size > MAX_MARKS && oldest !== undefined) this.#places.delete(oldest);
  }
}

function markOf(sealed: string): string {
  return `${sealed.length} ${sealed.slice(0, MARK_CHARS)}`;
}
