import { randomUUID } from 'node:crypto';
import { EventLog, type LoggedEvent } from '../../../main/practice/event-log.ts';
import { eventText, sseBlock, type SequenceStyle } from '../../../main/practice/event-text.ts';
import { Arrivals } from './arrivals.ts';
import { announcementText, buildAsk, buildControl, type AskOptions, type OpenAsk } from './asks.ts';
import type { Answer, ClientFrame } from './client-frame.ts';
import type { Connection, Loss } from './connection.ts';
import { answerFrame, assistantFrame, cancelFrame, textBlock, toolResultFrame, type Payload } from './frames.ts';
import { identityOf } from './frame-identity.ts';
import { ScriptedAgent, type AgentOptions } from './scripted-agent.ts';

export type WorkerStatus = 'idle' | 'running' | 'requires_action';

export interface SessionOptions extends AgentOptions {
  /** Either spelling, `session_x` or `cse_x`. */
  readonly id?: string;
  readonly title?: string;
  readonly cwd?: string;
  readonly model?: string;
  readonly mode?: string;
  readonly tags?: readonly string[];
  readonly createdAtMs?: number;
  /** How many newest events are kept for replay and history; a resume from before that is told it is truncated. */
  readonly retainedEvents?: number;
}

/** What a session needs from the service around it. */
export interface SessionHost {
  readonly sequenceStyle: SequenceStyle;
  /** The row of this session changed: watchers hear of it. */
  changed(session: CcrSession): void;
}

/** One session of the double: what tests do to it, and what they can see of it. */
export class CcrSession {
  readonly id: string;
  readonly createdAtMs: number;
  readonly cwd: string;
  readonly tags: readonly string[];
  title: string;
  model: string;
  mode: string;
  isArchived = false;
  isUnread = false;
  workerStatus: WorkerStatus = 'idle';
  connectionStatus: 'connected' | 'disconnected' = 'connected';
  metadata: Payload = {};
  lastEventAtMs: number;
  userMessageCount = 0;

  readonly log: EventLog;
  readonly agent: ScriptedAgent;
  readonly openAsks = new Map<string, OpenAsk>();
  readonly presence: Payload[] = [];
  readonly answerArrivals = new Arrivals<Answer>();
  readonly frameArrivals = new Arrivals<{ readonly frame: ClientFrame; readonly text: string }>();
  readonly connectionArrivals = new Arrivals<Connection>();
  /** Set while a real worker is attached; then the scripted agent keeps still. */
  worker: ((event: LoggedEvent) => void) | null = null;
  /** Streams wait for it before they tell their past. */
  pastReleased: Promise<void> = Promise.resolve();
  readonly #live = new Set<Connection>();
  readonly #host: SessionHost;

  constructor(options: SessionOptions, host: SessionHost) {
    this.id = options.id ?? `cse_${randomUUID().replaceAll('-', '')}`;
    this.title = options.title ?? 'A session';
    this.cwd = options.cwd ?? '/home/user/repo';
    this.model = options.model ?? 'claude-opus-5-5';
    this.mode = options.mode ?? 'default';
    this.tags = options.tags ?? [];
    this.createdAtMs = options.createdAtMs ?? Date.now();
    this.lastEventAtMs = this.createdAtMs;
    this.log = new EventLog(options.retainedEvents);
    this.#host = host;
    this.agent = new ScriptedAgent(this, options);
  }

  // What the agent does -----------------------------------------------------------------------------------------------

  /** Asks for a tool: reports `requires_action`, announces the tool call, then sends the control_request. */
  ask(options: AskOptions = {}): OpenAsk {
    const ask = buildAsk(options);
    this.openAsks.set(ask.requestId, ask);
    this.setWorkerStatus('requires_action', {
      pending_action: { tool_name: ask.toolName, request_id: ask.requestId, tool_use_id: ask.toolUseId },
    });
    if (options.announceToolUse !== false) this.emit(announcementText(this.id, this.model, ask));
    this.#sendRequest(ask);
    return ask;
  }

  /** Sends any other control_request: elicitation, request_user_dialog, hook_callback, an unknown subtype. */
  control(subtype: string, fields: Payload = {}, requestId?: string): OpenAsk {
    const ask = buildControl(subtype, fields, requestId);
    this.openAsks.set(ask.requestId, ask);
    this.setWorkerStatus('requires_action');
    this.#sendRequest(ask);
    return ask;
  }

  /** Sends an ask once more, unchanged (a service may replay). */
  repeat(ask: OpenAsk): void {
    this.#sendRequest(ask);
  }

  /** The worker no longer wants an answer. */
  cancel(requestId: string): void {
    this.openAsks.delete(requestId);
    this.emit(cancelFrame(this.id, requestId));
    this.settle();
  }

  /** Another client answers: its frame is echoed (v2), then the worker withdraws the ask and goes on. */
  answerElsewhere(requestId: string, result: Payload = { behavior: 'allow' }): void {
    const frame = answerFrame(requestId, result);
    this.append({ text: JSON.stringify(frame), ...identityOf(frame), source: 'client' });
    this.agent.settleAsk(requestId, result);
  }

  /** Runs the tool of an ask without any answer having been seen (a rule, a hook or the terminal decided). */
  finishTool(toolUseId: string, content = 'done', isError = false): void {
    for (const ask of this.openAsks.values()) if (ask.toolUseId === toolUseId) this.openAsks.delete(ask.requestId);
    this.emit(toolResultFrame(this.id, toolUseId, content, isError));
    this.settle();
  }

  /** Says something. */
  say(text: string): void {
    this.emit(assistantFrame(this.id, this.model, [textBlock(text)]));
  }

