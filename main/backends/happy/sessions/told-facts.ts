import type { SessionFacts } from '../../../domain/backend-event.ts';

/** Says only what is news: programs tell of themselves every two seconds. */
export class ToldFacts {
  readonly #told = new Map<string, string>();

  /** @returns the members that differ from what was told last; null for none */
  news(facts: SessionFacts): SessionFacts | null {
    const changed = Object.entries(facts).filter(([name, value]) => this.#isNews(name, JSON.stringify(value)));
    return changed.length === 0 ? null : Object.fromEntries(changed);
  }

  #isNews(name: string, text: string): boolean {
    if (this.#told.get(name) === text) return false;
    this.#told.set(name, text);
    return true;
  }
}
