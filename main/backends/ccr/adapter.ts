import type { SessionId } from '../../../shared/ids.ts';
import { CAPABILITY_OF, type Capabilities } from '../../../shared/model/connection.ts';
import type { CcrSettings } from '../../../shared/model/settings.ts';
import type { LinkCause } from '../../../shared/model/session.ts';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { err, type Result } from '../../../shared/result.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { SessionFacts } from '../../domain/backend-event.ts';
import type { LinkKit } from '../../net/link-kit.ts';
import type { Backend, BackendTools, Priorities, SendOutcome } from '../../ports/backend.ts';
import type { CommandError, SessionCommand } from '../../ports/command.ts';
import { encodeAnswer } from '../../claude/answer.ts';
import { capabilitiesOf } from './capabilities.ts';
import { runCommand } from './commands.ts';
import { connectionState } from './connection-standing.ts';
import type { Context } from './context.ts';
import { readFrame } from '../../claude/frame.ts';
import { isMissingRoute } from './errors.ts';
import { ListWatch } from './list-watch.ts';
import { readDetail, readList } from './list.ts';
import type { SessionRow } from './list-rows.ts';
import { Rest } from './rest.ts';
import { readSessionId } from './session-address.ts';
import { Sessions, type Session } from './sessions.ts';
import { SignIn } from './sign-in.ts';
import { readTranscript } from '../../claude/transcript.ts';

/** How often a connection without a token looks whether there is one now. No request is made. */
const LOOK_FOR_TOKEN_MS = 30 * SECOND_MS;

/** One account of one CCR-compatible service. */
export class CcrBackend implements Backend {
  readonly capabilities: Capabilities;
  readonly readTranscript = readTranscript;
  readonly starter = null;
  readonly sharer = null;
  readonly #context: Context;
  readonly #sessions: Sessions;
  readonly #list: ListWatch | null;
  readonly #fixedVersion: 'v1' | 'v2' | null;
  #version: 'v1' | 'v2' | null;
  #isDeciding = false;
  #isStopped = false;
  #isListed = false;
  #listTrouble: { readonly cause: LinkCause; readonly retryAtMs: number } | null = null;
  #order: Priorities = { visible: null, asking: new Set(), shared: new Set() };
  #lastState = '';
  #stopLooking: (() => void) | null = null;

