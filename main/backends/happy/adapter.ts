import type { SessionId } from '../../../shared/ids.ts';
import { CAPABILITY_OF, type Capabilities } from '../../../shared/model/connection.ts';
import type { HappySettings } from '../../../shared/model/settings.ts';
import type { SessionLink } from '../../../shared/model/session.ts';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { err, type Result } from '../../../shared/result.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { LinkKit } from '../../net/link-kit.ts';
import type { Backend, BackendTools, Priorities, SendOutcome } from '../../ports/backend.ts';
import type { CommandError, SessionCommand } from '../../ports/command.ts';
import { fingerprint } from './account/fingerprint.ts';
import { encodeAnswer } from './answer.ts';
import { Answers } from './sessions/answers.ts';
import { capabilitiesOf } from './capabilities.ts';
import { runCommand } from './sessions/commands.ts';
import { connectionState, type Standing } from './connection-standing.ts';
import type { Context } from './context.ts';
import { systemRandomBytes } from './crypto/random-bytes.ts';
import { createHappySocket } from './server/happy-socket.ts';
import { announcedFor } from './server/hidden-message.ts';
import { HappySharer } from './publish/happy-sharer.ts';
import { PublishedIds } from './publish/published-ids.ts';
import type { PublishingHost } from './publish/session-metadata.ts';
import { Rest } from './server/rest.ts';
import { SeenCiphertexts } from './sessions/seen-ciphertexts.ts';
import { readSessionList, type SessionList } from './server/session-list.ts';
import { Sessions } from './sessions/sessions.ts';
import { SignIn } from './server/sign-in.ts';
import type { LineEvent } from './server/socket-io-dial.ts';
import { Sync } from './sessions/sync.ts';
import { readKept } from './translate/kept-message.ts';
import { readEphemeral, readUpdate, type Update } from './server/updates.ts';

/** How often a connection without a key looks whether there is one now. No request is made. */
const LOOK_FOR_KEY_MS = 30 * SECOND_MS;
/** How often sessions that were heard are looked at: whether they still are. */
const LOOK_FOR_LIFE_MS = 5 * SECOND_MS;

/** One account on one Happy server, in the role of a phone: it sees every session and can answer for the person. */
export class HappyBackend implements Backend {
  readonly capabilities: Capabilities;
  readonly readTranscript = readKept;
  readonly starter = null;
  readonly sharer: HappySharer | null;
  readonly #context: Context;
  readonly #sessions: Sessions;
  readonly #sync: Sync;
  readonly #answers: Answers;
  #standing: Standing = { signIn: null, link: { tag: 'idle' }, isListed: false, trouble: null };
  #order: Priorities = { visible: null, asking: new Set(), shared: new Set() };
  #isStopped = false;
  #lastState = '';
  #lastAccount = '';
  #stopLooking: (() => void) | null = null;
  #stopWatching: (() => void) | null = null;

