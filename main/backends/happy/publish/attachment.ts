import type { LinkState } from '../../../net/link-state.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';
import type { HappySocket } from '../server/happy-socket.ts';
import type { LineEvent } from '../server/socket-io-dial.ts';
import type { SessionRow } from '../server/session-rows.ts';
import type { PostOutcome } from './delivery.ts';
import { LaterTries } from './later-tries.ts';
import type { ApiFault, SessionApi } from './session-api.ts';
import type { ShareKey } from './share-key.ts';
import type { ShareStanding, WhyFailed } from './share-standing.ts';

export interface SocketOwner {
  readonly onState: (state: LinkState) => void;
  readonly onOpen: () => void;
  readonly onEvent: (event: LineEvent) => void;
}

export interface AttachmentOptions {
  /** The same in every run: by it the service knows the session again. */
  readonly tag: string;
  readonly key: ShareKey;
  readonly api: SessionApi;
  readonly socketOf: (sessionId: string, owner: SocketOwner) => HappySocket;
  readonly standing: ShareStanding;
  readonly clock: Clock;
  readonly random: Random;
  /** The metadata of a session that is new there. */
  readonly firstMetadata: () => string;
  /** An earlier run had its session there: a new one in its place means that it was deleted. */
  readonly mustExist: () => boolean;
  /** The session's number is known, once. */
  readonly onSession: (sessionId: string) => void;
  /** The socket is there: says what can be called. What the service holds may be old. */
  readonly onOpen: () => void;
  /** What the service holds now. */
  readonly onRow: (row: SessionRow) => void;
  /** Comes after `onRow`, for each connection once. */
  readonly onSynced: () => void;
  readonly onLost: () => void;
  readonly onEvent: (event: LineEvent) => void;
  /** It is over until somebody asks for another try. */
  readonly onFailed: () => void;
}

/** Keeps one session at its service: made or found again, connected, and read anew after each connection. */
export class Attachment {
  readonly #options: AttachmentOptions;
  readonly #tries: LaterTries;
  #socket: HappySocket | null = null;
  #sessionId: string | null = null;
  /** Grows with every connection and with each start: what belongs to an older one is dropped. */
  #round = 0;
  #isStopped = false;
  #isSynced = false;

  constructor(options: AttachmentOptions) {
    this.#options = options;
    this.#tries = new LaterTries(options.clock, options.random);
  }

  get sessionId(): string | null {
    return this.#sessionId;
  }

  get isSynced(): boolean {
    return this.#isSynced;
  }

  get socket(): HappySocket | null {
    return this.#socket;
  }

  start(): void {
    void this.#open(++this.#round);
  }

