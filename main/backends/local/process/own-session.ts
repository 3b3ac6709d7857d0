import type { RequestId, SessionId } from '../../../../shared/ids.ts';
import type { Capabilities } from '../../../../shared/model/connection.ts';
import type { SessionLink } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import { userMessage } from '../../../claude/control-frames.ts';
import { Conversation, type Origin } from '../../../claude/conversation.ts';
import { decodeUtf8, readFrame, type Frame } from '../../../claude/frame.ts';
import type { ControlResponse } from '../../../claude/heard.ts';
import { SeenMessages } from '../../../claude/seen-messages.ts';
import { translate } from '../../../claude/translate.ts';
import { heardUnread } from '../../../claude/unread-message.ts';
import type { BackendEvent, SessionFacts } from '../../../domain/backend-event.ts';
import type { BackendTools, SendOutcome, StartError } from '../../../ports/backend.ts';
import type { CommandError } from '../../../ports/command.ts';
import type { LocalHost } from '../host.ts';
import { AgentChild, type ChildEnd, type ChildOrder } from './agent-child.ts';
import { activityAfter, crashNote } from './how-it-ended.ts';
import { SentMessages } from './sent-messages.ts';

export interface OwnSessionParts {
  readonly host: LocalHost;
  readonly tools: OwnTools;
  readonly sessionId: SessionId;
  /** Of this run of the program: one more than the last one's. */
  readonly generation: number;
  readonly facts: SessionFacts;
  readonly isVisible: () => boolean;
  readonly onEnd: () => void;
}

export type OwnTools = Pick<BackendTools, 'connectionId' | 'emit' | 'transcripts' | 'clock' | 'random' | 'log'>;

/** All that can be done with a session of ours, by where it stands. What is not named here is its connection's to say. */
const CAN_WHILE_RUNNING: Partial<Capabilities> = {
  answer: true,
  sendMessage: true,
  interrupt: true,
  setMode: true,
  setModel: true,
  rename: true,
  end: true,
  resume: false,
};
export const CAN_ONCE_ENDED: Partial<Capabilities> = {
  answer: false,
  sendMessage: false,
  interrupt: false,
  setMode: false,
  setModel: false,
  rename: false,
  end: false,
  resume: true,
};

/** It replies within a second; on a computer that has just started, its files may have to come from a slow disk. */
const READY_WITHIN_MS = 60 * SECOND_MS;
/** All that it says comes from itself, and it says nothing of who answered. */
const ORIGIN: Origin = { fromWorker: true, eventId: null, tellsSource: false };

/** Messages that stand in a transcript, each once. */
const KEPT: ReadonlySet<string> = new Set(['user', 'assistant', 'result', 'system']);

/** One run of `claude` that belongs to Gatehouse, from its start to its end. */
export class OwnSession {
  readonly conversation: Conversation;
  readonly child: AgentChild;
  readonly #parts: OwnSessionParts;
  readonly #messages: SentMessages;
  readonly #seen = new SeenMessages();
  /** Told before the session replied: of one that never does, nothing may be seen. */
  #early: BackendEvent[] | null = [];
  #isLive = false;
  #isEnding = false;
  #onEnded: (end: ChildEnd) => void = () => undefined;