  constructor(settings: CcrSettings, tools: BackendTools, kit: LinkKit) {
    const signIn = new SignIn(tools.credentials, () => this.#onSignIn());
    const rest = new Rest({
      baseUrl: settings.baseUrl,
      organizationUuid: settings.organizationUuid,
      request: kit.request,
      signIn,
    });
    this.#context = { settings, tools, kit, rest, signIn };
    this.capabilities = capabilitiesOf(settings);
    this.#fixedVersion = settings.transport === 'auto' ? null : settings.transport === 'sse' ? 'v2' : 'v1';
    this.#version = this.#fixedVersion;
    this.#sessions = new Sessions(this.#context, {
      isVisible: (id) => this.#order.visible === id,
      isAsking: (id) => this.#order.asking.has(id),
      version: () => this.#version,
      onMissingRoute: (status) => this.#onMissingRoute(status),
      onLink: (session, link) => {
        if (link.tag === 'open') this.#onOpen(session);
        this.#tellState();
      },
    });
    this.#list = settings.sessions === undefined ? this.#createList() : null;
  }

  start(): void {
    this.#tellState();
    for (const id of this.#context.settings.sessions ?? []) {
      const sessionId = readSessionId(id);
      if (sessionId === null) continue;
      const session = this.#sessions.add(sessionId);
      this.#tellFacts(session, {});
      this.#sessions.open(session);
    }
    this.#list?.start();
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#list?.stop();
    this.#stopLooking?.();
    for (const session of this.#sessions.all()) this.#sessions.close(session);
    return Promise.resolve();
  }

  encodeAnswer(
    ...[request, decision, answerId]: Parameters<Backend['encodeAnswer']>
  ): ReturnType<Backend['encodeAnswer']> {
    return this.capabilities.answer ? encodeAnswer(request, decision, answerId) : err({ code: 'not-offered' });
  }

  async sendAnswer(answer: Parameters<Backend['sendAnswer']>[0]): Promise<SendOutcome> {
    const { sessionId, requestId, wire, generation } = answer;
    const watch = this.#sessions.find(sessionId)?.watch ?? null;
    // An answer meant for a link that is gone waits for the next one.
    if (watch === null || watch.generation !== generation || !this.capabilities.answer) return { tag: 'failed' };
    const frame = readFrame(wire);
    const uuid = frame.ok ? frame.value.value['uuid'] : null;
    return watch.answer(requestId, wire, typeof uuid === 'string' ? uuid : null);
  }

  async command(sessionId: SessionId, command: SessionCommand): Promise<Result<null, CommandError>> {
    const session = this.#sessions.find(sessionId);
    if (session === null) return err({ code: 'no-such-session' });
    if (!this.capabilities[CAPABILITY_OF[command.tag]]) return err({ code: 'not-supported' });
    const { rest } = this.#context;
    return runCommand(
      { rest, sessionId: session.sessionId, version: this.#version ?? 'v2', watch: session.watch },
      command,
    );
  }

  probe(why: 'click' | 'resume' | 'unlock' | 'online', sessionId?: SessionId): void {
    if (sessionId !== undefined) return this.#sessions.find(sessionId)?.watch?.probe(why);
    for (const session of this.#sessions.all()) session.watch?.probe(why);
    if (why !== 'click') void this.#list?.poll();
  }

  prioritise(order: Priorities): void {
    const isNewlyVisible = order.visible !== this.#order.visible;
    this.#order = order;
    if (isNewlyVisible && this.#list !== null && this.#isListed) this.#chooseStreams();
  }

  retry(sessionId?: SessionId): void {
    this.#context.signIn.forgive();
    if (sessionId !== undefined) return this.#sessions.find(sessionId)?.watch?.retry();
    for (const session of this.#sessions.all()) session.watch?.retry();
    void this.#list?.poll();
  }

  async loadOlder(sessionId: SessionId): Promise<Result<readonly TranscriptItem[], CommandError>> {
    const { older, watch } = this.#sessions.find(sessionId) ?? { older: null, watch: null };
    if (older === null) return err({ code: 'no-such-session' });
    return older.next(this.#context.rest, sessionId, this.#version ?? 'v2', watch?.historyStart ?? null);
  }

  mayHaveOlder(sessionId: SessionId): boolean {
    return this.#sessions.find(sessionId)?.older.mayHaveMore ?? false;
  }

  rewindOlder(sessionId: SessionId, isCut: boolean): void {
    this.#sessions.find(sessionId)?.older.rewind(isCut);
  }

  #createList(): ListWatch {
    return new ListWatch(this.#context, {
      version: () => this.#version,
      onVersion: (version) => (this.#version = version),
      onList: (rows) => this.#onList(rows),
      onRow: (row) => this.#onRow(row),
      onRemoved: (id) => {
        const session = this.#sessions.find(id);
        if (session !== null) this.#remove(session);
      },
      onTrouble: (cause, retryAtMs) => {
        this.#listTrouble = { cause, retryAtMs };
        this.#tellState();
      },
    });
  }

  #onList(rows: readonly SessionRow[]): void {
    this.#isListed = true;
    this.#listTrouble = null;
    const listed = new Set<Session>();
    for (const row of rows) if (!row.isGone) listed.add(this.#takeRow(row));
    for (const session of this.#sessions.all()) if (!listed.has(session)) this.#remove(session);
    this.#chooseStreams();
    this.#tellState();
  }

  #onRow(row: SessionRow): void {
    const known = this.#sessions.find(row.sessionId);
    if (row.isGone) return known === null ? undefined : this.#remove(known);
    this.#takeRow(row);
    if (known === null || row.isOver) this.#chooseStreams();
  }

  #takeRow(row: SessionRow): Session {
    const session = this.#sessions.add(row.sessionId);
    const isNew = session.row === null;
    session.row = row;
    // What a live stream says of its session is newer than the list.
    const { activity, lastHeardAtMs: _older, ...rest } = row.facts;
    const isLive = session.watch?.link.tag === 'live' && activity?.tag !== 'ended';
    this.#tellFacts(session, isLive ? rest : row.facts);
    if (isNew && row.isOver) this.#tellUnwatched(session);
    return session;
  }

  #chooseStreams(): void {
    for (const session of this.#sessions.choose()) this.#tellUnwatched(session);
  }

  #remove(session: Session): void {
    this.#sessions.remove(session);
    const { connectionId, emit } = this.#context.tools;
    emit({ tag: 'session-removed', connectionId, sessionId: session.sessionId });
  }

  /** A stream that opened proves which generation the service speaks. */
  #onOpen(session: Session): void {
    this.#version ??= session.watch?.channel.version ?? null;
    if (this.#list === null && session.row === null) void this.#readDetail(session);
  }

  async #readDetail(session: Session): Promise<void> {
    const row = await readDetail(this.#context.rest, session.sessionId, this.#version ?? 'v2');
    if (this.#isStopped || row === null) return;
    session.row = row;
    const { title, cwd, model } = row.facts;
    this.#tellFacts(session, {
      ...(title !== undefined && { title }),
      ...(cwd !== undefined && { cwd }),
      ...(model !== undefined && { model }),
    });
  }

  /** The newer generation may be missing as a whole, or only this session in it: the list tells which. */
  #onMissingRoute(status: number): boolean {
    if (this.#version !== null || this.#fixedVersion !== null || !isMissingRoute(status)) return false;
    if (!this.#isDeciding) {
      this.#isDeciding = true;
      void this.#decideVersion();
    }
    return true;
  }

  async #decideVersion(): Promise<void> {
    const newer = await readList(this.#context.rest, 'v2');
    this.#isDeciding = false;
    if (this.#isStopped || this.#version !== null) return;
    if (newer.ok) this.#version = 'v2';
    else if (newer.error.tag === 'status' && isMissingRoute(newer.error.status)) this.#version = 'v1';
    else return;
    for (const session of this.#sessions.all()) {
      this.#sessions.close(session);
      this.#sessions.open(session);
    }
  }

  #onSignIn(): void {
    const { signIn, tools } = this.#context;
    this.#stopLooking?.();
    this.#stopLooking = null;
    if (this.#isStopped) return;
    if (signIn.needed !== null) this.#lookForToken();
    else {
      tools.log.info('signed-in', { connection: tools.connectionId });
      for (const session of this.#sessions.all()) if (session.watch?.link.tag === 'failed') session.watch.retry();
      void this.#list?.poll();
    }
    this.#tellState();
  }

  #lookForToken(): void {
    const { signIn, tools } = this.#context;
    this.#stopLooking = tools.clock.schedule(LOOK_FOR_TOKEN_MS, () => {
      void signIn.token().then(() => {
        if (signIn.needed !== null && !this.#isStopped) this.#lookForToken();
      });
    });
  }

  #tellFacts(session: Session, facts: SessionFacts): void {
    const { connectionId, emit } = this.#context.tools;
    emit({ tag: 'session-facts', connectionId, sessionId: session.sessionId, facts });
  }

  #tellUnwatched(session: Session): void {
    const { connectionId, emit } = this.#context.tools;
    emit({ tag: 'session-link', connectionId, sessionId: session.sessionId, link: { tag: 'unwatched' } });
  }

  #tellState(): void {
    if (this.#isStopped) return;
    const { connectionId, emit } = this.#context.tools;
    const links = this.#sessions.all().flatMap(({ watch }) => (watch === null ? [] : [watch.link]));
    const state = connectionState({
      signIn: this.#context.signIn.needed,
      isListed: this.#isListed,
      listTrouble: this.#listTrouble,
      links,
    });
    const text = JSON.stringify(state);
    if (text === this.#lastState) return;
    this.#lastState = text;
    emit({ tag: 'connection-state', connectionId, state });
  }
}
