import { SECOND_MS } from '../../shared/units.ts';
import type { SessionFacts } from '../domain/backend-event.ts';
import type { Clock } from '../ports/clock.ts';

type Report =
  | { readonly tag: 'session-facts'; readonly facts: SessionFacts }
  | { readonly tag: 'frames-skipped'; readonly malformed: number; readonly unknown: number };

const REPORT_EVERY_MS = SECOND_MS;

/** What is told of one session: news at once, that it is merely alive at most once a second. */
export class SessionReport {
  readonly #clock: Clock;
  readonly #emit: (report: Report) => void;
  #known: SessionFacts = {};
  #malformed = 0;
  #unknown = 0;
  #skippedTold = 0;
  #skippedAtMs = Number.NEGATIVE_INFINITY;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, emit: (report: Report) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  tell(facts: SessionFacts): void {
    if (isIncludedIn(facts, this.#known)) return this.#soon();
    this.#known = { ...this.#known, ...facts };
    this.#send(facts);
  }

  skip(why: 'malformed' | 'unknown'): void {
    if (why === 'malformed') this.#malformed++;
    else this.#unknown++;
    this.#soon();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #soon(): void {
    if (this.#cancel !== null) return;
    const dueInMs = this.#sentAtMs + REPORT_EVERY_MS - this.#clock.monotonicMs();
    if (dueInMs <= 0) this.#send({});
    else this.#cancel = this.#clock.schedule(dueInMs, () => this.#send({}));
  }

  #send(facts: SessionFacts): void {
    this.stop();
    const nowMs = this.#clock.monotonicMs();
    this.#sentAtMs = nowMs;
    this.#emit({ tag: 'session-facts', facts: { ...facts, lastHeardAtMs: this.#clock.nowMs() } });
    const skipped = this.#malformed + this.#unknown;
    if (skipped === this.#skippedTold) return;
    // Facts may come faster than once a second; the counts wait their turn.
    if (nowMs - this.#skippedAtMs < REPORT_EVERY_MS) return this.#soon();
    this.#skippedTold = skipped;
    this.#skippedAtMs = nowMs;
    this.#emit({ tag: 'frames-skipped', malformed: this.#malformed, unknown: this.#unknown });
  }
}

/** Cheap where it matters: most news repeats the very same object. */
function isIncludedIn(facts: SessionFacts, known: SessionFacts): boolean {
  const { activity } = facts;
  if (
    activity !== undefined &&
    activity !== known.activity &&
    JSON.stringify(activity) !== JSON.stringify(known.activity)
  )
    return false;
  return TEXTS.every((name) => facts[name] === undefined || facts[name] === known[name]);
}

const TEXTS = ['title', 'cwd', 'host', 'model', 'permissionMode', 'unread'] as const;
