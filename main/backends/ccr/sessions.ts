import type { SessionId } from '../../../shared/ids.ts';
import type { SessionLink } from '../../../shared/model/session.ts';
import type { LinkKit } from '../../net/link-kit.ts';
import type { Context } from './context.ts';
import type { OnMissingRoute } from './channel.ts';
import type { SessionRow } from './list-rows.ts';
import { OlderPages } from './older.ts';
import { sessionSuffix } from './session-address.ts';
import { SessionWatch } from './session-watch.ts';
import { openEventStreamChannel } from './stream-sse.ts';
import { openWebSocketChannel } from './stream-websocket.ts';

/** A session of this connection, followed live or only listed. */
export interface Session {
  readonly sessionId: SessionId;
  row: SessionRow | null;
  watch: SessionWatch | null;
  generation: number;
  older: OlderPages;
}

export interface SessionsOwner {
  isVisible(id: SessionId): boolean;
  isAsking(id: SessionId): boolean;
  version(): 'v1' | 'v2' | null;
  onMissingRoute: OnMissingRoute;
  onLink(session: Session, link: SessionLink): void;
}

/** Streams kept open at once; what is beyond them is known from the list alone. */
const MAX_STREAMS = 200;

/** The highest generation that any ended watch had. Kept with the kit, which outlives the backends that use it. */
const floors = new WeakMap<LinkKit, number>();

export class Sessions {
  readonly #bySuffix = new Map<string, Session>();
  readonly #context: Context;
  readonly #owner: SessionsOwner;

  constructor(context: Context, owner: SessionsOwner) {
    this.#context = context;
    this.#owner = owner;
  }

  all(): readonly Session[] {
    return [...this.#bySuffix.values()];
  }

  find(id: string): Session | null {
    return this.#bySuffix.get(sessionSuffix(id)) ?? null;
  }

  /** The spelling that came first stays. */
  add(sessionId: SessionId): Session {
    const known = this.find(sessionId);
    if (known !== null) return known;
    // Beyond every generation that an earlier watch of this session had, in this backend or one before it: an ask that
    // comes again in a number known already would be taken for an echo, and an answer to it as sent.
    const generation = floors.get(this.#context.kit) ?? 0;
    const session: Session = { sessionId, row: null, watch: null, generation, older: new OlderPages() };
    this.#bySuffix.set(sessionSuffix(sessionId), session);
    return session;
  }

  remove(session: Session): void {
    this.close(session);
    this.#bySuffix.delete(sessionSuffix(session.sessionId));
  }

  open(session: Session): void {
    if (session.watch !== null) return;
    const { sessionId } = session;
    session.watch = new SessionWatch({
      context: this.#context,
      sessionId,
      openChannel: this.#owner.version() === 'v1' ? openWebSocketChannel : openEventStreamChannel,
      generation: session.generation,
      isVisible: () => this.#owner.isVisible(sessionId),
      isAsking: () => this.#owner.isAsking(sessionId),
      onMissingRoute: this.#owner.onMissingRoute,
      onLink: (link) => this.#owner.onLink(session, link),
    });
    session.watch.start();
  }

  close(session: Session): void {
    if (session.watch === null) return;
    session.generation = session.watch.generation;
    const { kit } = this.#context;
    floors.set(kit, Math.max(floors.get(kit) ?? 0, session.generation));
    session.watch.stop();
    session.watch = null;
  }

  /** Opens and closes streams so that the sessions that matter most have one. @returns those that lost theirs */
  choose(): readonly Session[] {
    const rank = (session: Session) =>
      (this.#owner.isAsking(session.sessionId) ? 8 : 0) +
      (this.#owner.isVisible(session.sessionId) ? 4 : 0) +
      (session.row?.isBusy === true ? 2 : 0);
    const wanted = this.all()
      .filter(({ row }) => row?.isOver !== true)
      .toSorted((a, b) => rank(b) - rank(a) || (b.row?.lastEventAtMs ?? 0) - (a.row?.lastEventAtMs ?? 0))
      .slice(0, MAX_STREAMS);
    const chosen = new Set(wanted);
    const closed = this.all().filter((session) => session.watch !== null && !chosen.has(session));
    for (const session of closed) this.close(session);
    for (const session of wanted) this.open(session);
    return closed;
  }
}
