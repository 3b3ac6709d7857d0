import type { RequestId, SessionId } from '../../../shared/ids.ts';
import type { LinkCause, SessionLink } from '../../../shared/model/session.ts';
import type { LinkState } from '../../net/link-state.ts';
import type { ProbeReason } from '../../net/link.ts';
import type { SendOutcome } from '../../ports/backend.ts';
import type { Channel, ChannelOwner, OnMissingRoute, OpenChannel } from './channel.ts';
import type { Context } from './context.ts';
import type { ControlCalls } from '../../claude/control-calls.ts';
import { Conversation } from '../../claude/conversation.ts';
import { fillHole } from './gap-fill.ts';
import { Inflow } from './inflow.ts';
import { Sync } from './sync.ts';

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

/** One session that is followed live: its stream, its standing, and what of it the engine hears. */
export class SessionWatch {
  readonly channel: Channel;
  readonly #options: WatchOptions;
  readonly #inflow: Inflow;
  readonly #sync: Sync;
  readonly #conversation: Conversation;
  #link: SessionLink = { tag: 'unwatched' };
  #wasOpen = false;

  constructor(options: WatchOptions) {
    const { clock, random } = options.context.tools;
    this.#options = options;
    this.#conversation = new Conversation({
      tools: options.context.tools,
      sessionId: options.sessionId,
      viewerOnly: options.context.settings.viewerOnly,
      isVisible: options.isVisible,
      link: () => this.#sync,
      send: (wire) => void this.channel.send(wire),
    });
    this.#inflow = new Inflow({
      readsAll: () => options.isVisible() || options.isAsking() || this.#conversation.isUnsettled || !this.#sync.isLive,
      onHeard: (heard, source, eventId) => {
        const origin = { fromWorker: source === 'worker', eventId, tellsSource: this.channel.version === 'v2' };
        for (const one of heard) this.#conversation.hear(one, origin);
      },
      onSaid: (bytes) => this.#conversation.said(bytes),
      onHole: (after, before) => this.#fillHole(after, before),
    });
    this.#sync = new Sync(
      {
        onLink: (link) => this.#setLink(link),
        onSynchronised: (generation, reply) => this.#conversation.synchronised(generation, reply),
      },
      {
        clock,
        random,
        calls: this.calls,
        channel: () => this.channel,
        position: () => this.#inflow.lastSequence,
        generation: options.generation,
      },
    );
    this.channel = options.openChannel(
      options.context,
      options.sessionId,
      this.#channelOwner(),
      options.onMissingRoute,
    );
  }

  get calls(): ControlCalls {
    return this.#conversation.calls;
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
    this.#conversation.stop();
    this.channel.link.stop();
    this.#sync.stop();
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
    this.#conversation.answering(requestId, answerId);
    const sent = await this.channel.send(wire);
    if (sent.tag === 'failed') this.#sync.verify(sent.retryAfterMs ?? 0);
    return sent.tag === 'refused' ? { tag: 'refused', status: sent.status } : { tag: sent.tag };
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
      onEvent: (bytes) => {
        this.#inflow.event(bytes);
        this.#sync.advanced();
      },
      onEphemeral: (bytes) => this.#inflow.ephemeral(bytes),
      onGap: () => this.#fillAfterReconnect(),
      lastEventId: () => (this.#inflow.lastSequence === null ? null : String(this.#inflow.lastSequence)),
      forgetPosition: () => this.#inflow.forgetPosition(),
      priority: () =>
        (this.#options.isVisible() ? 2 : 0) + (this.#options.isAsking() || this.#conversation.isUnsettled ? 3 : 0),
    };
  }

  #onState(state: LinkState): void {
    if (!this.#conversation.isStopped) this.#sync.onState(state);
  }

  #setLink(link: SessionLink): void {
    this.#link = link;
    this.#conversation.emit({ tag: 'session-link', link });
    this.#options.onLink(link);
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
      if (!this.#conversation.isStopped) this.#inflow.missed(text, this.channel.version === 'v2');
    }).then((cause: LinkCause | null) => {
      if (cause !== null)
        context.tools.log.warn('gap-not-filled', {
          connection: context.tools.connectionId,
          session: sessionId,
          code: cause.code,
        });
      // What was missed may have been an ask: only a fresh listing tells.
      if (this.channel.version === 'v2' && cause !== null && !this.#conversation.isStopped) this.#sync.verify(0);
    });
  }
}
