/** Tool calls that began and are not known to be over, by their id. */
export class ToolCalls {
  readonly #open = new Map<string, { readonly likeness: string; readonly agentId: string | null; isAsked: boolean }>();

  begin(toolUseId: string, likeness: string, agentId: string | null): void {
    this.#open.set(toolUseId, { likeness, agentId, isAsked: false });
    if (this.#open.size <= MAX_OPEN) return;
    for (const oldest of this.#open.keys()) return void this.#open.delete(oldest);
  }

  /**
   * Finds the one call that a question can only be about. Where two look alike and neither was asked about yet, it is
   * not guessed.
   */
  claim(likeness: string): string | null {
    const candidates = [...this.#open].filter(([, call]) => call.likeness === likeness && !call.isAsked);
    const [only] = candidates;
    if (only === undefined || candidates.length > 1) return null;
    only[1].isAsked = true;
    return only[0];
  }

  /** @returns what it looked like, if it was known */
  end(toolUseId: string): string | null {
    const likeness = this.#open.get(toolUseId)?.likeness ?? null;
    this.#open.delete(toolUseId);
    return likeness;
  }

  endAll(agentId: string | null): void {
    for (const [toolUseId, call] of this.#open) if (call.agentId === agentId) this.#open.delete(toolUseId);
  }
}

const MAX_OPEN = 500;
