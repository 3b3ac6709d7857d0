/** Things that happened, in order, and a way to wait for them without sleeping. */
export class Arrivals<T> {
  readonly #items: T[] = [];
  readonly #watchers = new Set<(item: T) => void>();
  #taken = 0;

  get all(): readonly T[] {
    return this.#items;
  }

  add(item: T): void {
    this.#items.push(item);
    for (const watcher of this.#watchers) watcher(item);
  }

  /** The next one nobody took yet, in order of arrival, now or when it comes. Each is handed out once. */
  async next(): Promise<T> {
    const place = this.#taken++;
    const known = this.#items[place];
    if (known !== undefined) return known;
    return this.#watch(() => this.#items.length > place).then(() => this.#items[place] as T);
  }

  /** The first match, past or future. */
  async find(matches: (item: T) => boolean): Promise<T> {
    return this.#items.find(matches) ?? this.#watch(matches);
  }

  /** The first match that arrives after this call. */
  later(matches: (item: T) => boolean = () => true): Promise<T> {
    return this.#watch(matches);
  }

  /** Resolves once `count` matches have arrived in all. */
  async count(count: number, matches: (item: T) => boolean = () => true): Promise<readonly T[]> {
    const found = () => this.#items.filter(matches);
    while (found().length < count) await this.#watch(matches);
    return found();
  }

  #watch(matches: (item: T) => boolean): Promise<T> {
    return new Promise((resolve) => {
      const watcher = (item: T) => {
        if (!matches(item)) return;
        this.#watchers.delete(watcher);
        resolve(item);
      };
      this.#watchers.add(watcher);
    });
  }
}