  /** @param host  this computer, as sessions shared from it name it */
  constructor(settings: HappySettings, tools: BackendTools, kit: LinkKit, host: PublishingHost) {
    const { serverUrl } = settings;
    const { clock } = tools;
    const randomBytes = systemRandomBytes;
    const { credentials } = tools;
    const onChange = () => this.#onSignIn();
    const signIn = new SignIn({ serverUrl, credentials, request: kit.request, randomBytes, onChange });
    const rest = new Rest({ serverUrl, request: kit.request, signIn });
    const socket = createHappySocket({
      kit,
      clock,
      name: tools.connectionId,
      serverUrl,
      tokens: signIn,
      // Said to be `active`, it would keep the person's phone from ringing.
      scope: { clientType: 'user-scoped', appState: () => 'background' },
      priority: () => 5,
      onState: (link) => {
        this.#sync.onState(link);
        this.#tellState({ link });
      },
      onOpen: () => signIn.accepted(),
      onEvent: (event) => this.#onEvent(event),
      isUseless: (packet) => {
        const id = announcedFor(packet);
        return id !== null && this.#sessions.find(id)?.feed.isWanted === false;
      },
    });
    const seen = { seenValues: new SeenCiphertexts(), seenMessages: new SeenCiphertexts() };
    this.#context = { settings, tools, kit, signIn, rest, socket, randomBytes, ...seen };
    this.capabilities = capabilitiesOf(settings);
    const published = new PublishedIds();
    // Asks and their ends are in the state: for them no message is read.
    const isWanted = (id: SessionId) => this.#order.visible === id || this.#order.shared.has(id);
    this.#sessions = new Sessions(
      this.#context,
      {
        general: this.capabilities,
        isAwaited: (id) => this.#isAwaited(id),
        isWanted,
        onAlive: () => this.#watchLife(),
      },
      (id) => published.has(id),
    );
    published.onAdded((id) => this.#sessions.remove(id));
    this.sharer = settings.viewerOnly ? null : new HappySharer(this.#context, host, published);
    this.#sync = new Sync(
      {
        beginList: () => this.#sessions.beginList(),
        abandonList: () => this.#sessions.abandonList(),
        onList: (list, isFirst) => this.#onList(list, isFirst),
        onDown: (state) => this.#down(state),
        onOpen: () => this.#sessions.setLink({ tag: 'open' }),
        onTrouble: (cause, retryAtMs) => this.#tellState({ trouble: { cause, retryAtMs } }),
      },
      { clock, random: tools.random, readList: () => readSessionList(rest) },
    );
    this.#answers = new Answers(this.#context, () => this.#sync.refresh());
  }

  start(): void {
    this.#tellState({});
    this.#context.socket.link.start();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopLooking?.();
    this.#stopWatching?.();
    this.#context.socket.stop();
    this.#sync.stop();
    this.#answers.stop();
    this.#sessions.stop();
    await this.sharer?.stop();
  }

  encodeAnswer(...[request, decision]: Parameters<Backend['encodeAnswer']>): ReturnType<Backend['encodeAnswer']> {
    return this.capabilities.answer ? encodeAnswer(request, decision) : err({ code: 'not-offered' });
  }

  async sendAnswer(answer: Parameters<Backend['sendAnswer']>[0]): Promise<SendOutcome> {
    const session = this.#sessions.find(answer.sessionId);
    if (session === null || !this.capabilities.answer) return { tag: 'failed' };
    return this.#answers.send(session, answer);
  }

  async command(sessionId: SessionId, command: SessionCommand): Promise<Result<null, CommandError>> {
    const session = this.#sessions.find(sessionId);
    if (session === null) return err({ code: 'no-such-session' });
    const needed = CAPABILITY_OF[command.tag];
    if (!this.capabilities[needed] || session.can[needed] === false) return err({ code: 'not-supported' });
    return runCommand(this.#context, session, command);
  }

  probe(why: 'click' | 'resume' | 'unlock' | 'online'): void {
    this.#context.socket.link.probe(why);
  }

  prioritise(order: Priorities): void {
    this.#order = order;
    for (const id of [order.visible, ...order.shared]) {
      const session = id === null ? null : this.#sessions.find(id);
      if (session?.isSynchronised === true) void session.feed.catchUp();
    }
  }

  retry(sessionId?: SessionId): void {
    this.#context.signIn.forgive();
    this.#context.socket.link.retryNow();
    this.#sync.hurry();
    this.#answers.forgive(sessionId);
    if (sessionId === undefined) this.sharer?.retry();
  }

  async loadOlder(sessionId: SessionId): Promise<Result<readonly TranscriptItem[], CommandError>> {
    return this.#sessions.find(sessionId)?.feed.older() ?? err({ code: 'no-such-session' });
  }

  mayHaveOlder(sessionId: SessionId): boolean {
    return this.#sessions.find(sessionId)?.feed.mayHaveOlder ?? false;
  }

  rewindOlder(sessionId: SessionId, isCut: boolean): void {
    this.#sessions.find(sessionId)?.feed.rewind(isCut);
  }

  #isAwaited(id: SessionId): boolean {
    return this.#order.asking.has(id);
  }

