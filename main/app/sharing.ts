import type { ConnectionId, SessionKey } from '../../shared/ids.ts';
import type { ShareState } from '../../shared/model/sharing.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import { MINUTE_MS } from '../../shared/units.ts';
import type { ConnectionEntry, SessionEntry } from '../domain/session-registry.ts';
import type { Backend } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShareOver, ShareStore } from '../ports/share-store.ts';
import type { Flushed, SharedFacts } from '../ports/sharing.ts';
import type { TranscriptStore } from '../ports/transcripts.ts';
import { lastFacts, sharedFacts } from './share-facts.ts';
import { createShareHands, type HandsParts } from './share-hands.ts';
import { ShareRecords, type Shared } from './share-records.ts';
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
  /** Tells the account that the session is over. Whoever calls it took the share off the records. */
  end(one: Shared): Promise<Flushed>;
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
  const { dispatch } = engine;
  const records = new ShareRecords({ store, dispatch, log });
  /** One that was there and is not any more was removed by the person. */
  const seenAccounts = new Set<ConnectionId>();
  let isStopped = false;

  function show(one: Shared, state: ShareState = one.state): void {
    const { accountId, files } = one.record;
    const sharing = { connectionId: accountId, state, unsent: one.unsent, refused: one.refused, files };
    if (JSON.stringify(engine.state.shares.get(one.key)) === JSON.stringify(sharing)) return;
    dispatch({ tag: 'share-changed', sessionKey: one.key, sharing });
  }

  function hide({ key }: Shared): void {
    if (engine.state.shares.has(key)) dispatch({ tag: 'share-gone', sessionKey: key });
  }

  function tend(one: Shared): void {
    if (isStopped || one.leaving !== null || !records.holds(one)) return;
    const { connections, sessions } = engine.state.registry;
    const { record } = one;
    const account = connections.get(record.accountId);
    if (account === undefined) return seenAccounts.has(record.accountId) ? drop(one) : hide(one);
    seenAccounts.add(account.connectionId);
    const fingerprint = account.account?.fingerprint;
    if (fingerprint !== undefined && record.account !== undefined && record.account !== fingerprint) return drop(one);
    if (record.over === 'ended') return deliverRest(one, account);
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
    return session.facts.activity?.tag === 'ended' ? drop(one) : show(one);
  }

  function begin(one: Shared, backend: Backend, facts: SharedFacts): void {
    if (backend.sharer === null) return;
    one.wasDown = false;
    one.state = { tag: 'connecting' };
    show(one);
    const { shareId, sessionId, files } = one.record;
    const onState = (state: ShareState, unsent: number, refused: number) => {
      // Of a share that the next one has followed, nothing is to be heard any more.
      if (records.holds(one) && (one.run === run || one.leaving !== null)) hear(one, state, unsent, refused);
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
        hands: createShareHands(parts, one.key, () => one.run?.told ?? new Map()),
        // Also the first word comes after the share itself.
        onState: (...told) => queueMicrotask(() => onState(...told)),
      },
      state: () => engine.state,
    });
    one.run = run;
    log.info('share-started', { connection: one.record.accountId, session: sessionId });
    records.note(one, { seenAtMs: clock.nowMs() });
  }

  /** All that is still held of the session, and how it stands. */
  function catchUp(run: ShareRun, session: SessionEntry): void {
    run.append(transcripts.frames(session.key).flatMap((frame) => read(session.connectionId, frame)));
    run.follow(engine.state);
  }

  function read(connection: ConnectionId, frame: Uint8Array): readonly TranscriptItem[] {
    return backendOf(connection)?.readTranscript(frame) ?? [];
  }

  function hear(one: Shared, state: ShareState, unsent: number, refused: number): void {
    if (refused > 0) log.warn('share-refused', { session: one.record.sessionId, count: refused });
    const hasFailed = one.record.over !== null && one.record.over !== 'ended';
    if (!hasFailed) one.state = state; // why it is over stands, whatever is said on the way out
    one.unsent = unsent;
    one.refused = refused;
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
      .then(({ remaining }) => void (one.unsent = remaining))
      .catch((bug: unknown) => log.error('share-threw', { session: one.record.sessionId, error: String(bug) }))
      .then(() => {
        one.leaving = null;
        tend(one);
      });
  }

  /** The session has ended: nothing may be missing there of what it said last. */
  function finish(one: Shared, run: ShareRun): void {
    run.follow(engine.state);
    const { title = '', cwd = '' } = engine.state.registry.sessions.get(one.key)?.facts ?? {};
    records.note(one, { over: 'ended', last: { title, cwd } });
    endWith(one, run);
  }

  function endWith(one: Shared, run: ShareRun): void {
    leave(
      one,
      run.end().then((flushed) => {
        if (flushed.remaining === 0) drop(one);
        else
          one.cancelRetry = clock.schedule(RETRY_MS, () => {
            one.cancelRetry = null;
            tend(one);
          });
        return flushed;
      }),
    );
  }

  function deliverRest(one: Shared, account: ConnectionEntry): void {
    show(one);
    const backend = backendOf(one.record.accountId);
    if (one.cancelRetry !== null || account.state.tag !== 'live' || backend === undefined) return;
    const { sessionId, last = { title: '', cwd: '' } } = one.record;
    begin(one, backend, lastFacts({ sessionId, language: engine.state.language, ...last }));
    if (one.run !== null) endWith(one, one.run);
  }

  function drop(one: Shared): void {
    one.cancelRetry?.();
    const { run } = one;
    one.run = null;
    hide(one);
    const goodbye = run === null ? Promise.resolve() : run.stop().then(() => undefined);
    void records.forget(
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
    async end(one) {
      one.cancelRetry?.();
      const { run } = one;
      one.run = null;
      await one.leaving;
      const left = run === null ? await leftOf(one) : await run.end();
      hide(one);
      return left;
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

  async function leftOf(one: Shared): Promise<Flushed> {
    try {
      return { flushed: 0, remaining: (await records.outboxOf(one).load()).waiting.length };
    } catch {
      return { flushed: 0, remaining: one.unsent };
    }
  }
}
