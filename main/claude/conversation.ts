import { requestId as toRequestId, sessionKey, type RequestId, type SessionId } from '../../shared/ids.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { SessionEvent } from '../domain/backend-event.ts';
import type { BackendTools } from '../ports/backend.ts';
import { ControlCalls } from './control-calls.ts';
import { errorResponse } from './control-frames.ts';
import type { ControlResponse, Heard } from './heard.ts';
import { readOpenAsks, UnsettledAsks } from './open-asks.ts';
import { withoutOffers } from './read-ask.ts';
import { stateActivity } from './read-system.ts';
import { SessionReport } from './session-report.ts';
import { initializeReplyWire } from './wire.ts';

export interface ConversationParts {
  readonly tools: Pick<BackendTools, 'connectionId' | 'emit' | 'transcripts' | 'clock' | 'random' | 'log'>;
  readonly sessionId: SessionId;
  readonly viewerOnly: boolean;
  readonly isVisible: () => boolean;
  /** Where the link stands: what is told of asks is held back until it is live. */
  readonly link: () => { readonly isLive: boolean; readonly generation: number };
  /** Hands over a frame that nobody waits for. */
  readonly send: (wire: string) => void;
}

type Asked = Extract<SessionEvent, { tag: 'asked' }>;

/** How an answer that is seen in the stream may be told from ours. */
export interface Origin {
  readonly fromWorker: boolean;
  readonly eventId: string | null;
  /** The carrier tells who put a message in: then an answer that is not ours is somebody else's. */
  readonly tellsSource: boolean;
}

/** What the messages of one session mean to the engine, whatever carries them. */
export class Conversation {
  readonly calls: ControlCalls;
  readonly #parts: ConversationParts;
  readonly #report: SessionReport;
  readonly #unsettled = new UnsettledAsks();
  readonly #askedHere = new Set<string>();
  readonly #ownAnswers = new Set<string>();
  /** Held back until the link is live: what is over, in order, then what is still open by then. */
  #overHeld: SessionEvent[] = [];
  readonly #openHeld = new Map<string, Asked>();
  #liveText = '';
  #isStopped = false;

  constructor(parts: ConversationParts) {
    const { clock, random } = parts.tools;
    this.#parts = parts;
    this.#report = new SessionReport(clock, (event) => this.emit(event));
    this.calls = new ControlCalls(clock, random);
  }

