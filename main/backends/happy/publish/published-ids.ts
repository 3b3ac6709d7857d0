/** Sessions of an account that are published from here: whoever lists the account's sessions leaves them out. */
export class PublishedIds {
  readonly #ids = new Set<string>();
  readonly #listeners = new Set<{ readonly tell: (id: string) => void }>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** It stays one of ours when it is over: its row is still there. */
  add(id: string): void {
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    for (const { tell } of this.#listeners) tell(id);
  }

  /** @param tell  one more is published from here, and may have been listed before it was known */
  onAdded(tell: (id: string) => void): () => void {
    const entry = { tell };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }
}
