import type { Handlers } from '../../shared/ipc/types.ts';
import type { Problem, SurfaceFacts } from '../../shared/model/app-view.ts';
import type { ConnectionSettings, Settings } from '../../shared/model/settings.ts';
import type { Ask } from '../domain/ask.ts';
import { sessionKey } from '../../shared/ids.ts';
import { initialState } from '../domain/state.ts';
import type { BackendKit } from '../ports/backend.ts';
import type { ClaudeCode } from '../ports/claude-code.ts';
import type { Clock, LocalMinute } from '../ports/clock.ts';
import type { CredentialSource } from '../ports/credentials.ts';
import type { DiagnosticsFiles } from '../ports/diagnostics.ts';
import type { DoctorProbe } from '../ports/doctor-probe.ts';
import type { DraftStore } from '../ports/drafts.ts';
import type { HappyAccounts } from '../ports/happy-accounts.ts';
import type { Journal } from '../ports/journal.ts';
import type { Logger } from '../ports/logger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Outbox, OutboxRecord } from '../ports/outbox.ts';
import type { Practice, PracticePlay } from '../ports/practice.ts';
import type { Random } from '../ports/random.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { ShareStore } from '../ports/share-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { TraySurface, WindowSurface } from '../ports/surfaces.ts';
import type { ShortcutKeys, Sounder } from '../ports/system-conduct.ts';
import type { TranscriptStore } from '../ports/transcripts.ts';
import type { Updater } from '../ports/updater.ts';
import { createConnections } from './connections.ts';
import { createDecide } from './decisions.ts';
import { createDoctor } from './doctor.ts';
import { createDrafts } from './drafts.ts';
import { createEffects, type Effects } from './effects.ts';
import { createEngine, type Engine } from './engine.ts';
import { createHandlers } from './handlers.ts';
import { createHappyHandlers } from './happy-handlers.ts';
import { ensureLocalConnection } from './local-connection.ts';
import { createMenuActions, type MenuActions } from './menu-actions.ts';
import { createPublisher } from './publisher.ts';
import { createSettings, type Merged } from './settings.ts';
import { createShareHandlers } from './share-handlers.ts';
import { createSharing, type Sharing } from './sharing.ts';
import { createShortcut } from './shortcut.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { createTrial } from './trial.ts';
import { createUpdates } from './updates.ts';
import { createWatchedTranscript } from './watched-transcript.ts';

/** Everything Gatehouse is made of, as ports: the real shell, or a headless one in tests. */
export interface GatehouseParts {
  readonly clock: Clock;
  readonly localMinute: LocalMinute;
  readonly random: Random;
  readonly log: Logger;
  readonly outbox: Outbox;
  readonly journal: Journal;
  readonly drafts: DraftStore;
  readonly shareStore: ShareStore;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly transcripts: TranscriptStore;
  readonly kit: BackendKit;
  readonly claudeCode: ClaudeCode;
  readonly accounts: HappyAccounts;
  readonly credentialsFor: (connection: ConnectionSettings) => CredentialSource;
  readonly merge: (profile: Settings) => Merged;
  readonly startPractice: (play: PracticePlay) => Promise<Practice>;
  readonly practiceFlag: 'no' | 'yes' | 'if-empty';
  readonly surfaces: SurfaceFacts;
  readonly systemLanguages: readonly string[];
  readonly updater: Updater;
  /** Looks for a new version at once, not after a while. */
  readonly checkUpdates: boolean;
  readonly doctor: DoctorProbe;
  readonly diagnostics: DiagnosticsFiles;
  readonly notifier: Notifier;
  readonly sounder: Sounder;
  readonly shortcutKeys: ShortcutKeys;
  readonly tray: TraySurface;
  readonly windows: WindowSurface;
  readonly quit: () => void;
}

export interface Gatehouse {
  readonly engine: Engine;
  readonly supervisor: Supervisor;
  readonly handlers: Handlers;
  /** What clicks in the tray and on notifications do. */
  readonly actions: MenuActions;
  /** Reads what the last run left behind, then connects. */
  start(problems: readonly Problem[]): Promise<void>;
  /** Timers stood still, or the clock was set: does what is due by now. */
  lookAtClock(): void;
  /** Gives what is under way up to `withinMs` to leave; the rest stays on the disk for the next start. */
  stop(withinMs: number): Promise<void>;
}

