import type { BackendEvent } from '../../../main/domain/backend-event.ts';

/** What a backend reported, in order, and a way to wait for it without sleeping. */
export class HeardEvents {
  readonly all: BackendEvent[] = [];
  readonly #waiting = new Set<() => void>();

  readonly emit = (event: BackendEvent) => {
    this.all.push(event);
    for (const look of this.#waiting) look();
  };

  of<Tag extends BackendEvent['tag']>(tag: Tag): Extract<BackendEvent, { tag: Tag }>[] {
    return this.all.filter((event): event is Extract<BackendEvent, { tag: Tag }> => event.tag === tag);
  }

  /** The first match, past or future. */
  async until<Tag extends BackendEvent['tag']>(
    tag: Tag,
    matches: (event: Extract<BackendEvent, { tag: Tag }>) => boolean = () => true,
  ): Promise<Extract<BackendEvent, { tag: Tag }>> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.of(tag).find(matches);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  live(generation: number) {
    return this.until('session-link', ({ link }) => link.tag === 'live' && link.generation === generation);
  }

  ask(requestId: string) {
    return this.until('asked', ({ request }) => request.requestId === requestId);
  }
}
