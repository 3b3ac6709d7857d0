import { basename, join } from 'node:path';
import { sessionId as toSessionId, type RequestId, type SessionId } from '../../../../shared/ids.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { BackendEvent } from '../../../domain/backend-event.ts';
import type { SendOutcome, StartError, StartOrder } from '../../../ports/backend.ts';
import type { CommandError, SessionCommand } from '../../../ports/command.ts';
import type { LocalHost } from '../host.ts';
import { titleLine } from '../transcript/title.ts';
import { findTranscript } from '../transcript/transcript-path.ts';
import { endSessionNow } from './ending.ts';
import { argumentsFor, environmentFor, findFolder } from './launch.ts';
import { OwnSession, type OwnTools } from './own-session.ts';
import { runOnSession } from './session-commands.ts';
import type { SessionRecord } from './session-file.ts';
import { SessionRecords } from './session-records.ts';
import { isHeldElsewhere } from './held-elsewhere.ts';

export interface OwnSessionsParts {
  readonly host: LocalHost;
  readonly tools: OwnTools;
  /** Where `claude` is. */
  readonly program: () => Promise<Result<string, StartError>>;
  /** Claude Code's own folder: the one it uses by itself, or one that the person chose for this connection. */
  readonly configDir: string;
}

type Started = Result<SessionId, StartError>;

/** The sessions that Gatehouse started: those that run as its children, and those of earlier that can be taken up. */
export class OwnSessions {
  readonly #parts: OwnSessionsParts;
  readonly #records: SessionRecords;
  readonly #running = new Map<SessionId, OwnSession>();
  readonly #starting = new Map<SessionId, Promise<Started>>();
  readonly #generations = new Map<SessionId, number>();
  readonly #heardSinceMs = new Map<SessionId, number>();
  #visible: SessionId | null = null;
  #isStopped = false;

  constructor(parts: OwnSessionsParts) {
    this.#parts = parts;
    this.#records = new SessionRecords(parts.host.profileDir, parts.tools);
  }

  get running(): number {
    return this.#running.size;
  }

  /** Runs as our child now. */
  isRunning(sessionId: SessionId): boolean {
    return this.#running.has(sessionId);
  }

  /** Ran as our child since Gatehouse started: what it said was heard as it said it. */
  hasRun(sessionId: SessionId): boolean {
    return this.#heardSinceMs.has(sessionId);
  }

  /** Since when what it said was heard as it said it; null = it did not run since Gatehouse started. */
  heardSinceMs(sessionId: SessionId): number | null {
    return this.#heardSinceMs.get(sessionId) ?? null;
  }

  /** Where it runs, or ran. */
  folderOf(sessionId: SessionId): string | null {
    return this.#records.get(sessionId)?.folder ?? null;
  }

  has(sessionId: SessionId): boolean {
    return this.#records.has(sessionId) || this.#running.has(sessionId);
  }

