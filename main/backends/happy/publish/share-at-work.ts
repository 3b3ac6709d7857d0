import type { TokenUsage } from '../../../../shared/model/session.ts';
import { otherDeviceWordsOf } from '../../../../shared/strings/other-devices.ts';
import type { Ended, Share, SharedFacts } from '../../../ports/sharing.ts';
import type { SessionRow } from '../server/session-rows.ts';
import type { LineEvent } from '../server/socket-io-dial.ts';
import { readUpdate, type Update } from '../server/updates.ts';
import { Attachment } from './attachment.ts';
import { controlMethods } from './control-methods.ts';
import { Delivery } from './delivery.ts';
import { Incoming } from './incoming.ts';
import { LaterTries } from './later-tries.ts';
import { Outgoing } from './outgoing.ts';
import { personMessages } from './person-messages.ts';
import type { ShareParts } from './publish-context.ts';
import { RpcTable } from './rpc-table.ts';
import { SessionApi, type ApiFault } from './session-api.ts';
import { MetadataWish } from './metadata-wish.ts';
import { isPutAway } from './session-metadata.ts';
import { ShareEnd } from './share-end.ts';
import { sessionSocket } from './session-socket.ts';
import { sessionValue } from './session-value.ts';
import { SessionState } from './session-state.ts';
import { ShareKey } from './share-key.ts';
import { SessionPresence } from './session-presence.ts';
import type { VersionedValue } from './versioned-value.ts';
import { WakeUpCalls } from './wake-up-calls.ts';

/** One session being published, from the time at which the account's keys are known. */
export class ShareAtWork {
  readonly outgoing: Outgoing;
  readonly delivery: Delivery;
  readonly #attachment: Attachment;
  readonly #metadata: VersionedValue;
  readonly #wish: MetadataWish;
  readonly #agentState: VersionedValue;
  readonly #state: SessionState;
  readonly #incoming: Incoming;
  readonly #rpc: RpcTable;
  readonly #wakeUp: WakeUpCalls;
  readonly #presence: SessionPresence;
  readonly #end: ShareEnd;
  readonly #offKeepAlive: () => void;
  readonly #methods: () => ReturnType<typeof controlMethods>;
  readonly #reading: LaterTries;
  #facts: SharedFacts;

