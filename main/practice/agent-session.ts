import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { EventLog, type LoggedEvent } from './event-log.ts';
import type { Payload, Speaker } from './frames.ts';
import type { Script } from './script.ts';

export type WorkerStatus = 'idle' | 'running' | 'requires_action';

/** How much of a session is kept; a reader who was away longer pages nothing older. */
const RETAINED_EVENTS = 2_000;

/** State of one session as its readers can see it. */
export class AgentSession {
  readonly script: Script;
  readonly log = new EventLog(RETAINED_EVENTS);
  /** The whole control_request of every open ask, by its id. */
  readonly openAsks = new Map<string, Payload>();
  readonly createdAtMs: number;
  title: string;
  model: string;
  mode: string;
  status: WorkerStatus = 'idle';
  isArchived = false;
  isUnread = false;
  lastEventAtMs: number;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #readers = new Set<(event: LoggedEvent) => void>();

  constructor(script: Script, clock: Clock, random: Random) {
    this.script = script;
    this.title = script.title;
    this.model = script.model;
    this.mode = script.mode;
    this.#clock = clock;
    this.#random = random;
    this.createdAtMs = clock.nowMs();
    this.lastEventAtMs = this.createdAtMs;
  }

  get speaker(): Speaker {
    return { sessionId: this.script.id, model: this.model, uuid: () => this.#random.uuid() };
  }

  /** Adds what the worker says. */
  emit(payload: Payload): void {
    this.isUnread = true;
    this.append(JSON.stringify(payload), payload, 'worker');
  }

  /** @returns the event's number, and whether its uuid was known: then nothing happened. */
  append(text: string, payload: Payload, source: LoggedEvent['source']) {
    const eventId = typeof payload['uuid'] === 'string' ? payload['uuid'] : this.#random.uuid();
    const eventType = typeof payload['type'] === 'string' ? payload['type'] : 'unknown';
    const createdAtMs = this.#clock.nowMs();
    const { sequence, added } = this.log.append({ eventId, eventType, source, createdAtMs, payloadText: text });
    if (added !== null) {
      this.lastEventAtMs = createdAtMs;
      for (const reader of this.#readers) reader(added);
    }
    return { eventId, sequence, isDuplicate: added === null };
  }

  /** @returns stops listening; harmless when called twice. */
  onEvent(reader: (event: LoggedEvent) => void): () => void {
    this.#readers.add(reader);
    return () => void this.#readers.delete(reader);
  }

  row(): Payload {
    const iso = (ms: number) => new Date(ms).toISOString();
    return {
      id: this.script.id,
      title: this.title,
      status: this.isArchived ? 'archived' : 'active',
      worker_status: this.status,
      connection_status: 'connected',
      environment_kind: 'bridge',
      config: { cwd: this.script.cwd, model: this.model, sources: [], outcomes: [] },
      external_metadata: { model: this.model, permission_mode: this.mode },
      unread: this.isUnread,
      tags: [],
      created_at: iso(this.createdAtMs),
      updated_at: iso(this.lastEventAtMs),
      last_event_at: iso(this.lastEventAtMs),
    };
  }
}