  /** Whoever waits stops waiting; what failed begins again. */
  retry(): void {
    if (this.#isStopped) return;
    if (this.#options.standing.failure !== null) {
      this.#options.standing.revive();
      if (this.#socket === null) return this.start();
    }
    this.#tries.hurry();
    this.#socket?.link.retryNow();
  }

  /** @returns false if it is not known now what the service holds */
  async reread(): Promise<boolean> {
    const fault = await this.#readRow();
    if (fault !== null && fault.tag !== 'retry') this.fault(fault);
    return fault === null;
  }

  /** What a request of this session met with. */
  fault(fault: Exclude<ApiFault, { tag: 'retry' }>): void {
    this.fail(fault.tag === 'sign-in' ? 'sign-in-needed' : fault.tag === 'gone' ? 'deleted-there' : 'refused');
  }

  /** What a batch of messages met with. */
  async outcomeOf(posted: Awaited<ReturnType<SessionApi['post']>>): Promise<PostOutcome> {
    if (posted.ok) return { tag: 'stored' };
    const fault = posted.error;
    if (fault.tag === 'retry') return { ...fault, tag: 'again' };
    if (fault.tag === 'refused') return fault;
    // Is it the session that is not there, or is it something about these messages?
    if (fault.tag === 'gone' && (await this.reread())) return { tag: 'refused', status: 404 };
    if (fault.tag === 'gone' && this.#options.standing.failure === null)
      return { tag: 'again', cause: { code: 'session-gone', status: 404 } };
    this.fault(fault);
    return { tag: 'over' };
  }

  fail(why: WhyFailed): void {
    if (this.#isStopped) return;
    this.#round += 1;
    this.#loseSocket();
    this.#options.standing.fail(why);
    this.#options.onFailed();
  }

  stop(): void {
    this.#isStopped = true;
    this.#round += 1;
    this.#loseSocket();
  }

  #loseSocket(): void {
    this.#tries.hurry();
    this.#socket?.stop();
    this.#socket = null;
    this.#lost();
  }

  #lost(): void {
    const wasSynced = this.#isSynced;
    this.#isSynced = false;
    this.#options.standing.live(false);
    if (wasSynced) this.#options.onLost();
  }

  async #open(round: number): Promise<void> {
    this.#tries.reset();
    while (round === this.#round) {
      const fault = await this.#postRow();
      if (round !== this.#round) return;
      if (fault === null) return this.#connect();
      await this.#settle('opening', fault);
    }
  }

  #connect(): void {
    const id = this.#sessionId;
    if (id === null) return;
    this.#options.standing.trouble('opening', null);
    this.#socket = this.#options.socketOf(id, {
      onState: (state) => this.#onLink(state),
      onOpen: () => {
        this.#options.onOpen();
        void this.#sync(++this.#round);
      },
      onEvent: (event) => this.#options.onEvent(event),
    });
    this.#socket.link.start();
  }

  #onLink(state: LinkState): void {
    const isUp = state.tag === 'open' || state.tag === 'live';
    if (!isUp) this.#lost();
    const { standing } = this.#options;
    standing.trouble('socket', state.tag === 'waiting' ? state : null);
    if (state.tag === 'failed') this.fail(state.cause.code === 'unauthorized' ? 'sign-in-needed' : 'refused');
  }

  async #sync(round: number): Promise<void> {
    this.#tries.reset();
    while (round === this.#round) {
      const fault = await this.#readRow();
      if (round !== this.#round) return;
      if (fault === null) {
        this.#options.standing.trouble('reading', null);
        this.#isSynced = true;
        this.#options.onSynced();
        return this.#options.standing.live(true);
      }
      await this.#settle('reading', fault);
    }
  }

  async #settle(part: 'opening' | 'reading', fault: ApiFault): Promise<void> {
    if (fault.tag !== 'retry') return this.fault(fault);
    await new Promise<void>((due) => {
      const retryAtMs = this.#tries.again(due, fault.afterMs);
      this.#options.standing.trouble(part, { cause: fault.cause, retryAtMs });
    });
  }

  /** Its values are read by making it again, so first it is asked whether it is there at all. */
  async #readRow(): Promise<ApiFault | null> {
    const id = this.#sessionId;
    if (id === null) return this.#postRow();
    const exists = await this.#options.api.exists(id);
    return exists.ok ? this.#postRow() : exists.error;
  }

  async #postRow(): Promise<ApiFault | null> {
    const { api, key, tag, firstMetadata, mustExist, onRow, onSession } = this.#options;
    const metadata = key.seal(firstMetadata());
    const opened = await api.open({ tag, metadata, dataEncryptionKey: key.wrapped });
    if (this.#isStopped) return null;
    if (!opened.ok) return opened.error;
    const row = opened.value;
    const isKnown = this.#sessionId !== null;
    const isNew = row.dataEncryptionKey === key.wrapped;
    if (isKnown ? row.id !== this.#sessionId : isNew && mustExist()) {
      // It was deleted there, and asking for it made it again: nobody wants an empty one in its place.
      await api.remove(row.id);
      return { tag: 'gone' };
    }
    if (!isNew && !key.opens(row.dataEncryptionKey)) return { tag: 'refused', status: 200 };
    this.#sessionId = row.id;
    if (!isKnown) onSession(row.id);
    onRow(row);
    return null;
  }
}