  constructor(parts: OwnSessionParts, order: ChildOrder) {
    const { tools, sessionId, isVisible } = parts;
    this.#parts = parts;
    this.#messages = new SentMessages(tools.clock);
    this.conversation = new Conversation({
      tools: { ...tools, emit: (event) => this.#tell(event) },
      sessionId,
      viewerOnly: false,
      isVisible,
      link: () => ({ isLive: this.#isLive, generation: parts.generation }),
      send: (wire) => void this.child.send(wire),
    });
    this.child = new AgentChild(order, parts.host, {
      onLine: (line) => this.#read(line),
      onOversized: () => this.conversation.hear({ tag: 'malformed' }, ORIGIN),
      onEnd: (end) => this.#ended(end),
    });
  }

  get generation(): number {
    return this.#parts.generation;
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** Says hello and waits for the reply. Nothing is told of the session before it. */
  async begin(): Promise<Result<null, StartError>> {
    const { clock } = this.#parts.tools;
    let finish: (reply: ControlResponse | null) => void = () => undefined;
    const replied = new Promise<ControlResponse | null>((resolve) => (finish = resolve));
    const expected = this.conversation.calls.expect({ subtype: 'initialize' }, finish);
    const cancel = clock.schedule(READY_WITHIN_MS, () => finish(null));
    this.#onEnded = () => finish(null);
    await this.child.send(expected.wire);
    const reply = await replied;
    cancel();
    expected.forget();
    this.#onEnded = () => undefined;
    if (reply === null || reply.outcome.tag === 'error') return this.#notStarted();
    this.#isLive = true;
    // It asks us itself: what kept its terminal silent, if it ran in one, is over.
    const standing: SessionFacts = { activity: { tag: 'idle' }, silence: null };
    const facts: SessionFacts = { ...standing, ...this.#parts.facts, can: CAN_WHILE_RUNNING };
    const early = this.#early ?? [];
    this.#early = null;
    this.conversation.emit({ tag: 'session-facts', facts });
    for (const event of early) this.#tell(event);
    this.#tellLink({ tag: 'live', generation: this.generation });
    this.conversation.synchronised(this.generation, reply);
    return ok(null);
  }

  async answer(requestId: RequestId, wire: string): Promise<SendOutcome> {
    if (!this.#isLive) return { tag: 'failed' };
    const frame = readFrame(wire);
    const uuid = frame.ok ? frame.value.value['uuid'] : null;
    this.conversation.answering(requestId, typeof uuid === 'string' ? uuid : null);
    return this.child.send(wire);
  }

  /** Shown in the transcript once it was taken in, though it may wait there for the end of the turn. */
  async message(uuid: string, text: string): Promise<Result<null, CommandError>> {
    if (!this.#isLive) return err({ code: 'offline' });
    const frame = userMessage(this.#parts.sessionId, uuid, text);
    const accepted = await this.#messages.hand(uuid, () => this.child.send(frame));
    if (accepted.ok && this.#seen.isNew(uuid)) this.conversation.said(Buffer.from(frame));
    return accepted;
  }

  /** The end that comes now is meant. */
  expectEnd(): void {
    this.#isEnding = true;
  }

  #read(line: Uint8Array): void {
    const text = decodeUtf8(line);
    const frame = text === null ? null : readFrame(text);
    if (frame === null) return this.conversation.hear({ tag: 'malformed' }, ORIGIN);
    if (frame.ok) return this.#take(frame.value);
    for (const heard of heardUnread(text ?? '', frame.error)) this.conversation.hear(heard, ORIGIN);
  }

  #take(frame: Frame): void {
    this.#messages.hear(frame);
    const uuid = typeof frame.value['uuid'] === 'string' ? frame.value['uuid'] : null;
    // What the person wrote stands in the transcript since it was taken in; here it comes again as the turn begins.
    if (uuid !== null && KEPT.has(frame.type) && !this.#seen.isNew(uuid)) return;
    const heard = translate(frame, 'worker');
    for (const one of heard) this.conversation.hear(one, ORIGIN);
    if (heard.some(({ tag }) => tag === 'said')) this.conversation.said(Buffer.from(frame.text));
  }

  #ended(end: ChildEnd): void {
    const { tools, sessionId, onEnd } = this.#parts;
    const wasLive = this.#isLive;
    this.#isLive = false;
    this.#messages.giveUp();
    this.#onEnded(end);
    if (wasLive) {
      const activity = activityAfter(end, this.#isEnding);
      const state = activity.tag === 'ended' ? activity.reason : undefined;
      tools.log.info('own-session-ended', {
        connection: tools.connectionId,
        session: sessionId,
        ...(state !== undefined && { state }),
      });
      if (state !== undefined)
        this.conversation.said(Buffer.from(crashNote(end, this.child.lastLines, tools.random.uuid())));
      // The engine takes back every open ask of a session that has ended.
      this.conversation.emit({ tag: 'session-facts', facts: { activity, can: CAN_ONCE_ENDED } });
      this.#tellLink({ tag: 'unwatched' });
    }
    this.conversation.stop();
    onEnd();
  }

  async #notStarted(): Promise<Result<null, StartError>> {
    this.#isEnding = true;
    await this.child.kill();
    await this.child.ended;
    const detail = this.child.lastLines.join('\n');
    return err({ code: 'not-started', ...(detail !== '' && { detail }) });
  }

  #tell(event: BackendEvent): void {
    if (this.#early === null) this.#parts.tools.emit(event);
    else this.#early.push(event);
  }

  #tellLink(link: SessionLink): void {
    this.conversation.emit({ tag: 'session-link', link });
  }
}
