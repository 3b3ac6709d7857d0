import { sessionId } from '../../../../shared/ids.ts';
import type { SessionLink } from '../../../../shared/model/session.ts';
import type { LinkKit } from '../../../net/link-kit.ts';
import type { Context } from '../context.ts';
import type { SessionList } from '../server/session-list.ts';
import type { SessionRow } from '../server/session-rows.ts';
import type { Update } from '../server/updates.ts';
import { HappySession, type SessionOwner } from './session.ts';

/** A list of an old server says nothing of what is beyond this. */
const OLD_LIST_ROWS = 150;

/** The highest generation that any ended session had. Kept with the kit, which outlives the backends that use it. */
const floors = new WeakMap<LinkKit, number>();

type Change = Omit<Extract<Update, { tag: 'session-changed' }>, 'tag'>;
const MAX_EARLY = 1_000;

/** The sessions of one account that are shown here. */
export class Sessions {
  readonly #byId = new Map<string, HappySession>();
  readonly #context: Context;
  readonly #owner: SessionOwner;
  readonly #isPublishedHere: (id: string) => boolean;
  readonly #wanted: ReadonlySet<string> | null;
  /** While a list is read: what was told of sessions that only the list brings. It may be older than that. */
  #early: Map<string, Change> = new Map();
  /** While a list is read: what came and went meanwhile, which the list does not know. */
  #announced: Set<string> | null = null;
  #deleted: Set<string> | null = null;
  #link: SessionLink = { tag: 'unwatched' };

  constructor(context: Context, owner: SessionOwner, isPublishedHere: (id: string) => boolean) {
    this.#context = context;
    this.#owner = owner;
    this.#isPublishedHere = isPublishedHere;
    this.#wanted = context.settings.sessions === undefined ? null : new Set(context.settings.sessions);
  }

  all(): readonly HappySession[] {
    return [...this.#byId.values()];
  }

  find(id: string): HappySession | null {
    return this.#byId.get(id) ?? null;
  }

  beginList(): void {
    this.#announced = new Set();
    this.#deleted = new Set();
  }

  /** @returns the sessions of the list, which are up to date now */
  endList({ rows, unreadable, isOldServer }: SessionList): readonly HappySession[] {
    const announced = this.#announced ?? new Set<string>();
    const listed = new Set(rows.map(({ id }) => id));
    // A row that could not be read may be of any session: then nothing is gone because it is not there.
    const isWhole = unreadable === 0 && (!isOldServer || rows.length < OLD_LIST_ROWS);
    const sessions = rows.flatMap((row) => (this.#deleted?.has(row.id) === true ? [] : (this.#take(row) ?? [])));
    for (const change of this.#early.values()) this.find(change.id)?.takeValues(change.metadata, change.agentState);
    this.abandonList();
    if (!isWhole) return sessions;
    for (const { sessionId: id } of this.all()) if (!listed.has(id) && !announced.has(id)) this.remove(id);
    return sessions;
  }

  abandonList(): void {
    this.#early = new Map();
    this.#announced = null;
    this.#deleted = null;
  }

  /** A session that was begun just now. */
  announce(row: SessionRow): void {
    this.#announced?.add(row.id);
    const isNew = !this.#byId.has(row.id);
    const session = this.#take(row);
    if (session === null || !isNew) return;
    if (this.#link.tag === 'live') session.synchronised();
    else session.down(this.#link);
  }

  change({ id, metadata, agentState }: Change): void {
    const session = this.find(id);
    if (session !== null) return session.takeValues(metadata, agentState);
    if (this.#announced === null || this.#early.size >= MAX_EARLY) return;
    const before = this.#early.get(id);
    const news = {
      metadata: metadata ?? before?.metadata ?? null,
      agentState: agentState ?? before?.agentState ?? null,
    };
    this.#early.set(id, { id, ...news });
  }

  remove(id: string): void {
    this.#deleted?.add(id);
    this.#early.delete(id);
    const session = this.#byId.get(id);
    if (session === undefined) return;
    this.#byId.delete(id);
    this.#end(session);
    const { emit, connectionId } = this.#context.tools;
    emit({ tag: 'session-removed', connectionId, sessionId: session.sessionId });
  }

  /** @param link  of the connection as a whole; each session's own follows from it and from its list row */
  setLink(link: SessionLink): void {
    this.#link = link;
    if (link.tag !== 'live') for (const session of this.all()) session.down(link);
  }

  stop(): void {
    for (const session of this.all()) this.#end(session);
  }

  #take(row: SessionRow): HappySession | null {
    const { keys } = this.#context.signIn;
    if (keys === null || this.#isPublishedHere(row.id)) return null;
    if (this.#wanted !== null && !this.#wanted.has(row.id)) return null;
    const known = this.#byId.get(row.id);
    const session = known ?? this.#create(row, keys);
    session.takeRow(row);
    return session;
  }

  #create(row: SessionRow, keys: ConstructorParameters<typeof HappySession>[1]): HappySession {
    // Beyond every generation that was before: an ask that comes again in a number known already is taken for an echo.
    const floor = floors.get(this.#context.kit) ?? 0;
    const session = new HappySession(this.#context, keys, row, sessionId(row.id), floor, this.#owner);
    this.#byId.set(row.id, session);
    return session;
  }

  #end(session: HappySession): void {
    const { kit } = this.#context;
    floors.set(kit, Math.max(floors.get(kit) ?? 0, session.generation));
    session.stop();
  }
}
