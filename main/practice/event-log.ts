/** One durable event of a session, in the service's own order. */
export interface LoggedEvent {
  /** Dense over all events of the session, whoever sent them; the first is 1. */
  readonly sequence: number;
  /** The payload's uuid where it has one: the key that makes a repeated send harmless. */
  readonly eventId: string;
  readonly eventType: string;
  readonly source: 'worker' | 'client';
  readonly createdAtMs: number;
  /** The payload as JSON text, exactly as its sender wrote it. */
  readonly payloadText: string;
}

export type NewEvent = Omit<LoggedEvent, 'sequence'>;

export interface HistoryPage {
  readonly events: readonly LoggedEvent[];
  readonly hasMore: boolean;
}

/** The numbered, duplicate-free event list behind a session's stream, its replay and its history. */
export class EventLog {
  readonly #retained: number;
  readonly #events: LoggedEvent[] = [];
  readonly #sequenceById = new Map<string, number>();
  #lastSequence = 0;

  /** @param retained  how many newest events are kept at least; older ones may be forgotten in bulk. */
  constructor(retained = Number.POSITIVE_INFINITY) {
    this.#retained = retained;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  /** True when events after `sequence` were forgotten, so that a replay from there has a hole. */
  isCutAfter(sequence: number): boolean {
    return sequence + 1 < this.#firstSequence;
  }

  /** Adds an event, unless one with this id is known: then nothing changes and the known number comes back. */
  append(event: NewEvent): { readonly sequence: number; readonly added: LoggedEvent | null } {
    const known = this.#sequenceById.get(event.eventId);
    if (known !== undefined) return { sequence: known, added: null };
    const added: LoggedEvent = { sequence: ++this.#lastSequence, ...event };
    this.#events.push(added);
    this.#sequenceById.set(added.eventId, added.sequence);
    if (this.#events.length > this.#retained * 2) this.#forget(this.#events.length - this.#retained);
    return { sequence: added.sequence, added };
  }

  /** All kept events with a number above `sequence`, oldest first. */
  after(sequence: number): readonly LoggedEvent[] {
    return this.#events.slice(Math.max(0, sequence + 1 - this.#firstSequence));
  }

  /** @param cursor  exclusive: `desc` continues below it, `asc` above it; null starts at the end named by the order. */
  page(order: 'asc' | 'desc', cursor: number | null, limit: number): HistoryPage {
    if (order === 'asc') {
      const rest = this.after(cursor ?? 0);
      return { events: rest.slice(0, limit), hasMore: rest.length > limit };
    }
    const end = cursor === null ? this.#events.length : Math.max(0, cursor - this.#firstSequence);
    const start = Math.max(0, end - limit);
    return { events: this.#events.slice(start, end).reverse(), hasMore: start > 0 };
  }

  get #firstSequence(): number {
    return this.#lastSequence - this.#events.length + 1;
  }

  #forget(count: number): void {
    for (const event of this.#events.splice(0, count)) this.#sequenceById.delete(event.eventId);
  }
}
