import { dirname, join } from 'node:path';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import { FolderBell } from '../folder-bell.ts';
import type { ToolDecision, TranscriptFacts } from './transcript-facts.ts';
import { findTranscript, isTranscriptOf } from './transcript-path.ts';
import { TranscriptTail, type TranscriptListener } from './transcript-tail.ts';

const GATHER_MS = 30;
/** The system tells of changes; these looks are for when it does not. */
const LOOK_AT_WATCHED_MS = SECOND_MS;
const LOOK_AT_OTHERS_MS = 5 * SECOND_MS;

interface Followed {
  readonly cwd: string;
  toldPath: string | null;
  tail: TranscriptTail | null;
  depth: 'title' | 'all';
  facts: TranscriptFacts;
  skipped: number;
}

export interface TranscriptsListener {
  readonly onSaid: (sessionId: string, line: Uint8Array) => void;
  /** All that is known now, when something of it changed. */
  readonly onFacts: (sessionId: string, facts: TranscriptFacts) => void;
  readonly onToolResult: (sessionId: string, toolUseId: string, decision: ToolDecision | null) => void;
}

/** The records of all sessions that are followed: fully where somebody looks or an ask is open, else for their title. */
export class SessionTranscripts {
  readonly #configDir: string;
  readonly #clock: Clock;
  readonly #listener: TranscriptsListener;
  readonly #followed = new Map<string, Followed>();
  /** By project folder; one watch serves all sessions in it that are read fully. */
  readonly #bells = new Map<string, FolderBell>();
  #cancelGather: (() => void) | null = null;
  #cancelLook: (() => void) | null = null;
  #othersLookedAtMs = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(parts: { readonly configDir: string; readonly clock: Clock; readonly listener: TranscriptsListener }) {
    this.#configDir = parts.configDir;
    this.#clock = parts.clock;
    this.#listener = parts.listener;
  }

  /** Begins to follow a session, or looks at it again now: something of it has changed. */
  async follow(sessionId: string, cwd: string): Promise<void> {
    if (this.#stopped) return;
    if (!this.#followed.has(sessionId)) {
      this.#followed.set(sessionId, { cwd, toldPath: null, tail: null, depth: 'title', facts: {}, skipped: 0 });
    }
    this.#scheduleLook();
    await this.look(sessionId);
  }

  /** A hook said where the record is; that is better than searching. */
  tellPath(sessionId: string, path: string): void {
    const session = this.#followed.get(sessionId);
    if (session !== undefined && isTranscriptOf(path, sessionId, this.#configDir)) session.toldPath = path;
  }

  forget(sessionId: string): void {
    this.#followed.delete(sessionId);
    this.#tendBells();
  }

  /** Which sessions are read in full from now on: those on screen, and those with an ask open or just answered. */
  watchFully(sessionIds: ReadonlySet<string>): void {
    for (const [sessionId, session] of this.#followed) {
      const depth = sessionIds.has(sessionId) ? 'all' : 'title';
      if (session.depth === depth) continue;
      session.depth = depth;
      if (depth === 'all') void this.look(sessionId);
    }
    this.#tendBells();
  }

  facts(sessionId: string): TranscriptFacts {
    return this.#followed.get(sessionId)?.facts ?? {};
  }

  /** Records that were too long or could not be read. */
  skipped(sessionId: string): number {
    return this.#followed.get(sessionId)?.skipped ?? 0;
  }

  /** @returns raw records before the oldest one told, oldest first; null if the session or its file is not there */
  async older(sessionId: string): Promise<readonly Uint8Array[] | null> {
    const session = this.#followed.get(sessionId);
    if (session === undefined) return null;
    const tail = await this.#tailOf(sessionId, session);
    return tail === null ? null : tail.older();
  }

  mayHaveOlder(sessionId: string): boolean {
    return this.#followed.get(sessionId)?.tail?.mayHaveOlder ?? true;
  }

  rewindOlder(sessionId: string, fromEnd: boolean): void {
    this.#followed.get(sessionId)?.tail?.rewind(fromEnd);
  }

  /** Reads what is new of one session. Never rejects. */
  async look(sessionId: string): Promise<void> {
    const session = this.#followed.get(sessionId);
    if (session === undefined || this.#stopped) return;
    const tail = await this.#tailOf(sessionId, session);
    if (tail === null) return;
    tail.depth = session.depth;
    await tail.look();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelGather?.();
    this.#cancelLook?.();
    this.#followed.clear();
    this.#tendBells();
  }

  async #tailOf(sessionId: string, session: Followed): Promise<TranscriptTail | null> {
    const path =
      session.toldPath ?? session.tail?.path ?? (await findTranscript(this.#configDir, sessionId, session.cwd));
    if (path === null || this.#followed.get(sessionId) !== session) return null;
    if (session.tail?.path !== path) {
      session.tail = new TranscriptTail(path, this.#listenerOf(sessionId, session));
      this.#tendBells();
    }
    return session.tail;
  }

  #listenerOf(sessionId: string, session: Followed): TranscriptListener {
    const isCurrent = () => this.#followed.get(sessionId) === session;
    return {
      onSaid: (line) => {
        if (isCurrent()) this.#listener.onSaid(sessionId, line);
      },
      onFacts: (news) => {
        const facts = { ...session.facts, ...news };
        if (!isCurrent() || JSON.stringify(facts) === JSON.stringify(session.facts)) return;
        session.facts = facts;
        this.#listener.onFacts(sessionId, facts);
      },
      onToolResult: (toolUseId, decision) => {
        if (isCurrent()) this.#listener.onToolResult(sessionId, toolUseId, decision);
      },
      onSkipped: () => void session.skipped++,
    };
  }

  #tendBells(): void {
    const wanted = new Map<string, string>();
    for (const { depth, tail } of this.#followed.values()) {
      if (depth === 'title' || tail === null) continue;
      const project = dirname(tail.path);
      wanted.set(project, dirname(project));
      // Subagents write into a folder of their own, which comes with the first of them.
      wanted.set(join(tail.path.slice(0, -'.jsonl'.length), 'subagents'), project);
    }
    for (const [dir, bell] of this.#bells) {
      if (wanted.has(dir)) continue;
      bell.stop();
      this.#bells.delete(dir);
    }
    for (const [dir, above] of wanted) {
      if (this.#bells.has(dir)) continue;
      const bell = new FolderBell({ dir, above, ring: () => this.#rang() });
      this.#bells.set(dir, bell);
      void bell.hang();
    }
  }

  #rang(): void {
    this.#cancelGather ??= this.#clock.schedule(GATHER_MS, () => {
      this.#cancelGather = null;
      this.#lookAt('all');
    });
  }

  #lookAt(depth: 'all' | 'title'): void {
    for (const [sessionId, session] of this.#followed) if (session.depth === depth) void this.look(sessionId);
  }

  #scheduleLook(): void {
    if (this.#stopped || this.#cancelLook !== null || this.#followed.size === 0) return;
    this.#cancelLook = this.#clock.schedule(LOOK_AT_WATCHED_MS, () => {
      this.#cancelLook = null;
      for (const bell of this.#bells.values()) void bell.hang();
      this.#lookAt('all');
      if (this.#clock.monotonicMs() - this.#othersLookedAtMs >= LOOK_AT_OTHERS_MS) {
        this.#othersLookedAtMs = this.#clock.monotonicMs();
        this.#lookAt('title');
      }
      this.#scheduleLook();
    });
  }
}