  /** Lists the sessions of earlier runs as ended. Done before anything else is. */
  async restore(): Promise<void> {
    await this.#records.load();
    if (!this.#isStopped) this.#records.tellAsEnded((sessionId) => this.#running.has(sessionId));
  }

  /** Whose text is worth telling while it is written. */
  prioritise({ visible }: { readonly visible: SessionId | null }): void {
    this.#visible = visible;
  }

  /** Resolves once the session replies and has taken in its first prompt. */
  async start(order: StartOrder): Promise<Started> {
    const { host, tools } = this.#parts;
    await this.#records.load();
    const folder = await findFolder(order.folder, host.homeDir);
    if (!folder.ok) return folder;
    const sessionId = toSessionId(order.resume ?? tools.random.uuid());
    const known = this.#records.get(sessionId);
    const nowMs = tools.clock.nowMs();
    const record: SessionRecord = {
      ...(known ?? { title: '', startedAtMs: nowMs }),
      id: sessionId,
      folder: folder.value,
      title: known?.title ?? titleLine(order.prompt) ?? (basename(folder.value) || folder.value),
      mode: order.mode,
      ...(order.model !== undefined && { model: order.model }),
      lastUsedAtMs: nowMs,
    };
    const started = await this.#run(sessionId, record, order.resume !== undefined && known === null);
    return started.ok && order.prompt.trim() !== '' ? this.#prompt(sessionId, order.prompt) : started;
  }

  /** Takes up a session of ours that has ended, where it left off, as it was set. */
  async resume(sessionId: SessionId): Promise<Started> {
    await this.#records.load();
    const record = this.#records.get(sessionId);
    if (record === null) return err({ code: 'no-such-session' });
    const folder = await findFolder(record.folder, this.#parts.host.homeDir);
    return folder.ok ? this.#run(sessionId, record, false) : folder;
  }

  async command(sessionId: SessionId, command: SessionCommand): Promise<Result<null, CommandError>> {
    if (!this.has(sessionId)) return err({ code: 'no-such-session' });
    const session = this.#running.get(sessionId);
    if (session !== undefined) {
      if (command.tag === 'send-message') this.#noteMessage(session, sessionId, command.text);
      return runOnSession(session, command, this.#parts.tools.clock);
    }
    if (command.tag !== 'resume') return err({ code: 'offline' });
    const resumed = await this.resume(sessionId);
    if (resumed.ok) return ok(null);
    return err({
      code: resumed.error.code === 'no-such-session' ? 'no-such-session' : 'refused',
      detail: resumed.error.detail ?? resumed.error.code,
    });
  }

  sendAnswer({
    sessionId,
    requestId,
    wire,
    generation,
  }: {
    readonly sessionId: SessionId;
    readonly requestId: RequestId;
    readonly wire: string;
    readonly generation: number;
  }): Promise<SendOutcome> {
    const session = this.#running.get(sessionId);
    // An answer meant for a run that is over has nobody to go to.
    return session?.generation === generation ? session.answer(requestId, wire) : Promise.resolve({ tag: 'failed' });
  }

  /** Ends all of them, and whatever commands they run, within 1.2 s. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const { clock } = this.#parts.tools;
    await Promise.all([...this.#running.values()].map((session) => endSessionNow(session, clock)));
    await this.#records.flush();
  }

  /** A prompt that does not get there must stay with the person, so there is no session without it. */
  async #prompt(sessionId: SessionId, text: string): Promise<Started> {
    const { clock, random } = this.#parts.tools;
    const taken = await this.command(sessionId, { tag: 'send-message', draftId: random.uuid(), text });
    if (taken.ok) return ok(sessionId);
    const session = this.#running.get(sessionId);
    if (session !== undefined) await endSessionNow(session, clock);
    const detail = session?.child.lastLines.join('\n') ?? '';
    return err({ code: 'not-started', ...(detail !== '' && { detail }) });
  }

  /** A session that was begun without a prompt is called after its first message. */
  #noteMessage(session: OwnSession, sessionId: SessionId, text: string): void {
    this.#records.used(sessionId);
    const record = this.#records.get(sessionId);
    const title = record?.title === basename(record?.folder ?? '') ? titleLine(text) : undefined;
    if (title !== undefined) session.conversation.emit({ tag: 'session-facts', facts: { title } });
  }

  #run(sessionId: SessionId, record: SessionRecord, isForeign: boolean): Promise<Started> {
    if (this.#running.get(sessionId)?.isLive === true) return Promise.resolve(ok(sessionId));
    const under = this.#starting.get(sessionId);
    if (under !== undefined) return under;
    const starting = this.#launch(sessionId, record, isForeign).finally(() => this.#starting.delete(sessionId));
    this.#starting.set(sessionId, starting);
    return starting;
  }

  async #launch(sessionId: SessionId, record: SessionRecord, isForeign: boolean): Promise<Started> {
    const { host, tools, configDir } = this.#parts;
    const isResume = (await findTranscript(configDir, sessionId, record.folder)) !== null;
    // One of ours that never got a message left nothing behind: it begins anew under its id.
    if (isForeign && !isResume) return err({ code: 'no-such-session' });
    if (isResume && (await isHeldElsewhere(configDir, sessionId, host))) return err({ code: 'runs-elsewhere' });
    const args = argumentsFor({ ...record, sessionId, isResume });
    if (!args.ok) return args;
    const program = await this.#parts.program();
    if (!program.ok) return program;
    if (this.#isStopped) return err({ code: 'not-started' });
    const generation = (this.#generations.get(sessionId) ?? 0) + 1;
    const session = new OwnSession(
      {
        host,
        tools: { ...tools, emit: (event) => this.#emit(event) },
        sessionId,
        generation,
        facts: { title: record.title, cwd: record.folder, ...(record.model !== undefined && { model: record.model }) },
        isVisible: () => this.#visible === sessionId,
        onEnd: () => this.#ended(sessionId),
      },
      {
        program: program.value,
        args: args.value,
        folder: record.folder,
        environment: environmentFor(host.environment, this.#chosenConfigDir()),
      },
    );
    this.#running.set(sessionId, session);
    if (!this.#heardSinceMs.has(sessionId)) this.#heardSinceMs.set(sessionId, tools.clock.nowMs());
    const begun = await session.begin();
    if (!begun.ok) return begun;
    this.#generations.set(sessionId, generation);
    this.#records.put(record);
    tools.log.info('own-session-started', { connection: tools.connectionId, session: sessionId, generation });
    return ok(sessionId);
  }

  #ended(sessionId: SessionId): void {
    this.#running.delete(sessionId);
    this.#records.used(sessionId);
  }

  /** Named to Claude Code only where it would use another one: named, even its usual folder keeps its files elsewhere. */
  #chosenConfigDir(): string | undefined {
    const { host, configDir } = this.#parts;
    const usual = host.environment['CLAUDE_CONFIG_DIR'] ?? join(host.homeDir, '.claude');
    return configDir === usual ? undefined : configDir;
  }

  #emit(event: BackendEvent): void {
    this.#parts.tools.emit(this.#records.learn(event));
  }
}
