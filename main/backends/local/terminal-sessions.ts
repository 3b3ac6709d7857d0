import { hostname } from 'node:os';
import { sessionId as toSessionId, sessionKey, type SessionId } from '../../../shared/ids.ts';
import type { Silence } from '../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { MINUTE_MS } from '../../../shared/units.ts';
import type { SessionFacts } from '../../domain/backend-event.ts';
import type { BackendTools } from '../../ports/backend.ts';
import type { CommandError } from '../../ports/command.ts';
import type { LocalHost } from '../../ports/local-host.ts';
import type { HookFacts } from './hooks/hook-facts.ts';
import { QuietTimers } from './quiet-timers.ts';
import { AgentsList } from './registry/agents.ts';
import { createProcessCheck } from './registry/process-check.ts';
import { entriesBySession, type RegistryChange } from './registry/registry-change.ts';
import { NO_ENTRY, type RegistryEntry } from './registry/registry-entry.ts';
import { RegistryWatch } from './registry/registry-watch.ts';
import { endedFacts, sessionFacts } from './registry/session-facts.ts';
import type { TerminalStatus } from './hooks/session-asks.ts';
import { newTerminalSession, type TerminalSession } from './terminal-session.ts';
import { SessionTranscripts } from './transcript/session-transcripts.ts';

/** The rest of the day's work, not for ever. */
const MAX_ENDED = 20;
/** The end of a program that wrote no entry is told by nobody if it was killed: after this long nothing is claimed of it. */
const QUIET_AFTER_MS = 10 * MINUTE_MS;

export interface TerminalSessionsOptions {
  readonly host: LocalHost;
  readonly tools: BackendTools;
  readonly configDir: string;
  /** Path of Claude Code's program, as far as it is known by now. */
  readonly program: () => string | null;
  /** Runs as our own child: what is told of it comes from there. */
  readonly isOwn: (sessionId: SessionId) => boolean;
  /** @param cwd  where the session was started, if that is known */
  readonly hooksSilence: (cwd: string | null) => Extract<Silence, 'not-connected' | 'hooks-blocked'> | null;
  readonly onStatus: (sessionId: SessionId, status: TerminalStatus) => void;
  readonly onGone: (sessionId: SessionId) => void;
  /** A tool call is over, by the record of its session. `wasLetRun`: null where that does not say. */
  readonly onToolResult: (sessionId: SessionId, toolUseId: string, wasLetRun: boolean | null) => void;
}

/** The sessions in this computer's terminals: what they are, as the registry, their hooks and their records tell it. */
export class TerminalSessions {
  readonly #options: TerminalSessionsOptions;
  readonly #registry: RegistryWatch;
  readonly #transcripts: SessionTranscripts;
  readonly #sessions = new Map<SessionId, TerminalSession>();
  readonly #quiet: QuietTimers;
  readonly #host = hostname();

