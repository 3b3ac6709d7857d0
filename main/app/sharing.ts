import type { ConnectionId, SessionKey } from '../../shared/ids.ts';
import type { ShareState, Unshared } from '../../shared/model/sharing.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import { MINUTE_MS } from '../../shared/units.ts';
import type { ConnectionEntry, SessionEntry } from '../domain/session-registry.ts';
import type { Backend } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShareOver, ShareStore } from '../ports/share-store.ts';
import type { Ended, Flushed, ShareCounts, SharedFacts } from '../ports/sharing.ts';
import type { TranscriptStore } from '../ports/transcripts.ts';
import { lastFacts, sharedFacts } from './share-facts.ts';
import { createShareHands, type HandsParts } from './share-hands.ts';
import { ShareRecords, type Shared } from './share-records.ts';
import { createShareRows } from './share-rows.ts';
import { startShare, type ShareRun } from './share-run.ts';
import { within } from './within.ts';

export interface SharingParts extends HandsParts {
  readonly store: ShareStore;
  readonly transcripts: TranscriptStore;
  readonly clock: Clock;
}

export interface Sharing {
  readonly records: ShareRecords;
  /** Reads what earlier runs shared. It is shared again as soon as the session and the account are there. */
  load(): Promise<void>;
  /** Begins, follows or leaves a share, by how things stand. */
  tend(one: Shared): void;
  /** Ends the present run of a share and begins another, as it is wished for now. */
  again(one: Shared): void;
  /**
   * The person shares it no longer. The account's other devices are told now, or as soon as they can be.
   *
   * @returns null where the disk still says that it is shared, and so it is
   */
  unshare(one: Shared): Promise<Unshared | null>;
  /** A connection is about to stop: what is shared through it says goodbye first. Null = nothing is. */
  leaveAccount(id: ConnectionId): Promise<void> | null;
  /** Delivers what it can in the time there is. What is left stays on the disk. */
  stop(withinMs: number): Promise<void>;
}

/** How soon the rest of a session that has ended is tried again, while its account is there. */
const RETRY_MS = MINUTE_MS;
const GOODBYE_WITHIN_MS = 1_000;

