import { sessionKey, requestId as toRequestId, type RequestId, type SessionId } from '../../../shared/ids.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import type { LinkCause, SessionLink } from '../../../shared/model/session.ts';
import type { BackendEvent } from '../../domain/backend-event.ts';
import type { LinkState } from '../../net/link-state.ts';
import type { ProbeReason } from '../../net/link.ts';
import type { SendOutcome } from '../../ports/backend.ts';
import type { Channel, ChannelOwner, OnMissingRoute, OpenChannel } from './channel.ts';
import type { Context } from './context.ts';
import { ControlCalls } from '../../claude/control-calls.ts';
import { errorResponse } from '../../claude/control-frames.ts';
import type { ControlResponse, Heard } from '../../claude/heard.ts';
import { fillHole } from './gap-fill.ts';
import { Inflow } from './inflow.ts';
import { readOpenAsks, UnsettledAsks } from '../../claude/open-asks.ts';
import { withoutOffers } from '../../claude/read-ask.ts';
import { stateActivity } from '../../claude/read-system.ts';
import { SessionReport } from '../../claude/session-report.ts';
import { Sync } from './sync.ts';
import { initializeReplyWire } from '../../claude/wire.ts';

export interface WatchOptions {
  readonly context: Context;
  readonly sessionId: SessionId;
  readonly openChannel: OpenChannel;
  readonly generation: number;
  readonly isVisible: () => boolean;
  readonly isAsking: () => boolean;
  readonly onMissingRoute: OnMissingRoute;
  readonly onLink: (link: SessionLink) => void;
}

type OfSession = BackendEvent extends infer E
  ? E extends { readonly sessionId: SessionId }
    ? Omit<E, 'connectionId' | 'sessionId'>
    : never
  : never;

/** One session that is followed live: its stream, its standing, and what of it the engine hears. */
export class SessionWatch {
  readonly calls: ControlCalls;
  readonly channel: Channel;
  readonly #options: WatchOptions;
  readonly #inflow: Inflow;
  readonly #sync: Sync;
  readonly #report: SessionReport;
  readonly #unsettled = new UnsettledAsks();
  readonly #askedHere = new Set<string>();
  readonly #ownAnswers = new Set<string>();
  /** News about asks, held back until the link is live, in order. */
  #held: OfSession[] = [];
  #link: SessionLink = { tag: 'unwatched' };
  #liveText = '';
  #wasOpen = false;
  #isStopped = false;