  /** An ask is open, or the effect of an answer still to come: then every frame counts. */
  get isUnsettled(): boolean {
    return this.#unsettled.size > 0;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Nothing is told after this. */
  stop(): void {
    this.#isStopped = true;
    this.#report.stop();
  }

  /** An answer of ours is about to leave. @param answerId  its uuid, by which it is known when it is seen again */
  answering(requestId: RequestId, answerId: string | null): void {
    if (answerId !== null) this.#ownAnswers.add(answerId);
    this.#unsettled.open(requestId, null);
  }

  /** A message for the transcript, as bytes that are only lent. */
  said(bytes: Uint8Array): void {
    this.#parts.tools.transcripts.append(this.#key, bytes);
  }

  hear(heard: Heard, origin: Origin): void {
    switch (heard.tag) {
      case 'asked':
        return this.#asked(heard.request);
      case 'not-askable':
        return heard.error.code === 'no-id' ? undefined : this.#answerError(heard.error.requestId);
      case 'cancelled':
        this.#unsettled.over(heard.requestId);
        return this.#askNews({ tag: 'ask-cancelled', requestId: heard.requestId });
      case 'response':
        return this.#response(heard.response, origin);
      case 'effect':
        this.#unsettled.settleToolUse(heard.toolUseId);
        return this.#askNews({ tag: 'effect-seen', toolUseId: heard.toolUseId });
      case 'facts':
        if (heard.facts.activity?.tag === 'idle') this.#unsettled.turnEnded();
        return this.#report.tell(heard.facts);
      case 'partial':
        return this.#setLiveText(this.#liveText + heard.text);
      case 'said':
        return this.#setLiveText('');
      case 'malformed':
      case 'unknown':
        return this.#report.skip(heard.tag);
    }
  }

  /** The link is live, in this generation. @param reply  to `initialize`; null when there was none in time */
  synchronised(generation: number, reply: ControlResponse | null): void {
    const listing = reply === null ? null : readOpenAsks(reply.text);
    const open = [...this.#openHeld.values()];
    this.#openHeld.clear();
    for (const event of this.#overHeld.splice(0)) this.emit(event);
    for (const event of open) this.emit({ ...event, generation });
    if (listing === null) return;
    this.#readReply(reply);
    for (const ask of listing.asks) this.#asked(ask);
    for (const id of listing.notAskable) this.#answerError(id);
    if (!listing.isComplete) return;
    const requestIds = listing.asks.map(({ requestId }) => requestId);
    this.#unsettled.keepOnly(new Set(requestIds));
    this.emit({ tag: 'open-asks-listed', requestIds, generation });
  }

  emit(event: SessionEvent): void {
    if (this.#isStopped) return;
    if (event.tag === 'asked') this.#askedHere.add(event.request.requestId);
    const { connectionId, emit } = this.#parts.tools;
    emit({ ...event, connectionId, sessionId: this.#parts.sessionId });
  }

  get #key() {
    return sessionKey(this.#parts.tools.connectionId, this.#parts.sessionId);
  }

  #readReply(reply: ControlResponse | null): void {
    if (reply?.outcome.tag !== 'success') return;
    const read = initializeReplyWire.parse(reply.outcome.value ?? {});
    const activity = stateActivity(read.session_state);
    const mode = read.current_permission_mode;
    this.#report.tell({
      ...(mode !== undefined && { permissionMode: mode }),
      ...(activity !== undefined && { activity }),
    });
  }

  #asked(request: PermissionRequest): void {
    this.#unsettled.open(request.requestId, request.toolUseId ?? null);
    const shown = this.#parts.viewerOnly ? withoutOffers(request) : request;
    this.#askNews({ tag: 'asked', request: shown, generation: this.#parts.link().generation });
  }

  #askNews(event: SessionEvent): void {
    if (this.#parts.link().isLive) return this.emit(event);
    if (event.tag === 'asked') return void this.#openHeld.set(event.request.requestId, event);
    // A stream that tells its past again must not raise what is over by now.
    for (const [id, { request }] of this.#openHeld) if (isOver(request, event)) this.#openHeld.delete(id);
    this.#overHeld.push(event);
  }

  #response(response: ControlResponse, { fromWorker, eventId, tellsSource }: Origin): void {
    if (fromWorker && this.calls.settle(response)) return;
    const isOurs = this.#ownAnswers.has(response.uuid ?? '') || this.#ownAnswers.has(eventId ?? '');
    const knows = tellsSource && !fromWorker && this.#askedHere.has(response.requestId);
    // An answer to an ask from before this run may be our own of an earlier run.
    const own = isOurs ? true : knows ? false : null;
    this.#unsettled.over(response.requestId);
    const answerIds = [response.uuid, eventId].filter((id) => typeof id === 'string');
    this.#askNews({ tag: 'answer-seen', requestId: toRequestId(response.requestId), own, answerIds });
  }

  #answerError(id: RequestId): void {
    const { viewerOnly, tools, sessionId, send } = this.#parts;
    if (viewerOnly) return;
    tools.log.warn('ask-not-supported', { connection: tools.connectionId, session: sessionId, ask: id });
    send(errorResponse(id, tools.random.uuid(), 'This client cannot handle this request.'));
  }

  #setLiveText(text: string): void {
    if (text === this.#liveText) return;
    const isVisible = this.#parts.isVisible();
    this.#liveText = isVisible ? text : '';
    if (isVisible) this.#parts.tools.transcripts.live(this.#key, this.#liveText);
  }
}

function isOver(request: PermissionRequest, news: SessionEvent): boolean {
  if (news.tag === 'effect-seen') return request.toolUseId === news.toolUseId;
  return (news.tag === 'ask-cancelled' || news.tag === 'answer-seen') && request.requestId === news.requestId;
}
