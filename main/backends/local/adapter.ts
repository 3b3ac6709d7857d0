import type { RequestId, SessionId } from '../../../shared/ids.ts';
import type { ClaudeCodeView } from '../../../shared/model/claude-code.ts';
import { NO_CAPABILITIES, type Capabilities, type ConnectionState } from '../../../shared/model/connection.ts';
import type { LocalSettings } from '../../../shared/model/settings.ts';
import type { Silence } from '../../../shared/model/session.ts';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { encodeAnswer } from '../../claude/answer.ts';
import type { Backend, BackendTools, Priorities, SendOutcome, SessionStarter } from '../../ports/backend.ts';
import type { CommandError, SessionCommand } from '../../ports/command.ts';
import type { LocalHost } from '../../ports/local-host.ts';
import type { InstalledClaude } from './claude-settings/installed-claude.ts';
import { isBlocking } from './claude-settings/obstacles.ts';
import { configDirOf } from './config-dir.ts';
import type { Gateway } from './gateway/gateway.ts';
import { AutoModeFolders } from './hooks/auto-mode-folders.ts';
import { encodeHookAnswer, isHookAnswer } from './hooks/hook-answer.ts';
import { HookAsks } from './hooks/hook-asks.ts';
import { OwnSessions } from './process/own-sessions.ts';
import { revealSession } from './terminal/reveal.ts';
import { TerminalSessions } from './terminal-sessions.ts';
import { readLocalTranscript } from './transcript/local-items.ts';
import { PastSessions } from './transcript/past-sessions.ts';

export interface LocalParts {
  readonly host: LocalHost;
  readonly gateway: Gateway;
  readonly claude: InstalledClaude;
}

/** Claude Code on this computer: the sessions in its terminals, and those that Gatehouse started. */
export class LocalBackend implements Backend {
  readonly capabilities: Capabilities = { ...NO_CAPABILITIES, answer: true, history: true, start: true, reveal: true };
  readonly readTranscript = readLocalTranscript;
  readonly starter: SessionStarter;
  readonly sharer = null;
  readonly #settings: LocalSettings;
  readonly #tools: BackendTools;
  readonly #parts: LocalParts;
  readonly #asks: HookAsks;
  readonly #terminals: TerminalSessions;
  readonly #own: OwnSessions;
  readonly #past: PastSessions;
  #offClaude: () => void = () => undefined;
  #isStopped = false;

