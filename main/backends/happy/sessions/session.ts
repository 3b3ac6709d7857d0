import type { RequestId, SessionId } from '../../../../shared/ids.ts';
import type { Capabilities } from '../../../../shared/model/connection.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import type { SessionControl, SessionLink } from '../../../../shared/model/session.ts';
import type { SessionEvent } from '../../../domain/backend-event.ts';
import { sessionCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import type { AccountKeys } from '../crypto/account-keys.ts';
import { payloadKeyOf, type PayloadKey } from '../crypto/payload-key.ts';
import { PlanWait } from './plan-wait.ts';
import { activityOf, isStale, type Presence } from './presence.ts';
import { SealedValue, type HeldValue } from './sealed-value.ts';
import { SessionAsks } from './session-asks.ts';
import { factsOf, isArchived, silenceOf } from '../translate/session-facts.ts';
import type { SessionRow } from '../server/session-rows.ts';
import { Skipped } from './skipped.ts';
import { ToldFacts } from './told-facts.ts';
import { TranscriptFeed } from './transcript-feed.ts';
import { agentStyle } from '../translate/agent-style.ts';
import { readAsks } from '../translate/asks.ts';
import type { Update, Versioned } from '../server/updates.ts';
import { NO_AGENT_STATE, readAgentState, type AgentState } from '../wire/agent-state.ts';
import { readMetadata, type SessionMetadata } from '../wire/metadata.ts';

export interface SessionOwner {
  readonly general: Capabilities;
  isAwaited(id: SessionId): boolean;
  isWanted(id: SessionId): boolean;
  /** A signal of life came: it has to be looked whether the next one does. */
  onAlive(): void;
}

/** One session of the account: what is held of it, and what of that the engine was told. */
export class HappySession {
  readonly sessionId: SessionId;
  readonly feed: TranscriptFeed;
  readonly asks: SessionAsks;
  readonly key: PayloadKey | null;
  /** The mode chosen here; each message says it again. */
  pickedMode: string | null = null;
  readonly #context: Context;
  readonly #owner: SessionOwner;
  readonly #metadata: SealedValue<SessionMetadata>;
  readonly #state: SealedValue<AgentState>;
  readonly #told = new ToldFacts();
  readonly #skipped: Skipped;
  readonly #plans: PlanWait;
  #presence: Presence;
  #generation: number;
  #link: SessionLink = { tag: 'unwatched' };
  /** Its standing in the list is known over the present connection. */
  #isSynchronised = false;
  /** Side talks are not listed, unless they ask something. */
  #isShown = false;
  #isStopped = false;

  constructor(
    context: Context,
    keys: AccountKeys,
    row: SessionRow,
    id: SessionId,
    generation: number,
    owner: SessionOwner,
  ) {
    this.sessionId = id;
    this.#context = context;
    this.#owner = owner;
    this.#generation = generation;
    const key = payloadKeyOf(keys, row.dataEncryptionKey);
    this.key = key.ok ? key.value : null;
    const held = { key: this.key, seen: context.seenValues };
    this.#metadata = new SealedValue({ ...held, place: `${id}/metadata`, read: readMetadata });
    this.#state = new SealedValue({ ...held, place: `${id}/state`, read: readAgentState, forgetsText: true });
    this.#presence = { isActive: row.active, activeAtMs: row.activeAt, isThinking: null, heardAtMs: null };
    this.asks = new SessionAsks(
      (event) => this.#emit(event),
      () => owner.isAwaited(id),
    );
    this.#skipped = new Skipped(context.tools.clock, (event) => this.#emit(event));
    this.feed = new TranscriptFeed(context, id, {
      key: () => this.key,
      isWanted: () => owner.isWanted(id) || this.#plans.isWaiting,
      onSkipped: (malformed, unknown) => this.#skipped.add(malformed, unknown),
      onItems: (items) => this.#plans.read(items),
    });
    this.#plans = new PlanWait({
      clock: context.tools.clock,
      look: () => this.feed.catchUp(),
      onChange: () => this.#tellAsks(),
    });
  }

  get generation(): number {
    return this.#generation;
  }

  get link(): SessionLink {
    return this.#link;
  }

  get metadata(): HeldValue<SessionMetadata> | null {
    return this.#metadata.held;
  }

  get isThere(): boolean {
    return this.#presence.isActive && !this.#isArchived;
  }

  /** It has told what it does, which holds until it is not heard any more. */
  get isHeard(): boolean {
    return this.#presence.isThinking !== null && !isStale(this.#presence.heardAtMs, this.#context.tools.clock.nowMs());
  }

  get isSynchronised(): boolean {
    return this.#isSynchronised;
  }

  get can(): Partial<Capabilities> {
    const standing = { isThere: this.isThere, control: this.control };
    return sessionCan(this.#owner.general, this.#metadata.held?.value ?? null, standing);
  }

  get control(): SessionControl {
    return this.#agentState.controlledByUser === true ? 'terminal' : 'remote';
  }

  get #isArchived(): boolean {
    const held = this.#metadata.held;
    return held !== null && isArchived(held.value);
  }

  get #agentState(): AgentState {
    return this.#state.held?.value ?? NO_AGENT_STATE;
  }

  /** A row of the list. What it holds of values is taken only where it is newer. */
  takeRow(row: SessionRow): void {
    const wasActive = this.#presence.isActive;
    this.#presence = {
      ...this.#presence,
      isActive: row.active,
      activeAtMs: Math.max(this.#presence.activeAtMs, row.activeAt),
      // The list does not say whether it works: what was known before a pause may be long over.
      isThinking: wasActive && this.#link.tag === 'live' ? this.#presence.isThinking : null,
    };
    this.takeValues(
      { value: row.metadata, version: row.metadataVersion },
      { value: row.agentState, version: row.agentStateVersion },
    );
  }

  takeValues(metadata: Versioned | null, agentState: Versioned | null): void {
    const wasThere = this.isThere;
    const facts = metadata === null ? 'old' : this.#count(this.#metadata.take(metadata));
    const state = agentState === null ? 'old' : this.#count(this.#state.take(agentState));
    const wasShown = this.#isShown;
    this.#isShown ||= this.#metadata.held?.value.isSideChat !== true || this.#agentState.requests.length > 0;
    this.tellFacts();
    if (wasThere !== this.isThere || wasShown !== this.#isShown) this.#standingChanged();
    // Who runs it says how its asks are read.
    else if (state === 'taken' || facts === 'taken') this.#tellAsks();
  }

  takeActivity({ active, activeAtMs, thinking }: Extract<Update, { tag: 'activity' }>): void {
    const wasThere = this.isThere;
    const before = this.isHeard ? this.#presence : null;
    const isThinking = active ? thinking : null;
    this.#presence = { isActive: active, activeAtMs, isThinking, heardAtMs: this.#context.tools.clock.nowMs() };
    if (before?.isActive !== active || before.isThinking !== isThinking) this.tellFacts();
    if (wasThere !== this.isThere) this.#standingChanged();
    if (active) this.#owner.onAlive();
  }

  takeUsage({ contextTokens, outputTokens }: Extract<Update, { tag: 'usage' }>): void {
    this.#tell({ usage: { contextTokens, outputTokens } });
  }

  countMalformed(): void {
    this.#skipped.add(1, 0);
  }

  /** Everything of it was just read from the server, over a connection that lives: a new generation. */
  synchronised(): void {
    this.#isSynchronised = true;
    this.tellFacts();
    this.#standingChanged();
    void this.feed.catchUp();
  }

  /** The connection is not there just now. */
  down(link: SessionLink): void {
    this.#isSynchronised = false;
    this.#setLink(link);
  }

  /** The way from the server to this session's own computer is in doubt, until it is synchronised anew. */
  doubted(link: SessionLink): void {
    if (this.#link.tag === 'live') this.#setLink(link);
  }

  #setLink(link: SessionLink): void {
    if (JSON.stringify(link) === JSON.stringify(this.#link)) return;
    const wasLive = this.#link.tag === 'live';
    this.#link = link;
    if (wasLive) this.#tell({ lastHeardAtMs: this.#presence.heardAtMs ?? this.#presence.activeAtMs });
    this.#emit({ tag: 'session-link', link });
  }

  tellFacts(): void {
    const held = this.#metadata.held;
    const hasTerminal = this.control === 'terminal';
    const isUnreadable = this.key === null || this.#metadata.isUnreadable || this.#state.isUnreadable;
    const nowMs = this.#context.tools.clock.nowMs();
    const value = held?.value ?? null;
    this.#tell({
      ...(value !== null && factsOf(value)),
      activity: activityOf(this.#presence, { isEnded: this.#isArchived, hasTerminal, nowMs }),
      control: this.control,
      silence: silenceOf(value, { isUnreadable, hasTerminal }),
      can: this.can,
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.feed.stop();
    this.#plans.stop();
    this.#skipped.stop();
  }

  /** Whether it can be reached decides whether its asks can be answered. */
  #standingChanged(): void {
    if (!this.#isSynchronised || !this.#isShown) return;
    this.#generation += 1;
    this.#tell({ lastHeardAtMs: this.#presence.heardAtMs ?? this.#presence.activeAtMs });
    if (!this.isThere) {
      this.#setLink({ tag: 'away' });
      this.asks.away(this.#agentState, this.#generation);
      return;
    }
    this.#setLink({ tag: 'live', generation: this.#generation });
    const { ready, held } = this.#readAsks();
    this.asks.listed(ready, held, this.#agentState, this.#generation);
  }

  #tellAsks(): void {
    if (this.#link.tag === 'away') return this.asks.ended(this.#agentState);
    if (this.#link.tag !== 'live') return;
    this.asks.changed(this.#readAsks().ready, this.#agentState, this.#generation);
  }

  #readAsks(): { readonly ready: readonly PermissionRequest[]; readonly held: readonly RequestId[] } {
    const metadata = this.#metadata.held?.value;
    // A state that nobody can read answers to: who runs this session is unknown, and so is what may be asked of it.
    if (metadata === undefined || this.#isStopped) return { ready: [], held: [] };
    const asks = readAsks(this.#agentState, { style: agentStyle(metadata), planOf: (call) => this.#plans.of(call) });
    return this.#plans.holdBack(asks);
  }

  #count<T extends 'taken' | 'old' | 'replayed' | 'unreadable'>(how: T): T {
    if (how === 'replayed' || how === 'unreadable') this.countMalformed();
    return how;
  }

  #tell(facts: Parameters<ToldFacts['news']>[0]): void {
    const news = this.#isShown ? this.#told.news(facts) : null;
    if (news !== null) this.#emit({ tag: 'session-facts', facts: news });
  }

  #emit(event: SessionEvent): void {
    if (this.#isStopped || !this.#isShown) return;
    const { emit, connectionId } = this.#context.tools;
    emit({ ...event, connectionId, sessionId: this.sessionId });
  }
}
