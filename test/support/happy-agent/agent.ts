/** An agent on some other machine, as the official CLIs behave, under the test's direction. */
import { z } from 'zod';
import { Arrivals } from '../ccr-service/arrivals.ts';
import type { SealKey } from '../happy-crypto.ts';
import { callHappy } from '../happy-wire.ts';
import { eventBody, type Dialect, type DialectName } from './dialect.ts';
import type { Outcome } from './permission.ts';
import { AgentRequests, type OpenAsk, type ToolAsk } from './requests.ts';
import type { SessionLine } from './session-line.ts';
import type { AgentState, BlobWriter } from './state.ts';

interface AgentParts {
  readonly baseUrl: string;
  readonly token: string;
  readonly sessionId: string;
  readonly key: SealKey;
  readonly isClaude: boolean;
  readonly dialectName: DialectName;
  readonly dialect: Dialect;
  readonly aliveEveryMs: number;
  readonly permissionMode: string;
  readonly line: SessionLine;
  readonly state: BlobWriter<AgentState>;
  readonly metadata: BlobWriter<Record<string, unknown>>;
}

type Mode = 'local' | 'remote';

const userMessage = z.looseObject({
  role: z.literal('user'),
  content: z.looseObject({ type: z.literal('text'), text: z.string() }),
  meta: z.looseObject({ permissionMode: z.string().nullish(), sentFrom: z.string().nullish() }).optional(),
});
const versioned = z.looseObject({ value: z.string().nullable(), version: z.number() });
const updateSession = z.looseObject({
  t: z.literal('update-session'),
  metadata: versioned.nullish(),
  agentState: versioned.nullish(),
});

export class HappyAgent {
  readonly id: string;
  readonly key: SealKey;
  readonly requests: AgentRequests;
  /** Messages of people, whoever sent them. */
  readonly prompts = new Arrivals<z.infer<typeof userMessage>>();
  readonly aborts = new Arrivals<unknown>();
  /** The modes it was switched to. */
  readonly switches = new Arrivals<Mode>();
  /** Resolves when the session has ended: by itself, by a kill, by an archive. */
  readonly ended: Promise<void>;
  readonly #parts: AgentParts;
  #mode: Mode = 'remote';
  #isThinking = false;
  #isOver = false;
  #alive: NodeJS.Timeout | null = null;
  #resolveEnded: () => void = () => {};

