import { sessionId as toSessionId, type SessionId } from '../../../../shared/ids.ts';
import { PERMISSION_MODES } from '../../../../shared/model/session.ts';
import { present } from '../../../claude/present.ts';
import type { BackendEvent, SessionFacts } from '../../../domain/backend-event.ts';
import { modeSilence } from '../registry/session-facts.ts';
import { CAN_ONCE_ENDED, type OwnTools } from './own-session.ts';
import { SessionFile, type SessionRecord } from './session-file.ts';

const KEPT = ['title', 'model', 'mode'] as const;

/** What is kept of our sessions beyond their run. */
export class SessionRecords {
  readonly #tools: OwnTools;
  readonly #file: SessionFile;
  readonly #records = new Map<SessionId, SessionRecord>();
  #loading: Promise<void> | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(profileDir: string, tools: OwnTools) {
    this.#tools = tools;
    this.#file = new SessionFile(profileDir);
  }

  has(sessionId: SessionId): boolean {
    return this.#records.has(sessionId);
  }

  get(sessionId: SessionId): SessionRecord | null {
    return this.#records.get(sessionId) ?? null;
  }

  /** Reads the file, once. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Tells of every session that was kept and does not run. */
  tellAsEnded(runs: (sessionId: SessionId) => boolean): void {
    const { connectionId, emit } = this.#tools;
    for (const [sessionId, { folder, title, model, mode, lastUsedAtMs }] of this.#records) {
      if (runs(sessionId)) continue;
      const facts: SessionFacts = {
        ...present<Pick<SessionFacts, 'model' | 'permissionMode'>>({ model, permissionMode: mode }),
        title,
        cwd: folder,
        activity: { tag: 'ended' },
        can: CAN_ONCE_ENDED,
        lastHeardAtMs: lastUsedAtMs,
      };
      emit({ tag: 'session-facts', connectionId, sessionId, facts });
    }
  }

  put(record: SessionRecord): void {
    this.#records.set(toSessionId(record.id), record);
    this.#write();
  }

  used(sessionId: SessionId): void {
    const record = this.#records.get(sessionId);
    if (record !== undefined) this.put({ ...record, lastUsedAtMs: this.#tools.clock.nowMs() });
  }

  /** Takes note of what an event says that should outlast the run. @returns the event, with what follows from it */
  learn(event: BackendEvent): BackendEvent {
    if (event.tag !== 'session-facts') return event;
    const { title, model, permissionMode } = event.facts;
    const record = this.#records.get(event.sessionId);
    // A mode of a newer Claude Code could not be asked for again.
    const mode = PERMISSION_MODES.find((known) => known === permissionMode);
    const news = present<Partial<Pick<SessionRecord, 'title' | 'model' | 'mode'>>>({ title, model, mode });
    if (record !== undefined && KEPT.some((name) => news[name] !== undefined && news[name] !== record[name]))
      this.put({ ...record, ...news });
    return permissionMode === undefined
      ? event
      : { ...event, facts: { ...event.facts, silence: modeSilence(permissionMode) } };
  }

  /** Resolves when all is on the disk, or known not to get there. */
  flush(): Promise<void> {
    return this.#writing;
  }

  async #load(): Promise<void> {
    try {
      const records = await this.#file.read();
      if (records === null) this.#tools.log.warn('own-sessions-unreadable');
      for (const record of records ?? []) this.#records.set(toSessionId(record.id), record);
    } catch (error) {
      this.#tools.log.warn('own-sessions-not-read', { error: String(error) });
    }
  }

  #write(): void {
    this.#writing = this.#file
      .write([...this.#records.values()])
      .catch((error: unknown) => this.#tools.log.warn('own-sessions-not-written', { error: String(error) }));
  }
}