/** Keeps every shared session in step at its account: while it runs, in this run and the next ones. */
export function createSharing(parts: SharingParts): Sharing {
  const { engine, backendOf, transcripts, clock, store, log } = parts;
  const records = new ShareRecords({ store, dispatch: engine.dispatch, log });
  const { show, hide } = createShareRows(engine, records);
  /** One that was there and is not any more was removed by the person. */
  const seenAccounts = new Set<ConnectionId>();
  let isStopped = false;

  function tend(one: Shared): void {
    if (isStopped || one.leaving !== null || !records.holds(one)) return;
    const { connections, sessions } = engine.state.registry;
    const { record } = one;
    const account = connections.get(record.accountId);
    if (account === undefined) return seenAccounts.has(record.accountId) ? void drop(one) : hide(one);
    seenAccounts.add(account.connectionId);
    const fingerprint = account.account?.fingerprint;
    if (fingerprint !== undefined && record.account !== undefined && record.account !== fingerprint)
      return void drop(one);
    if (record.over === 'ended' || record.over === 'stopped') return sayEnd(one, account);
    const session = sessions.get(one.key);
    const local = connections.get(record.connectionId);
    if (one.run !== null && session?.facts.activity?.tag === 'ended') return finish(one, one.run);
    const isThere = session !== undefined && local !== undefined && session.facts.activity?.tag !== 'ended';
    if (record.over !== null) return tendFailed(one, session);
    if (one.run !== null) {
      const isSame = one.run.backend === backendOf(record.accountId);
      if (!isThere || !isSame || isSignedInAgain(one, account)) return leave(one, one.run.stop());
      if (fingerprint !== undefined && record.account === undefined) records.note(one, { account: fingerprint });
      return one.run.follow(engine.state);
    }
    if (!isThere) return hide(one);
    const backend = backendOf(record.accountId);
    if (backend === undefined || backend.sharer === null) return show(one, { tag: 'paused' });
    begin(one, backend, sharedFacts(session, local, engine.state.language));
    if (one.run !== null) catchUp(one.run, session);
  }

  /** What went wrong is shown with the session, and is of no use without it. */
  function tendFailed(one: Shared, session: SessionEntry | undefined): void {
    if (session === undefined) return hide(one);
    return session.facts.activity?.tag === 'ended' ? void drop(one) : show(one);
  }

  function begin(one: Shared, backend: Backend, facts: SharedFacts): void {
    if (backend.sharer === null) return;
    one.wasDown = false;
    const { shareId, sessionId, files, over } = one.record;
    if (over === null) one.state = { tag: 'connecting' };
    show(one);
    const onState = (state: ShareState, counts: ShareCounts) => {
      // Of a share that the next one has followed, nothing is to be heard any more.
      if (records.holds(one) && (one.run === run || one.leaving !== null)) hear(one, state, counts);
    };
    const run: ShareRun = startShare({
      key: one.key,
      backend,
      sharer: backend.sharer,
      order: {
        shareId,
        facts,
        filesBelow: files && facts.cwd !== '' ? facts.cwd : null,
        outbox: records.outboxOf(one),
        hands: createShareHands(parts, one.key, () => (one.record.over === null ? (one.run?.told ?? new Map()) : null)),
        // Also the first word comes after the share itself.
        onState: (...told) => queueMicrotask(() => onState(...told)),
      },
      state: () => engine.state,
    });
    one.run = run;
    log.info('share-started', { connection: one.record.accountId, session: sessionId });
    if (over === null) records.note(one, { seenAtMs: clock.nowMs() });
  }

  /** All that is still held of the session, and how it stands. */
  function catchUp(run: ShareRun, session: SessionEntry): void {
    run.append(transcripts.frames(session.key).flatMap((frame) => read(session.connectionId, frame)));
    run.follow(engine.state);
  }

  function read(connection: ConnectionId, frame: Uint8Array): readonly TranscriptItem[] {
    return backendOf(connection)?.readTranscript(frame) ?? [];
  }

  function hear(one: Shared, state: ShareState, counts: ShareCounts): void {
    if (counts.refused > 0) log.warn('share-refused', { session: one.record.sessionId, count: counts.refused });
    if (one.record.over === null) one.state = state; // why it is over stands, whatever is said on the way out
    one.counts = counts;
    show(one);
    if (state.tag !== 'failed') return;
    log.warn('share-failed', { session: one.record.sessionId, code: state.why });
    if (state.why !== 'sign-in-needed' && one.record.over === null) giveUp(one, state.why);
  }

  /** Over until the person shares it again. */
  function giveUp(one: Shared, why: ShareOver): void {
    records.note(one, { over: why });
    if (one.run !== null) leave(one, one.run.stop());
  }

  function isSignedInAgain(one: Shared, { state }: ConnectionEntry): boolean {
    if (one.state.tag !== 'failed') return false;
    if (state.tag !== 'live') one.wasDown = true;
    return one.wasDown && state.tag === 'live';
  }

  function leave(one: Shared, going: Promise<Flushed>): void {
    one.run = null;
    one.leaving = going
      .then(({ remaining }) => void (one.counts = { ...one.counts, unsent: remaining }))
      .catch((bug: unknown) => log.error('share-threw', { session: one.record.sessionId, error: String(bug) }))
      .then(() => {
        one.leaving = null;
        tend(one);
      });
  }

  /** The session has ended: nothing may be missing there of what it said last. */
  function finish(one: Shared, run: ShareRun): void {
    run.follow(engine.state);
    records.note(one, { over: 'ended', last: lastOf(one) });
    one.state = { tag: 'ending' };
    show(one);
    void endWith(one, run);
  }

  function lastOf({ key }: Shared): NonNullable<Shared['record']['last']> {
    const { title = '', cwd = '' } = engine.state.registry.sessions.get(key)?.facts ?? {};
    return { title, cwd };
  }

  async function endWith(one: Shared, run: ShareRun): Promise<Unshared> {
    let became: Unshared = { remaining: one.counts.unsent, told: false };
    leave(
      one,
      run.end().then((ended) => {
        became = { remaining: ended.remaining, told: ended.end !== 'owed' };
        return settle(one, ended);
      }),
    );
    await one.leaving;
    return became;
  }

  /** What is said of a session that is no longer shared is not kept for another try, only that it is over. */
  async function settle(one: Shared, { flushed, remaining, end }: Ended): Promise<Flushed> {
    const isUnshared = one.record.over === 'stopped';
    if (isUnshared) await records.dropMessages(one);
    if (end === 'impossible' || (end === 'told' && (isUnshared || remaining === 0))) await drop(one);
    else if (!isStopped)
      one.cancelRetry = clock.schedule(RETRY_MS, () => {
        one.cancelRetry = null;
        tend(one);
      });
    return { flushed, remaining: isUnshared ? 0 : remaining };
  }

  function sayEnd(one: Shared, account: ConnectionEntry): void {
    show(one);
    const backend = backendOf(one.record.accountId);
    if (one.cancelRetry !== null || account.state.tag !== 'live' || backend === undefined) return;
    const { sessionId, last = { title: '', cwd: '' } } = one.record;
    begin(one, backend, lastFacts({ sessionId, language: engine.state.language, ...last }));
    if (one.run !== null) void endWith(one, one.run);
  }

  async function drop(one: Shared): Promise<void> {
    one.cancelRetry?.();
    const { run } = one;
    one.run = null;
    hide(one);
    const goodbye = run === null ? Promise.resolve() : run.stop().then(() => undefined);
    await records.forget(
      one,
      goodbye.catch(() => undefined),
    );
  }

  const offs = [
    engine.onChange(() => records.all.forEach(tend)),
    transcripts.onAppend((key: SessionKey, frame) => {
      const one = records.get(key);
      if (one?.run !== undefined && one.run !== null) one.run.append(read(one.record.connectionId, frame));
    }),
  ];

  return {
    records,
    async load() {
      await records.load(clock.nowMs());
      records.all.forEach(tend);
    },
    tend,
    again(one) {
      if (one.run === null) tend(one);
      else leave(one, one.run.stop());
    },
    async unshare(one) {
      await one.leaving;
      if (one.record.over !== null && one.record.over !== 'ended') return dismiss(one);
      const parting = records.part(one, lastOf(one));
      one.leaving = parting.then(() => undefined);
      const isParted = await parting;
      one.leaving = null;
      if (!isParted) return null;
      hide(one);
      const { run } = one;
      one.run = null;
      if (run !== null) return endWith(one, run);
      one.cancelRetry?.();
      one.cancelRetry = null;
      const remaining = await records.leftOf(one);
      await records.dropMessages(one);
      tend(one);
      return { remaining, told: false };
    },
    leaveAccount(id) {
      const ofAccount = records.all.filter(({ record }) => record.accountId === id);
      for (const one of ofAccount) if (one.run !== null) leave(one, one.run.stop());
      const leaving = ofAccount.flatMap((one) => one.leaving ?? []);
      return leaving.length === 0 ? null : within(clock, GOODBYE_WITHIN_MS, Promise.all(leaving));
    },
    async stop(withinMs) {
      isStopped = true;
      for (const off of offs) off();
      for (const one of records.all) {
        one.cancelRetry?.();
        one.run?.follow(engine.state);
        if (one.run !== null) leave(one, one.run.stop());
      }
      await within(clock, withinMs, Promise.all(records.all.flatMap(({ leaving }) => leaving ?? [])));
    },
  };

  /** There is nothing to be said there any more: what is left over goes. */
  async function dismiss(one: Shared): Promise<Unshared | null> {
    if (!(await records.remove(one))) return null;
    const remaining = await records.leftOf(one);
    await drop(one);
    return { remaining, told: true };
  }
}