  constructor(options: WatchOptions) {
    const { clock, random } = options.context.tools;
    this.#options = options;
    this.#report = new SessionReport(clock, (event) => this.#emit(event));
    this.calls = new ControlCalls(clock, random);
    this.#inflow = new Inflow({
      readsAll: () => options.isVisible() || options.isAsking() || this.#unsettled.size > 0 || !this.#sync.isLive,
      onHeard: (heard, source, eventId) => heard.forEach((one) => this.#hear(one, source === 'worker', eventId)),
      onSaid: (bytes) => options.context.tools.transcripts.append(this.#key, bytes),
      onHole: (after, before) => this.#fillHole(after, before),
    });
    this.#sync = new Sync(
      {
        onLink: (link) => this.#setLink(link),
        onSynchronised: (generation, reply) => this.#synchronised(generation, reply),
      },
      { clock, random, calls: this.calls, channel: () => this.channel, generation: options.generation },
    );
    this.channel = options.openChannel(
      options.context,
      options.sessionId,
      this.#channelOwner(),
      options.onMissingRoute,
    );
  }

  get generation(): number {
    return this.#sync.generation;
  }

  get link(): SessionLink {
    return this.#link;
  }

  /** Where to read older history from; null = from its newest end. */
  get historyStart(): string | null {
    return this.#inflow.first;
  }

  start(): void {
    this.channel.link.start();
  }

  stop(): void {
    this.#isStopped = true;
    this.channel.link.stop();
    this.#sync.stop();
    this.#report.stop();
  }

  retry(): void {
    this.channel.link.retryNow();
  }

  probe(why: ProbeReason): void {
    // On v2 the answer that follows a click travels by a request of its own, which is proof enough; an event stream can
    // only be probed by opening it anew, and that would hold the answer up.
    if (why === 'click' && this.channel.version === 'v2') return;
    this.channel.link.probe(why);
  }

  async answer(requestId: RequestId, wire: string, answerId: string | null): Promise<SendOutcome> {
    if (!this.#sync.isLive) return { tag: 'failed' };
    if (answerId !== null) this.#ownAnswers.add(answerId);
    this.#unsettled.open(requestId, null);
    const sent = await this.channel.send(wire);
    if (sent.tag === 'failed') this.#sync.verify(sent.retryAfterMs ?? 0);
    return sent.tag === 'refused' ? { tag: 'refused', status: sent.status } : { tag: sent.tag };
  }

  get #key() {
    return sessionKey(this.#options.context.tools.connectionId, this.#options.sessionId);
  }

  #channelOwner(): ChannelOwner {
    return {
      onState: (state) => this.#onState(state),
      onOpen: () => {
        this.#inflow.beginStream();
        this.#sync.greet();
        if (this.#wasOpen && this.channel.version === 'v1') this.#fillAfterReconnect();
        this.#wasOpen = true;
      },
      onMessage: (bytes) => this.#inflow.message(bytes),
      onEvent: (bytes) => this.#inflow.event(bytes),
      onEphemeral: (bytes) => this.#inflow.ephemeral(bytes),
      onGap: () => this.#fillAfterReconnect(),
      lastEventId: () => (this.#inflow.lastSequence === null ? null : String(this.#inflow.lastSequence)),
      forgetPosition: () => this.#inflow.forgetPosition(),
      priority: () =>
        (this.#options.isVisible() ? 2 : 0) + (this.#options.isAsking() || this.#unsettled.size > 0 ? 3 : 0),
    };
  }

  #onState(state: LinkState): void {
    if (!this.#isStopped) this.#sync.onState(state);
  }

  #setLink(link: SessionLink): void {
    this.#link = link;
    this.#emit({ tag: 'session-link', link });
    this.#options.onLink(link);
  }

  #synchronised(generation: number, reply: ControlResponse | null): void {
    const listing = reply === null ? null : readOpenAsks(reply.text);
    for (const event of this.#held.splice(0)) this.#emit(event.tag === 'asked' ? { ...event, generation } : event);
    if (listing === null) return;
    this.#readReply(reply);
    for (const ask of listing.asks) this.#asked(ask);
    for (const id of listing.notAskable) this.#answerError(id);
    if (!listing.isComplete) return;
    const requestIds = listing.asks.map(({ requestId }) => requestId);
    this.#unsettled.keepOnly(new Set(requestIds));
    this.#emit({ tag: 'open-asks-listed', requestIds, generation });
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

  #hear(heard: Heard, fromWorker: boolean, eventId: string | null): void {
    switch (heard.tag) {
      case 'asked':
        return this.#asked(heard.request);
      case 'not-askable':
        return heard.error.code === 'no-id' ? undefined : this.#answerError(heard.error.requestId);
      case 'cancelled':
        this.#unsettled.over(heard.requestId);
        return this.#askNews({ tag: 'ask-cancelled', requestId: heard.requestId });
      case 'response':
        return this.#response(heard.response, fromWorker, eventId);
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

  #asked(request: PermissionRequest): void {
    this.#unsettled.open(request.requestId, request.toolUseId ?? null);
    const shown = this.#options.context.settings.viewerOnly ? withoutOffers(request) : request;
    this.#askNews({ tag: 'asked', request: shown, generation: this.#sync.generation });
  }

  #askNews(event: OfSession): void {
    if (this.#sync.isLive) return this.#emit(event);
    // A stream that tells its past again must not raise what is over by now.
    if (event.tag !== 'asked')
      this.#held = this.#held.filter((held) => !(held.tag === 'asked' && isOver(held.request, event)));
    this.#held.push(event);
  }

  #response(response: ControlResponse, fromWorker: boolean, eventId: string | null): void {
    if (fromWorker && this.calls.settle(response)) return;
    const isOurs = this.#ownAnswers.has(response.uuid ?? '') || this.#ownAnswers.has(eventId ?? '');
    const knows = this.channel.version === 'v2' && !fromWorker && this.#askedHere.has(response.requestId);
    // An answer to an ask from before this run may be our own of an earlier run.
    const own = isOurs ? true : knows ? false : null;
    this.#unsettled.over(response.requestId);
    this.#askNews({ tag: 'answer-seen', requestId: toRequestId(response.requestId), own });
  }

  #answerError(id: RequestId): void {
    const { viewerOnly } = this.#options.context.settings;
    const { random, log, connectionId } = this.#options.context.tools;
    if (viewerOnly) return;
    log.warn('ask-not-supported', { connection: connectionId, session: this.#options.sessionId, ask: id });
    void this.channel.send(errorResponse(id, random.uuid(), 'This client cannot handle this request.'));
  }

  #setLiveText(text: string): void {
    if (text === this.#liveText) return;
    this.#liveText = this.#options.isVisible() ? text : '';
    if (this.#options.isVisible()) this.#options.context.tools.transcripts.live(this.#key, this.#liveText);
  }

  #fillHole(after: number, before: number | null): void {
    this.#fill(String(after), before);
  }

  #fillAfterReconnect(): void {
    const { lastSequence, lastUuid } = this.#inflow;
    if (this.channel.version === 'v2') this.#fill(lastSequence === null ? null : String(lastSequence), null);
    else if (lastUuid !== null) this.#fill(lastUuid, null);
  }

  #fill(from: string | null, before: number | null): void {
    const { context, sessionId } = this.#options;
    void fillHole(context.rest, { sessionId, version: this.channel.version, from, before }, (text) => {
      if (!this.#isStopped) this.#inflow.missed(text, this.channel.version === 'v2');
    }).then((cause: LinkCause | null) => {
      if (cause !== null)
        context.tools.log.warn('gap-not-filled', {
          connection: context.tools.connectionId,
          session: sessionId,
          code: cause.code,
        });
      // What was missed may have been an ask: only a fresh listing tells.
      if (this.channel.version === 'v2' && cause !== null && !this.#isStopped) this.#sync.verify(0);
    });
  }

  #emit(event: OfSession): void {
    if (this.#isStopped) return;
    if (event.tag === 'asked') this.#askedHere.add(event.request.requestId);
    const { connectionId } = this.#options.context.tools;
    this.#options.context.tools.emit({ ...event, connectionId, sessionId: this.#options.sessionId });
  }
}

function isOver(request: PermissionRequest, news: OfSession): boolean {
  if (news.tag === 'effect-seen') return request.toolUseId === news.toolUseId;
  return (news.tag === 'ask-cancelled' || news.tag === 'answer-seen') && request.requestId === news.requestId;
}
