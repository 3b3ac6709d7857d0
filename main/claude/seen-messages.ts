/** Uuids remembered per session, to drop what comes again after a reconnect or as an echo. */
const REMEMBERED = 256;

export class SeenMessages {
  readonly #uuids = new Set<string>();

  /** @returns false for one that was taken in before */
  isNew(uuid: string): boolean {
    if (this.#uuids.has(uuid)) return false;
    this.#uuids.add(uuid);
    if (this.#uuids.size > REMEMBERED) for (const oldest of this.#uuids) return this.#uuids.delete(oldest);
    return true;
  }
}
