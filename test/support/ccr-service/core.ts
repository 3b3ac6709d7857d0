import type { SequenceStyle } from '../../../main/practice/event-text.ts';
import { CcrSession, type SessionHost, type SessionOptions } from './ccr-session.ts';
import type { Framing } from './connection.ts';
import { ListWatchers } from './list-watchers.ts';

/** State of the whole double that its routes share. */
export class Core implements SessionHost {
  readonly sequenceStyle: SequenceStyle;
  readonly framing: Framing;
  readonly replaysOpenAsks: boolean;
  readonly watchers = new ListWatchers();
  token: string;
  isMuted = false;
  readonly #sessions = new Map<string, CcrSession>();
  readonly #unmuted = new Set<() => void>();

  constructor(options: {
    readonly token: string;
    readonly sequenceStyle: SequenceStyle;
    readonly framing: Framing;
    readonly replaysOpenAsks: boolean;
  }) {
    this.token = options.token;
    this.sequenceStyle = options.sequenceStyle;
    this.framing = options.framing;
    this.replaysOpenAsks = options.replaysOpenAsks;
  }

  sessions(): CcrSession[] {
    return [...this.#sessions.values()];
  }

  /** Both spellings of an id name the same session. */
  find(id: string): CcrSession | null {
    return this.#sessions.get(suffixOf(id)) ?? null;
  }

  add(options: SessionOptions): CcrSession {
    const session = new CcrSession(options, this);
    this.#sessions.set(suffixOf(session.id), session);
    this.watchers.tell('added', session);
    return session;
  }

  remove(session: CcrSession): void {
    this.#sessions.delete(suffixOf(session.id));
    this.watchers.tell('removed', session);
  }

  changed(session: CcrSession): void {
    this.watchers.tell('changed', session);
  }

  mute(): void {
    this.isMuted = true;
    this.watchers.mute(true);
    for (const session of this.sessions()) session.mute();
  }

  unmute(): void {
    this.isMuted = false;
    this.watchers.mute(false);
    for (const session of this.sessions()) session.unmute();
    for (const run of this.#unmuted) run();
    this.#unmuted.clear();
  }

  /** Resolves at once, or when the service speaks again. */
  audible(): Promise<void> {
    return this.isMuted ? new Promise((resolve) => this.#unmuted.add(resolve)) : Promise.resolve();
  }
}

const suffixOf = (id: string) => id.replace(/^(session_|cse_)/, '');
