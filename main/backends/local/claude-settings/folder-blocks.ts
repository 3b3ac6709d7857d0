import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';

const LOOK_EVERY_MS = 10 * SECOND_MS;
/** More folders than anybody works in; the ones that were first asked about are forgotten. */
const MAX_FOLDERS = 200;

export interface FolderBlocksParts {
  readonly clock: Clock;
  /** Whether the settings in force in a folder keep our hooks from working there. */
  readonly look: (folder: string) => Promise<boolean>;
}

/** In which folders our hooks do not work: a project's own settings may switch off, or on, what the person's say. */
export class FolderBlocks {
  readonly #parts: FolderBlocksParts;
  readonly #known = new Map<string, boolean | null>();
  readonly #listeners = new Set<() => void>();
  #cancelRound: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: FolderBlocksParts) {
    this.#parts = parts;
  }

  /** Told when an answer has changed, or has become known. */
  onChange(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** @returns null while it is not known; it is found out then */
  isBlocked(folder: string): boolean | null {
    const known = this.#known.get(folder);
    if (known !== undefined || this.#isStopped) return known ?? null;
    this.#known.set(folder, null);
    for (const oldest of [...this.#known.keys()].slice(0, -MAX_FOLDERS)) this.#known.delete(oldest);
    void this.#look(folder);
    this.#cancelRound ??= this.#nextRound();
    return null;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelRound?.();
    this.#listeners.clear();
  }

  #nextRound(): () => void {
    return this.#parts.clock.schedule(LOOK_EVERY_MS, () => void this.#round());
  }

  /** What counts everywhere has changed. */
  async lookAgain(): Promise<void> {
    await Promise.all([...this.#known.keys()].map((folder) => this.#look(folder)));
  }

  async #round(): Promise<void> {
    await this.lookAgain();
    if (!this.#isStopped) this.#cancelRound = this.#nextRound();
  }

  async #look(folder: string): Promise<void> {
    const isBlocked = await this.#parts.look(folder);
    const before = this.#known.get(folder);
    if (before === undefined || before === isBlocked) return;
    this.#known.set(folder, isBlocked);
    for (const listener of this.#listeners) listener();
  }
}