  constructor(options: TerminalSessionsOptions) {
    const { host, configDir, tools } = options;
    const { clock } = host;
    const agents = new AgentsList({ host, program: options.program, configDir });
    this.#options = options;
    this.#quiet = new QuietTimers(clock, QUIET_AFTER_MS, (sessionId) => this.#onQuiet(sessionId));
    this.#registry = new RegistryWatch({
      configDir,
      clock,
      check: createProcessCheck(host.platform, clock),
      agents: () => agents.list('recent'),
      onEntries: (entries, change) => this.#onEntries(entries, change),
    });
    this.#transcripts = new SessionTranscripts({
      configDir,
      clock,
      listener: {
        onSaid: (id, line) => tools.transcripts.append(sessionKey(tools.connectionId, toSessionId(id)), line),
        onFacts: (id, facts) => this.#onRecord(toSessionId(id), facts.permissionMode),
        onToolResult: (id, toolUseId, decision) =>
          options.onToolResult(toSessionId(id), toolUseId, decision === null ? null : decision.decision === 'accept'),
      },
    });
  }

  start(): void {
    this.#registry.start();
  }

  stop(): void {
    this.#registry.stop();
    this.#transcripts.stop();
    this.#quiet.stop();
  }

  refresh(): void {
    void this.#registry.refresh();
  }

  /** Of the present link of a session, which begins anew when the session does. */
  generationOf(sessionId: SessionId): number {
    return this.#sessions.get(sessionId)?.generation ?? 1;
  }

  /** Where it runs, for bringing it to the front; its entry is null once it has ended. */
  placeOf(sessionId: SessionId): { readonly cwd: string; readonly entry: RegistryEntry | null } | null {
    const session = this.#sessions.get(sessionId);
    if (session === undefined || session.cwd === null) return null;
    return { cwd: session.cwd, entry: session.entry };
  }

  /** True while a person could be asked in its terminal: in print mode nobody sits there. */
  isInteractive(sessionId: SessionId): boolean {
    const entry = this.#sessions.get(sessionId)?.entry ?? null;
    return entry !== null && entry.entrypoint === 'cli';
  }

  get runningIds(): ReadonlySet<string> {
    return new Set(this.#registry.entries.map((entry) => entry.sessionId));
  }

  /** A hook called; it may be the first that is heard of its session. */
  hear(sessionId: SessionId, facts: HookFacts): void {
    // The last word of a session whose entry went first.
    if (facts.activity?.tag === 'ended' && this.#sessions.get(sessionId)?.isEnded === true) return;
    const session = this.#see(sessionId, facts.cwd ?? null);
    if (session.entry === null) this.#quiet.heard(sessionId);
    session.hook = { ...session.hook, ...facts };
    if (facts.transcriptPath !== undefined) this.#transcripts.tellPath(sessionId, facts.transcriptPath);
    if (facts.activity?.tag === 'ended' && session.entry === null) return this.#end(session);
    this.#tell(session);
  }

  /** A hook that could not be read, or of a kind that is not known; null where it did not name its session. */
  skip(sessionId: SessionId | null, why: 'malformed' | 'unknown'): void {
    const session = sessionId === null ? undefined : this.#sessions.get(sessionId);
    if (session === undefined) return;
    session.skipped = { ...session.skipped, [why]: session.skipped[why] + 1 };
    const { connectionId, emit } = this.#options.tools;
    emit({ tag: 'frames-skipped', connectionId, sessionId: session.sessionId, ...session.skipped });
  }

  /** Something that all of them show has changed. */
  tellAll(): void {
    for (const session of this.#sessions.values()) this.#tell(session);
  }

  /** Whose record is worth reading in full. */
  prioritise(wanted: ReadonlySet<SessionId>): void {
    this.#transcripts.watchFully(wanted);
  }

  /** Lets the record of a session be read that runs, or ran, as our own child. */
  follow = (sessionId: SessionId, cwd: string): Promise<void> => this.#transcripts.follow(sessionId, cwd);

  async older(sessionId: SessionId): Promise<Result<readonly Uint8Array[], CommandError>> {
    const lines = await this.#transcripts.older(sessionId);
    return lines === null ? err({ code: 'no-such-session' }) : ok(lines);
  }

  mayHaveOlder(sessionId: SessionId): boolean {
    return this.#transcripts.mayHaveOlder(sessionId);
  }

  rewindOlder(sessionId: SessionId, isCut: boolean): void {
    this.#transcripts.rewindOlder(sessionId, isCut);
  }

  #onEntries(entries: readonly RegistryEntry[], change: RegistryChange): void {
    const bySession = entriesBySession(entries);
    for (const [id, entry] of bySession) {
      const sessionId = toSessionId(id);
      if (this.#options.isOwn(sessionId)) continue;
      const session = this.#see(sessionId, entry.cwd);
      const isNews = session.entry !== entry;
      session.entry = entry;
      session.cwd = entry.cwd;
      if (!isNews) continue;
      this.#tell(session);
      void this.#transcripts.follow(sessionId, entry.cwd);
      this.#quiet.forget(sessionId);
      const { status, statusUpdatedAtMs } = entry;
      // Of a conversation that is open in two terminals nobody knows which of them asked.
      const isAlone = entries.every((other) => other === entry || other.sessionId !== id);
      if (isAlone && status !== null && statusUpdatedAtMs !== null)
        this.#options.onStatus(sessionId, { status, statusUpdatedAtMs });
    }
    const left = [...change.gone, ...change.changed.map(({ before }) => before)];
    for (const { sessionId: id } of left) {
      const session = this.#sessions.get(toSessionId(id));
      if (session !== undefined && !bySession.has(id)) this.#end(session);
    }
  }

  #onQuiet(sessionId: SessionId): void {
    const session = this.#sessions.get(sessionId);
    if (session?.entry !== null) return;
    // Whoever waits for an answer holds its line open all the while.
    if (session.hook.activity?.tag === 'needs-you') return this.#quiet.heard(sessionId);
    session.hook = { ...session.hook, activity: { tag: 'unknown' } };
    this.#tell(session);
  }

  #onRecord(sessionId: SessionId, mode: string | undefined): void {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;
    if (mode !== session.recordMode) {
      session.recordMode = mode;
      const { permissionMode: _older, ...rest } = session.hook;
      session.hook = rest;
    }
    this.#tell(session);
  }

  /** The session, begun if it is new or had ended. */
  #see(sessionId: SessionId, cwd: string | null): TerminalSession {
    const known = this.#sessions.get(sessionId);
    if (known !== undefined && !known.isEnded) {
      known.cwd ??= cwd;
      return known;
    }
    const session = newTerminalSession(sessionId, cwd, (known?.generation ?? 0) + 1);
    this.#sessions.set(sessionId, session);
    this.#tell(session);
    const { tools } = this.#options;
    const of = { connectionId: tools.connectionId, sessionId };
    const { generation } = session;
    tools.emit({ tag: 'session-link', ...of, link: { tag: 'live', generation } });
    // Asks of before can be answered in its terminal only: their connections are gone.
    tools.emit({ tag: 'open-asks-listed', ...of, requestIds: [], generation });
    if (cwd !== null) void this.#transcripts.follow(sessionId, cwd);
    return session;
  }

  #end(session: TerminalSession): void {
    if (session.isEnded) return;
    session.isEnded = true;
    this.#quiet.forget(session.sessionId);
    session.entry = null;
    this.#options.onGone(session.sessionId);
    // Something went on under the same id: it is told of by whoever runs it now.
    if (!this.#options.isOwn(session.sessionId)) {
      this.#emitFacts(session, { ...endedFacts(), lastHeardAtMs: this.#options.host.clock.nowMs() });
      const { connectionId, emit } = this.#options.tools;
      emit({ tag: 'session-link', connectionId, sessionId: session.sessionId, link: { tag: 'unwatched' } });
    }
    this.#sessions.delete(session.sessionId); // to the end: the longest ended come first
    this.#sessions.set(session.sessionId, session);
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    const ended = [...this.#sessions.values()].filter(({ isEnded }) => isEnded);
    for (const { sessionId } of ended.slice(0, -MAX_ENDED)) {
      this.#sessions.delete(sessionId);
      this.#transcripts.forget(sessionId);
      const { connectionId, emit } = this.#options.tools;
      if (!this.#options.isOwn(sessionId)) emit({ tag: 'session-removed', connectionId, sessionId });
    }
  }

  #tell(session: TerminalSession | undefined): void {
    if (session === undefined || session.isEnded || this.#options.isOwn(session.sessionId)) return;
    const facts = this.#factsOf(session);
    const text = JSON.stringify(facts);
    if (text === session.told) return;
    session.told = text;
    this.#emitFacts(session, facts);
  }

  #factsOf({ sessionId, entry, hook, cwd }: TerminalSession): SessionFacts {
    const record = this.#transcripts.facts(sessionId);
    const permissionMode = hook.permissionMode ?? record.permissionMode;
    const lastPrompt = hook.promptTitle ?? record.lastPrompt;
    const customTitle = hook.sessionTitle ?? record.customTitle;
    const facts = sessionFacts(
      entry ?? { ...NO_ENTRY, sessionId, cwd: cwd ?? '' },
      {
        ...record,
        ...(permissionMode !== undefined && { permissionMode }),
        ...(lastPrompt !== undefined && { lastPrompt }),
        ...(customTitle !== undefined && { customTitle }),
      },
      { host: this.#host, hooksSilence: this.#options.hooksSilence(cwd) },
    );
    // The registry is the program's own word; hooks stand in where it does not speak.
    const isTold = entry !== null && entry.status !== null;
    return isTold || hook.activity === undefined ? facts : { ...facts, activity: hook.activity };
  }

  #emitFacts({ sessionId }: TerminalSession, facts: SessionFacts): void {
    const { connectionId, emit } = this.#options.tools;
    emit({ tag: 'session-facts', connectionId, sessionId, facts });
  }
}