  #onEvent({ event, payload }: LineEvent): void {
    if (this.#isStopped) return;
    if (event === 'update') this.#onUpdate(readUpdate(payload));
    else if (event === 'ephemeral') this.#onUpdate(readEphemeral(payload));
  }

  #onUpdate(update: Update): void {
    switch (update.tag) {
      case 'session-added':
        return this.#sessions.announce(update.row);
      case 'session-changed':
        return this.#sessions.change(update);
      case 'session-deleted':
        this.sharer?.deleted(update.id);
        return this.#sessions.remove(update.id);
      case 'message':
        return this.#sessions.find(update.sessionId)?.feed.take(update.row);
      case 'activity':
        return this.#sessions.find(update.id)?.takeActivity(update);
      case 'usage':
        return this.#sessions.find(update.id)?.takeUsage(update);
      case 'malformed':
        return this.#sessions.find(update.sessionId ?? '')?.countMalformed();
      case 'other':
        return undefined;
    }
  }

  #onList(list: SessionList, isFirst: boolean): void {
    const { tools } = this.#context;
    if (list.unreadable > 0) tools.log.warn('rows-skipped', { connection: tools.connectionId, count: list.unreadable });
    this.#tellAccount();
    const listed = this.#sessions.endList(list);
    if (isFirst) this.#sessions.setLink({ tag: 'live', generation: 0 });
    for (const session of listed) {
      const wasDoubted = this.#answers.takeDoubt(session.sessionId);
      if (isFirst || wasDoubted || !session.isSynchronised) session.synchronised();
    }
    this.#tellState({ isListed: true, trouble: null });
  }

  #down(link: Extract<SessionLink, { tag: 'connecting' | 'waiting' | 'failed' }>): void {
    this.#standing = { ...this.#standing, isListed: false, trouble: null };
    this.#sessions.setLink(link);
  }

  #onSignIn(): void {
    const { signIn, tools, socket } = this.#context;
    this.#stopLooking?.();
    this.#stopLooking = null;
    if (this.#isStopped) return;
    if (signIn.needed !== null) this.#lookForKey();
    else {
      tools.log.info('signed-in', { connection: tools.connectionId });
      if (socket.link.state.tag === 'failed') socket.link.retryNow();
    }
    this.#tellState({ signIn: signIn.needed });
  }

  /** What was refused stays refused until somebody does something; a key may turn up. */
  #lookForKey(): void {
    const { signIn, tools } = this.#context;
    this.#stopLooking = tools.clock.schedule(LOOK_FOR_KEY_MS, () => {
      void signIn.token().then(() => {
        if (signIn.needed !== null && !this.#isStopped) this.#lookForKey();
      });
    });
  }

  /** Runs while any session is heard, and one time more. */
  #watchLife(): void {
    this.#stopWatching ??= this.#context.tools.clock.schedule(LOOK_FOR_LIFE_MS, () => {
      this.#stopWatching = null;
      for (const session of this.#sessions.all()) {
        if (session.isHeard) this.#watchLife();
        else session.tellFacts();
      }
    });
  }

  #tellAccount(): void {
    const { signIn, tools } = this.#context;
    const text = signIn.keys === null ? '' : fingerprint(signIn.keys.anonymousId);
    if (text === this.#lastAccount) return;
    this.#lastAccount = text;
    tools.emit({ tag: 'connection-account', connectionId: tools.connectionId, account: { fingerprint: text } });
  }

  #tellState(news: Partial<Standing>): void {
    this.#standing = { ...this.#standing, ...news };
    if (this.#isStopped) return;
    const { connectionId, emit } = this.#context.tools;
    const state = connectionState(this.#standing);
    const text = JSON.stringify(state);
    if (text === this.#lastState) return;
    this.#lastState = text;
    emit({ tag: 'connection-state', connectionId, state });
  }
}