  constructor(settings: LocalSettings, tools: BackendTools, parts: LocalParts) {
    const { host, claude } = parts;
    const { connectionId, emit } = tools;
    const configDir = configDirOf(settings, host);
    this.#settings = settings;
    this.#tools = tools;
    this.#parts = parts;
    this.#past = new PastSessions(configDir);
    this.#own = new OwnSessions({ host, tools, program: () => claude.program(), configDir });
    this.#terminals = new TerminalSessions({
      host,
      tools,
      configDir,
      program: () => programPath(claude.view),
      isOwn: (sessionId) => this.#own.isRunning(sessionId),
      hooksSilence: (cwd) => this.#hooksSilence(cwd),
      onStatus: (sessionId, status) => this.#asks.onStatus(sessionId, status),
      onGone: (sessionId) => this.#asks.onSessionGone(sessionId),
      onToolResult: (...result) => this.#asks.onToolResult(...result),
    });
    const autoModeFolders = new AutoModeFolders(settings.askInAutoMode, host.homeDir);
    this.#asks = new HookAsks({
      connectionId,
      clock: tools.clock,
      random: tools.random,
      emit,
      isOwn: (sessionId) => this.#own.isRunning(sessionId),
      generationOf: (sessionId) => this.#terminals.generationOf(sessionId),
      onFacts: (sessionId, facts) => this.#terminals.hear(sessionId, facts),
      onSkipped: (sessionId, why) => this.#terminals.skip(sessionId, why),
      isInteractive: (sessionId) => this.#terminals.isInteractive(sessionId),
      asksInAutoMode: async (sessionId, cwd) =>
        this.#terminals.isInteractive(sessionId) && autoModeFolders.includes(cwd),
    });
    this.starter = {
      start: (order) => this.#own.start(order),
      past: () => this.#pastSessions(),
      running: () => this.#own.running,
    };
  }

  start(): void {
    const { gateway, claude } = this.#parts;
    claude.use(this.#settings);
    gateway.handle((call) => this.#asks.receive(call));
    const tellAll = () => this.#terminals.tellAll();
    const offs = [claude.onChange(tellAll), claude.folders.onChange(tellAll)];
    this.#offClaude = () => offs.forEach((off) => off());
    void this.#own.restore().then(() => {
      if (!this.#isStopped) this.#terminals.start();
    });
    void this.#listen();
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#offClaude();
    this.#asks.stop();
    this.#terminals.stop();
    // Before anything is waited for: the next backend may be about to listen.
    const closed = this.#parts.gateway.close();
    await Promise.all([closed, this.#parts.claude.leave(), this.#own.stop()]);
  }

  encodeAnswer(
    ...[request, decision, answerId]: Parameters<Backend['encodeAnswer']>
  ): ReturnType<Backend['encodeAnswer']> {
    return this.#asks.holds(request.requestId)
      ? encodeHookAnswer(request, decision)
      : encodeAnswer(request, decision, answerId);
  }

  sendAnswer(answer: {
    readonly sessionId: SessionId;
    readonly requestId: RequestId;
    readonly wire: string;
    readonly generation: number;
  }): Promise<SendOutcome> {
    // By what it was made for: who runs the session may have changed since it was decided.
    return isHookAnswer(answer.wire) ? this.#asks.send(answer.requestId, answer.wire) : this.#own.sendAnswer(answer);
  }

  async command(sessionId: SessionId, command: SessionCommand): Promise<Result<null, CommandError>> {
    if (command.tag === 'reveal') return this.#reveal(sessionId);
    const place = this.#terminals.placeOf(sessionId);
    // A session of ours that was taken up in a terminal is its terminal's now.
    if (place !== null && place.entry !== null) return err({ code: 'not-supported' });
    if (this.#own.has(sessionId)) return this.#own.command(sessionId, command);
    if (place === null) return err({ code: 'no-such-session' });
    if (command.tag !== 'resume') return err({ code: 'not-supported' });
    const started = await this.#own.start({ folder: place.cwd, prompt: '', mode: 'default', resume: sessionId });
    return started.ok ? ok(null) : err({ code: 'refused', detail: started.error.detail ?? started.error.code });
  }

  probe(why: 'click' | 'resume' | 'unlock' | 'online'): void {
    if (why !== 'click') this.#terminals.refresh();
  }

  prioritise({ visible, asking, shared }: Priorities): void {
    for (const sessionId of visible === null ? shared : [visible, ...shared]) this.#followOwn(sessionId);
    const wanted = [...(visible === null ? [] : [visible]), ...asking, ...shared];
    // What ran as our child was heard as it was said; its record would tell it twice.
    this.#terminals.prioritise(new Set(wanted.filter((sessionId) => !this.#own.hasRun(sessionId))));
    this.#own.prioritise({ visible });
  }

  retry(): void {
    void this.#listen();
    void this.#parts.claude.look();
    this.#terminals.refresh();
  }

  async loadOlder(sessionId: SessionId): Promise<Result<readonly TranscriptItem[], CommandError>> {
    const heardSinceMs = this.#own.heardSinceMs(sessionId);
    const folder = this.#own.folderOf(sessionId);
    if (heardSinceMs !== null && folder !== null) await this.#terminals.follow(sessionId, folder);
    for (;;) {
      const lines = await this.#terminals.older(sessionId);
      // One of ours that has not said anything yet has no record.
      if (!lines.ok) return heardSinceMs === null ? lines : ok([]);
      const items = lines.value.flatMap(readLocalTranscript);
      if (heardSinceMs === null || lines.value.length === 0) return ok(items);
      // The record of this run holds again what was heard of it.
      const earlier = items.filter(({ atMs }) => atMs !== undefined && atMs < heardSinceMs);
      if (earlier.length > 0) return ok(earlier);
    }
  }

  mayHaveOlder(sessionId: SessionId): boolean {
    return this.#terminals.mayHaveOlder(sessionId);
  }

  rewindOlder(sessionId: SessionId, isCut: boolean): void {
    this.#terminals.rewindOlder(sessionId, isCut);
  }

  /** What a session of an earlier run said stands in its record alone. */
  #followOwn(sessionId: SessionId): void {
    const folder = this.#own.hasRun(sessionId) ? null : this.#own.folderOf(sessionId);
    if (folder !== null) void this.#terminals.follow(sessionId, folder);
  }

  async #listen(): Promise<void> {
    const { gateway, claude } = this.#parts;
    if (gateway.port === null) {
      this.#tellState({ tag: 'connecting' });
      const listening = await gateway.listen(this.#settings.port);
      if (this.#isStopped) return;
      if (!listening.ok) {
        this.#tools.log.warn('gateway-not-listening', { code: listening.error.code, state: listening.error.detail });
        return this.#tellState({ tag: 'failed', cause: { code: 'no-port' } });
      }
    }
    if (gateway.port !== null) await claude.onPort(gateway.port);
    this.#tellState({ tag: 'live' });
  }

  #tellState(state: ConnectionState): void {
    const { connectionId, emit } = this.#tools;
    if (!this.#isStopped) emit({ tag: 'connection-state', connectionId, state });
  }

  #hooksSilence(cwd: string | null): Extract<Silence, 'not-connected' | 'hooks-blocked'> | null {
    const { view, folders } = this.#parts.claude;
    if (view === null) return null;
    if (view.hooks.tag !== 'connected' && view.hooks.tag !== 'outdated') return 'not-connected';
    const isBlocked = (cwd === null ? null : folders.isBlocked(cwd)) ?? view.obstacles.some(isBlocking);
    return isBlocked ? 'hooks-blocked' : null;
  }

  async #pastSessions() {
    const running = this.#terminals.runningIds;
    return (await this.#past.list()).filter(({ sessionId }) => !running.has(sessionId));
  }

  async #reveal(sessionId: SessionId): Promise<Result<null, CommandError>> {
    const place = this.#terminals.placeOf(sessionId);
    const cwd = place?.cwd ?? this.#own.folderOf(sessionId);
    if (cwd === null) return err({ code: 'no-such-session' });
    return revealSession(place?.entry ?? { cwd }, this.#parts.host);
  }
}

function programPath(view: ClaudeCodeView | null): string | null {
  return view === null || view.program.tag === 'not-found' ? null : view.program.path;
}
