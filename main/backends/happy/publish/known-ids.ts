/** The newest ids of something, up to a number. */
export class KnownIds {
  readonly #max: number;
  readonly #ids = new Set<string>();

  constructor(max: number) {
    this.#max = max;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** @returns false if it was known before */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#max) for (const oldest of this.#ids) return this.#ids.delete(oldest);
    return true;
  }
}
