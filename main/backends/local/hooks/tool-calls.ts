/** `isCertain`: no other call can be meant. Of two that look alike, and both began before either was asked about, it is not. */
interface Claim {
  readonly toolUseId: string | null;
  readonly isCertain: boolean;
}

/** Tool calls that began and are not known to be over, by their id. */
export class ToolCalls {
  readonly #open = new Map<string, { readonly likeness: string; readonly agentId: string | null; isAsked: boolean }>();
  /** Looks of calls that could not be told apart; the last of them is not certain either. */
  readonly #guessed = new Set<string>();

  begin(toolUseId: string, likeness: string, agentId: string | null): void {
    this.#open.set(toolUseId, { likeness, agentId, isAsked: false });
    if (this.#open.size <= MAX_OPEN) return;
    for (const oldest of this.#open.keys()) return void this.#open.delete(oldest);
  }

  /** Finds the call that a question is about. Calls are asked about in the order in which they began. */
  claim(likeness: string): Claim {
    const candidates = [...this.#open].filter(([, call]) => call.likeness === likeness && !call.isAsked);
    const [first] = candidates;
    if (first === undefined) return { toolUseId: null, isCertain: false };
    const isCertain = candidates.length === 1 && !this.#guessed.has(likeness);
    first[1].isAsked = true;
    if (!isCertain) this.#guessed.add(likeness);
    return { toolUseId: first[0], isCertain };
  }

  /** @returns what it looked like, if it was known */
  end(toolUseId: string): string | null {
    const likeness = this.#open.get(toolUseId)?.likeness ?? null;
    this.#open.delete(toolUseId);
    this.#forgetGuesses();
    return likeness;
  }

  endAll(agentId: string | null): void {
    for (const [toolUseId, call] of this.#open) if (call.agentId === agentId) this.#open.delete(toolUseId);
    this.#forgetGuesses();
  }

  #forgetGuesses(): void {
    if (this.#guessed.size === 0) return;
    const alive = new Set([...this.#open.values()].map(({ likeness }) => likeness));
    for (const likeness of this.#guessed) if (!alive.has(likeness)) this.#guessed.delete(likeness);
  }
}

const MAX_OPEN = 500;