  constructor(parts: AgentParts) {
    this.#parts = parts;
    this.id = parts.sessionId;
    this.key = parts.key;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.requests = new AgentRequests({
      state: parts.state,
      isClaude: parts.isClaude,
      dialect: parts.dialectName,
      permissionMode: parts.permissionMode,
      onOver: (id, ask, outcome) => this.#show(id, ask, outcome),
    });
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** As the agent last wrote or heard it. */
  get state(): AgentState {
    return this.#parts.state.value;
  }

  get metadata(): Readonly<Record<string, unknown>> {
    return this.#parts.metadata.value;
  }

  /** @returns resolves when the session can be seen, asked and killed. */
  async start(mode: Mode): Promise<void> {
    await this.#parts.line.serve('killSession', () => this.#killed());
    await this.#serveFor(mode);
    await this.#parts.line.open();
    await this.#parts.state.change((state) => ({ ...state, controlledByUser: mode === 'local' }));
    this.#startAlive();
  }

  /** Raises a request. Only a remote session can: a local one asks at its terminal and tells nobody. */
  async ask(given: ToolAsk): Promise<OpenAsk> {
    if (this.#mode === 'local') throw new Error('a local session asks at its terminal');
    const { line, dialect } = this.#parts;
    if (this.requests.runsUnasked(given)) {
      const id = given.id ?? 'toolu_unasked';
      await line.send([...dialect.toolStart(id, given.tool, given.arguments), ...dialect.toolEnd(id, 'done', false)]);
      const outcome: Outcome = { status: 'approved', params: null, input: given.arguments, isTurnOver: false };
      return { id, wasRaised: false, outcome: Promise.resolve(outcome) };
    }
    const open = await this.requests.raise(given);
    await line.send(dialect.toolStart(given.toolUseId ?? open.id, given.tool, given.arguments));
    await this.#push(given.tool === 'AskUserQuestion' ? 'question' : 'permission', given.tool);
    return open;
  }

  say(text: string): Promise<void> {
    return this.#parts.line.send(this.#parts.dialect.text(text));
  }

  async startTurn(): Promise<void> {
    this.think(true);
    await this.#parts.line.send(this.#parts.dialect.turnStart());
  }

  async endTurn(status: 'completed' | 'failed' | 'cancelled' = 'completed'): Promise<void> {
    await this.#parts.line.send(this.#parts.dialect.turnEnd(status));
    this.think(false);
    await this.#push('done', 'Ready');
  }

  /** A person types at the agent's own terminal. */
  typeAtTerminal(text: string): Promise<void> {
    return this.#parts.line.send(this.#parts.dialect.typed(text));
  }

  /** Any message body, as it is. */
  sendBody(body: unknown): Promise<void> {
    return this.#parts.line.send([body]);
  }

  think(isThinking: boolean): void {
    this.#isThinking = isThinking;
    this.#sayAlive();
  }

  /** Goes to the terminal or comes back from it; what is open is canceled, as the CLIs do. */
  async switchTo(mode: Mode): Promise<void> {
    await this.requests.withdraw('Mode switched');
    await this.#serveFor(mode);
    await this.#parts.state.change((state) => ({ ...state, controlledByUser: mode === 'local' }));
    await this.#parts.line.send([eventBody({ type: 'switch', mode })]);
    this.switches.add(mode);
  }

  changeMetadata(edit: (metadata: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
    return this.#parts.metadata.change(edit);
  }

  changeState(edit: (state: AgentState) => AgentState): Promise<void> {
    return this.#parts.state.change(edit);
  }

  reportUsage(key: string, tokens: Record<string, number>, cost: Record<string, number>): void {
    this.#parts.line.socket.emit('usage-report', { key, sessionId: this.id, tokens, cost });
  }

  /** Stops like a process that was killed: what it asked stays open on the server. */
  die(): void {
    this.#stopAlive();
    this.#parts.line.breakOff();
  }

  /** The network is gone, the process lives; `comeBack` dials again. */
  goOffline(): void {
    this.#parts.line.breakOff();
  }

  async comeBack(): Promise<void> {
    await this.#parts.line.open();
    this.#startAlive();
  }

  /** A new process takes the session up again: what was open is canceled first. */
  async revive(): Promise<void> {
    await this.#parts.line.open();
    await this.requests.withdraw('Session restarted');
    this.#startAlive();
  }

  /** Says farewell in the documented order: archived, ended, flushed, closed. */
  async end(archivedBy = 'cli'): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopAlive();
    const { line, metadata } = this.#parts;
    const archived = { lifecycleState: 'archived', lifecycleStateSince: Date.now(), archivedBy };
    await metadata.change((known) => ({ ...known, ...archived, archiveReason: 'User terminated' }));
    line.socket.emit('session-end', { sid: this.id, time: Date.now() });
    await line.flush();
    line.close();
    this.#resolveEnded();
  }

  /** For the end of a test: gone without a word. */
  close(): void {
    this.#stopAlive();
    this.#parts.line.close();
  }

  /** Reads what reached the session's log; whatever a person wrote is fed to the agent. */
  takeMessage(body: unknown): void {
    const read = userMessage.safeParse(body);
    if (!read.success) return;
    const wished = read.data.meta?.permissionMode;
    const isHeld = this.requests.isBypassed && wished === 'default' && this.#parts.dialectName === 'current';
    if (typeof wished === 'string' && !isHeld) this.requests.permissionMode = wished;
    this.prompts.add(read.data);
    if (this.#mode === 'local' && read.data.meta?.sentFrom !== 'cli') void this.switchTo('remote');
  }

  /** Reads what others wrote about the session; archived from afar, current agents leave. */
  takeUpdate(body: Readonly<Record<string, unknown>>): void {
    const read = updateSession.safeParse(body);
    if (!read.success) return;
    const { metadata, agentState } = read.data;
    if (agentState) this.#parts.state.take(agentState.value, agentState.version);
    if (!metadata) return;
    this.#parts.metadata.take(metadata.value, metadata.version);
    const isArchived = ['archived', 'archiveRequested'].includes(String(this.metadata['lifecycleState']));
    if (isArchived && this.#parts.dialectName === 'current') void this.end('remote');
  }

  /** `permission` is there only while somebody could be asked. */
  async #serveFor(mode: Mode): Promise<void> {
    const { line } = this.#parts;
    this.#mode = mode;
    await line.serve('abort', (params) => this.#aborted(params));
    await line.serve('switch', () => this.switchTo(this.#mode === 'remote' ? 'local' : 'remote'));
    if (mode === 'remote') await line.serve('permission', (params) => this.requests.answer(params));
    else await line.stopServing('permission');
  }

  async #aborted(params: unknown): Promise<void> {
    this.aborts.add(params);
    if (this.#mode === 'local') return this.switchTo('remote');
    await this.requests.withdraw('Aborted by user');
    await this.#parts.line.send([eventBody({ type: 'message', message: 'Aborted by user' })]);
    this.think(false);
  }

  #killed(): unknown {
    setImmediate(() => void this.end('user'));
    return { success: true, message: 'Killing happy process' };
  }

  /** What the log shows once a request is over. A denial ends Claude's turn without a word about it. */
  async #show(id: string, ask: ToolAsk, { status }: Outcome): Promise<void> {
    const output = status === 'approved' ? 'done' : "The user doesn't want to proceed with this tool use.";
    await this.#parts.line.send(this.#parts.dialect.toolEnd(ask.toolUseId ?? id, output, status !== 'approved'));
    if (status !== 'approved') this.think(false);
  }

  /** Early agents wake phones by themselves, past the server. */
  async #push(kind: 'done' | 'permission' | 'question', body: string): Promise<void> {
    if (this.#parts.dialectName === 'early') return;
    const { path = 'session' } = this.metadata;
    const event = { kind, title: String(path).split('/').at(-1) || 'session', body };
    await callHappy(this.#parts, `/v1/sessions/${this.id}/push-event`, event).catch(() => undefined);
  }

  #sayAlive(): void {
    const sign = { sid: this.id, time: Date.now(), thinking: this.#isThinking, mode: this.#mode };
    this.#parts.line.socket.volatile.emit('session-alive', sign);
  }

  #startAlive(): void {
    this.#stopAlive();
    this.#sayAlive();
    this.#alive = setInterval(() => this.#sayAlive(), this.#parts.aliveEveryMs);
  }

  #stopAlive(): void {
    if (this.#alive !== null) clearInterval(this.#alive);
    this.#alive = null;
  }
}