  /** One worker message; a string is taken as JSON text and reaches clients byte for byte. */
  emit(payload: Payload | string, options: { readonly wsText?: string } = {}): void {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const { uuid, type } = identityOf(payload);
    this.append({ text, uuid, type, source: 'worker', ...options });
  }

  /** v2 only: an event without number, not kept, not replayed (partial text, display-only status). */
  emitEphemeral(payload: Payload): void {
    const data = JSON.stringify({
      event_type: payload['type'],
      payload,
      source: 'worker',
      timestamp: new Date().toISOString(),
    });
    this.broadcast(sseBlock('ephemeral_event', data), JSON.stringify(payload));
  }

  /** Puts bytes on every open connection as they are: a broken frame, half a frame, invalid UTF-8. */
  inject(bytes: string | Buffer): void {
    for (const connection of this.#live) connection.write(bytes);
  }

  setWorkerStatus(status: WorkerStatus, metadata: Payload = {}): void {
    this.workerStatus = status;
    this.metadata =
      status === 'requires_action' ? { ...this.metadata, ...metadata } : { ...this.metadata, pending_action: null };
    this.#host.changed(this);
  }

  /** The status that follows from the asks still open. */
  settle(): void {
    this.setWorkerStatus(this.openAsks.size > 0 ? 'requires_action' : 'idle');
  }

  rename(title: string): void {
    this.title = title;
    this.#host.changed(this);
  }

  archive(isArchived: boolean): void {
    this.isArchived = isArchived;
    this.#host.changed(this);
  }

  // What clients did ---------------------------------------------------------------------------------------------------

  /** Every answer received, in order, repeated and late ones included. */
  get answers(): readonly Answer[] {
    return this.answerArrivals.all;
  }

  /** The next answer not taken yet by this method; past ones count. */
  nextAnswer(): Promise<Answer> {
    return this.answerArrivals.next();
  }

  /** The first answer to this ask, past or future. */
  answerTo(ask: OpenAsk | string): Promise<Answer> {
    const id = typeof ask === 'string' ? ask : ask.requestId;
    return this.answerArrivals.find((answer) => answer.requestId === id);
  }

  /** Every frame clients sent and the service accepted (no repeats), with its exact text. */
  get frames(): readonly { readonly frame: ClientFrame; readonly text: string }[] {
    return this.frameArrivals.all;
  }

  // Connections ----------------------------------------------------------------------------------------------------------

  /** All reading connections ever opened, oldest first. */
  get connections(): readonly Connection[] {
    return this.connectionArrivals.all;
  }

  get openConnections(): readonly Connection[] {
    return [...this.#live];
  }

  /** An open connection, now or as soon as there is one. For v1 it has signed in. */
  async connected(): Promise<Connection> {
    return this.openConnections[0] ?? this.connectionArrivals.later();
  }

  /** The next connection that is opened after this call. */
  nextConnection(): Promise<Connection> {
    return this.connectionArrivals.later();
  }

  /** Resolves when no reading connection is open. */
  async disconnected(): Promise<void> {
    while (this.#live.size > 0) await Promise.all([...this.#live].map((connection) => connection.closed));
  }

  dropStreams(loss: Loss): void {
    for (const connection of this.#live) {
      this.#live.delete(connection);
      connection.drop(loss);
    }
  }

  /** v2 streams opened from now on are up, and tell their past only once the returned function was called. */
  holdPast(): () => void {
    let release = (): void => undefined;
    this.pastReleased = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Open streams of this session fall silent without closing. */
  mute(): void {
    for (const connection of this.#live) connection.mute();
  }

  unmute(): void {
    for (const connection of this.#live) connection.unmute();
  }

  attach(connection: Connection): void {
    this.#live.add(connection);
    void connection.closed.then(() => this.#live.delete(connection));
    this.connectionArrivals.add(connection);
  }

  // Inside the double ------------------------------------------------------------------------------------------------------

  /** Numbers an event and sends it to whoever reads. @returns its number, and whether it was known before. */
  append(event: {
    readonly text: string;
    readonly uuid: string | undefined;
    readonly type: string;
    readonly source: 'worker' | 'client';
    /** v1 text where it differs from v2's. */
    readonly wsText?: string;
  }): { readonly eventId: string; readonly sequence: number; readonly isDuplicate: boolean } {
    const eventId = event.uuid ?? randomUUID();
    const nowMs = Date.now();
    const { sequence, added } = this.log.append({
      eventId,
      eventType: event.type,
      source: event.source,
      createdAtMs: nowMs,
      payloadText: event.text,
    });
    if (added === null) return { eventId, sequence, isDuplicate: true };
    this.lastEventAtMs = nowMs;
    this.broadcast(
      () => sseBlock('client_event', eventText(added, this.#host.sequenceStyle), sequence),
      event.source === 'worker' ? (event.wsText ?? event.text) : null,
    );
    if (event.source === 'client') this.worker?.(added);
    return { eventId, sequence, isDuplicate: false };
  }

  broadcast(sse: string | (() => string), webSocket: string | null): void {
    let block: string | undefined;
    for (const connection of this.#live) {
      if (connection.facts.kind === 'sse') connection.write((block ??= typeof sse === 'string' ? sse : sse()));
      else if (webSocket !== null) connection.write(webSocket);
    }
  }

  #sendRequest(ask: OpenAsk): void {
    // On v2 a worker's control frames carry session_id and uuid; on v1 they carry neither.
    const text = `${ask.text.slice(0, -1)},"session_id":${JSON.stringify(this.id)},"uuid":"${randomUUID()}"}`;
    this.emit(text, { wsText: ask.text });
  }
}