  constructor(parts: ShareParts) {
    const { context, order, account, waiting, standing } = parts;
    const { clock, random, log } = context.tools;
    const api = new SessionApi(context.rest);
    const key = new ShareKey(account, order.shareId, context.randomBytes);
    const facts = () => this.#facts;
    const words = () => otherDeviceWordsOf(this.#facts.language);
    const name = order.shareId;
    const shared = { attachment: () => this.#attachment, key, standing, context };
    this.#reading = new LaterTries(clock, random);
    this.#facts = order.facts;
    this.#wish = new MetadataWish(facts, context.host, clock);
    this.#state = new SessionState(clock, random, words);
    this.#wakeUp = new WakeUpCalls(api, facts, words);
    this.outgoing = new Outgoing({ shareId: order.shareId, key, waiting, clock, words });
    this.delivery = new Delivery({
      waiting,
      post: async (batch) => this.#attachment.outcomeOf(await api.post(this.#sessionId, batch)),
      clock,
      random,
      log,
      name,
      onProgress: parts.onProgress,
      onTrouble: (trouble) => standing.trouble('messages', trouble),
      onAllRefused: () => this.#attachment.fail('refused'),
    });
    this.#metadata = sessionValue(
      {
        field: 'metadata',
        name,
        event: 'update-metadata',
        next: (current) => this.#wish.toWrite(current),
        onWritten: () => this.#wish.written(),
        onHeard: (value) => {
          if (!this.#end.isBegun && this.#attachment.isSynced && isPutAway(value))
            this.#attachment.fail('deleted-there');
        },
        onTooLarge: () => false,
      },
      shared,
    );
    this.#agentState = sessionValue(
      {
        field: 'agentState',
        name,
        event: 'update-state',
        next: (current) => this.#state.wanted(current, this.#facts.control === 'terminal'),
        onWritten: () => {
          this.#wakeUp.askWritten(this.#sessionId, this.#agentState.current, this.#state.asks);
        },
        onHeard: () => undefined,
        onTooLarge: () => this.#state.shrink(),
      },
      shared,
    );
    this.#incoming = new Incoming({
      shareId: order.shareId,
      heardSeq: waiting.heardSeq,
      page: (after) => api.page(this.#sessionId, after),
      unseal: (sealed) => key.unseal(sealed),
      isOwn: (localId) => waiting.knows(localId),
      wasHanded: (messageId) => waiting.knows(`handed:${messageId}`),
      onHanded: (messageId) => waiting.skip(`handed:${messageId}`),
      hand: personMessages({
        facts,
        words,
        hands: order.hands,
        say: (id, text) => this.outgoing.say(id, text, this.delivery),
        expect: (messageId) => this.outgoing.expect(messageId),
      }),
      onHeard: (seq) => waiting.heard(seq),
      onFault: (fault) => this.#readFailed(fault),
      log,
      name,
    });
    this.#methods = () =>
      this.#end.isBegun
        ? new Map()
        : controlMethods({
            facts,
            words,
            hands: order.hands,
            asks: this.#state.asks,
            filesBelow: order.filesBelow,
            say: (text) => this.outgoing.say(random.uuid(), text, this.delivery),
          });
    this.#rpc = new RpcTable({
      sessionId: () => this.#sessionId,
      handlers: this.#methods,
      wasCalled: (id) => waiting.knows(id),
      onCalled: (id) => waiting.skip(id),
      seal: (plaintext) => key.seal(plaintext),
      unseal: (sealed) => key.unseal(sealed),
      words: () => words().calls,
      clock,
      log,
      name,
    });
    this.#attachment = new Attachment({
      tag: order.shareId,
      key,
      api,
      socketOf: (sessionId, owner) =>
        sessionSocket(context, { ...owner, sessionId, name, isAsking: () => this.#state.isAsking }),
      standing,
      clock,
      random,
      firstMetadata: () => this.#wish.from(null),
      // A session is not made only to be ended.
      mustExist: () => waiting.wasDelivered || (this.#end.isBegun && waiting.count === 0),
      onSession: (sessionId) => context.published.add(sessionId),
      onOpen: () => this.#presence.register(true),
      onRow: (row) => this.#onRow(row),
      onSynced: () => this.#onSynced(),
      onLost: () => this.#closeValues(),
      onEvent: (event) => this.#onEvent(event),
      onFailed: () => {
        this.#end.decided();
        this.#closeValues();
        this.delivery.close();
      },
    });
    this.#presence = new SessionPresence({
      attachment: () => this.#attachment,
      clock,
      facts,
      methods: () => this.#methods().keys(),
    });
    this.#end = new ShareEnd({
      attachment: () => this.#attachment,
      presence: this.#presence,
      values: [this.#metadata, this.#agentState],
      standing,
    });
    this.#offKeepAlive = context.keepAlive.add(() => this.#presence.beat());
  }

  start(): void {
    this.#attachment.start();
  }

  retry(): void {
    this.#attachment.retry();
    this.delivery.hurry();
  }

  /** The account's other side heard that the session was deleted. */
  deleted(sessionId: string): void {
    if (sessionId === this.#attachment.sessionId) this.#attachment.fail('deleted-there');
  }

  tell(facts: SharedFacts): void {
    const before = this.#facts;
    this.#facts = facts;
    this.#metadata.want();
    if (before.control !== facts.control) this.#agentState.want();
    if (before.can.end !== facts.can.end) this.#presence.register(false);
    if (before.working === facts.working && before.control === facts.control) return;
    this.#presence.beat();
    if (before.working && !facts.working && this.#attachment.isSynced) this.#wakeUp.done(this.#sessionId);
  }

  asks(...[open, outcome]: Parameters<Share['asks']>): void {
    this.#wakeUp.raised(this.#state.tell({ open, outcome }, this.#agentState.current));
    this.#agentState.want();
  }

  usage(usage: TokenUsage): void {
    this.#presence.usage(usage);
  }

  /** Nothing comes from there any more, and it is said that the session is over: now, and over each new connection. */
  over(): void {
    this.#offKeepAlive();
    this.#reading.stop();
    this.#incoming.stop();
    this.#wish.archive();
    this.#end.begin();
    this.asks([], () => ({ how: 'canceled', reason: otherDeviceWordsOf(this.#facts.language).sessionEnded }));
    this.#metadata.want();
  }

  told(limitMs: number): Promise<Ended['end']> {
    return this.#end.told(limitMs);
  }

  /** Sends what can be sent within the limit. */
  async drain(limitMs: number): Promise<void> {
    if (this.#end.isBegun) await this.#end.reached();
    await this.delivery.drain(limitMs);
  }

  /** Nothing is called back afterwards. */
  async leave(goodbyeMs: number): Promise<void> {
    this.#offKeepAlive();
    this.#reading.stop();
    await this.#end.goodbye(goodbyeMs);
    this.#incoming.stop();
    this.#closeValues();
    this.delivery.close();
    this.#attachment.stop();
  }

  /** Only used where there is a session: nothing is sent before. */
  get #sessionId(): string {
    return this.#attachment.sessionId ?? '';
  }

  #onRow(row: SessionRow): void {
    this.#metadata.take(row.metadataVersion, row.metadata);
    this.#agentState.take(row.agentStateVersion, row.agentState);
    this.#wakeUp.raised(this.#state.read(this.#agentState.current));
  }

  #onSynced(): void {
    this.#metadata.open();
    this.#agentState.open();
    this.outgoing.tellLeftOut(this.delivery);
    this.delivery.open();
    if (this.#end.isBegun) return this.#end.decided();
    this.#reading.reset();
    void this.#incoming.catchUp();
    this.#presence.sendUsage();
    this.#presence.beat();
  }

  #closeValues(): void {
    for (const value of [this.#metadata, this.#agentState]) value.close();
  }

  #onEvent(event: LineEvent): void {
    if (event.event === 'rpc-request') return void this.#rpc.receive(event);
    if (event.event === 'rpc-error') return this.#rpc.notRegistered();
    if (event.event === 'update') this.#onUpdate(readUpdate(event.payload));
  }

  #onUpdate(update: Update): void {
    if (update.tag === 'message' && update.sessionId === this.#sessionId) this.#incoming.receive(update.row);
    if (update.tag === 'session-deleted') this.deleted(update.id);
    if (update.tag !== 'session-changed' || update.id !== this.#sessionId) return;
    if (update.metadata !== null) this.#metadata.take(update.metadata.version, update.metadata.value);
    if (update.agentState !== null) this.#agentState.take(update.agentState.version, update.agentState.value);
  }

  #readFailed(fault: ApiFault): void {
    if (fault.tag !== 'retry') return this.#attachment.fault(fault);
    this.#reading.again(() => {
      if (this.#attachment.isSynced) void this.#incoming.catchUp();
    });
  }
}