/** Puts the parts together. No behaviour of its own beyond the order of start and end. */
export function createGatehouse(parts: GatehouseParts): Gatehouse {
  const { clock, log, outbox, journal, windows } = parts;
  const engine = createEngine({
    clock,
    initial: initialState(parts.surfaces, parts.systemLanguages),
    run: (effect, state) => effects.run(effect, state),
  });
  const dispatch = engine.dispatch;
  const supervisor = createSupervisor({ ...parts, engine, beforeStop: (id) => sharing.leaveAccount(id) });
  const { backendOf } = supervisor;
  const nowMs = () => clock.nowMs();
  const effects: Effects = createEffects({ outbox, journal, backendOf, dispatch, nowMs, log });
  const decide = createDecide({ engine, backendOf, whenSaved: effects.whenSaved, random: parts.random, log });
  const drafts = createDrafts({ store: parts.drafts, backendOf, dispatch, newId: parts.random.uuid, nowMs, log });
  const { shareStore: store, transcripts } = parts;
  const sharing: Sharing = createSharing({ store, transcripts, engine, backendOf, decide, drafts, clock, log });
  const settings = createSettings({ ...parts, store: parts.settings, engine, supervisor });
  const transcript = createWatchedTranscript({
    store: parts.transcripts,
    clock,
    tell: (change) => windows.push('transcript:changed', change),
  });
  const connections = createConnections({
    ...parts,
    settings,
    supervisor,
    inForce: () => engine.state.settings.connections,
  });
  const publisher = createPublisher({ ...parts, engine });
  const doctor = createDoctor({ ...parts, probe: parts.doctor, engine });
  const trial = createTrial({
    ...parts,
    engine,
    settings,
    publisher,
    findCauses: doctor.findCauses,
    language: () => engine.state.language,
  });
  const shortcut = createShortcut({ ...parts, engine, settings });
  const updates = createUpdates({
    ...parts,
    engine,
    checkAtOnce: parts.checkUpdates,
    ownSessions: () => supervisor.ownSessions,
  });
  const handlers = createHandlers({
    ...parts,
    engine,
    publisher,
    supervisor,
    decide,
    drafts,
    settings,
    shortcut,
    connections,
    transcript,
    journal,
    happyHandlers: createHappyHandlers({ ...parts, settings }),
    shareHandlers: createShareHandlers({ ...parts, engine, sharing, backendOf }),
    doctorHandlers: doctor.handlers,
    trialHandlers: trial.handlers,
    updateHandlers: updates.handlers,
  });

  const offClaude = parts.claudeCode.onChange((claudeCode) => {
    dispatch({ tag: 'claude-code-changed', claudeCode });
    // Put there by a script, or by a run that could not save the connection.
    if (isStarted && claudeCode.hooks.tag === 'connected') void ensureLocalConnection(engine, settings);
  });
  let isStarted = false;
  const { noticeOf } = publisher;
  const actions = createMenuActions({
    installUpdate: updates.install,
    engine,
    decide,
    noticeOf,
    open: windows.open,
    quit: parts.quit,
    nowMs,
  });

  let asking = engine.state.inbox;
  let shared = engine.state.shares;
  engine.onChange(({ inbox, shares, attention }) => {
    if (inbox === asking && shares === shared) return;
    asking = inbox;
    shared = shares;
    supervisor.prioritise(attention.session);
  });

  const raise = (problem: Problem) => dispatch({ tag: 'problem-raised', problem });

  return {
    engine,
    supervisor,
    handlers,
    actions,
    async start(problems) {
      for (const problem of [...settings.problems, ...problems]) raise(problem);
      // What cannot be read must not keep the rest from working: it is told, and sessions are watched all the same.
      const guarded = (id: string, step: Promise<void>) =>
        step.catch((cause: unknown) => raise({ id, code: 'storage-failed', detail: String(cause) }));
      await guarded('outbox', restore(outbox, engine, raise));
      await guarded('journal', openJournal(journal, raise));
      await guarded('drafts', drafts.load());
      await guarded('shares', sharing.load());
      await settings.apply();
      isStarted = true;
      updates.start();
      // Not waited for: finding the program may take a while, and nothing else needs it.
      void parts.claudeCode.look();
    },
    lookAtClock() {
      dispatch({ tag: 'time-passed' });
      publisher.look();
    },
    async stop(withinMs) {
      await Promise.all([drained(engine, clock, withinMs), sharing.stop(withinMs)]);
      await trial.stop();
      publisher.stop();
      shortcut.stop();
      updates.stop();
      parts.accounts.stop();
      offClaude();
      await Promise.all([supervisor.stop(), parts.claudeCode.stop()]);
      await drafts.saved();
      engine.stop();
      await settings.stop();
      await store.close();
      await outbox.close();
      await journal.close();
    },
  };
}

async function restore(outbox: Outbox, engine: Engine, raise: (problem: Problem) => void): Promise<void> {
  const { records, truncatedBytes } = await outbox.open();
  if (truncatedBytes > 0) raise({ id: 'outbox-cut', code: 'outbox-truncated', detail: String(truncatedBytes) });
  if (records.length > 0) engine.dispatch({ tag: 'restored', asks: records.map(restoredAsk) });
}

async function openJournal(journal: Journal, raise: (problem: Problem) => void): Promise<void> {
  const { truncatedBytes } = await journal.open();
  if (truncatedBytes > 0) raise({ id: 'journal-cut', code: 'journal-truncated', detail: String(truncatedBytes) });
}

/** A decision of an earlier run: durable, and due as soon as its session is heard from. */
function restoredAsk(record: OutboxRecord): Ask {
  const { key, connectionId, sessionId, sessionTitle, request, ...decided } = record;
  return {
    key,
    connectionId,
    sessionId,
    sessionKey: sessionKey(connectionId, sessionId),
    sessionTitle,
    request,
    askedAtMs: decided.decidedAtMs,
    seenInGeneration: 0,
    state: { tag: 'ready', decided: { ...decided, lastGeneration: null, beforeSuspend: false } },
    changedAtMs: decided.decidedAtMs,
  };
}

/** Resolves when no answer is on its way to the disk or the wire any more, or when the time is up. */
function drained(engine: Engine, clock: Clock, withinMs: number): Promise<void> {
  const busy = () =>
    [...engine.state.inbox.asks.values()].some(({ state }) => state.tag === 'saving' || state.tag === 'sending');
  return new Promise((resolve) => {
    if (!busy()) return resolve();
    const done = () => {
      off();
      cancel();
      resolve();
    };
    const off = engine.onChange(() => {
      if (!busy()) done();
    });
    const cancel = clock.schedule(withinMs, done);
  });
}
