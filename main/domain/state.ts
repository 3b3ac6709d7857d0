import { sessionKey, type ConnectionId, type SessionKey } from '../../shared/ids.ts';
import type { DraftView, Problem, ShortcutState, SurfaceFacts } from '../../shared/model/app-view.ts';
import type { ClaudeCodeView } from '../../shared/model/claude-code.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';
import { languageOf, type Language } from '../../shared/strings/language.ts';
import type { SharingView } from '../../shared/model/sharing.ts';
import type { SystemQuiet } from '../../shared/model/quiet.ts';
import type { TrialView } from '../../shared/model/trial.ts';
import type { UpdateState } from '../../shared/model/update.ts';
import type { BackendEvent } from './backend-event.ts';
import { emptyInbox, type Inbox, type InboxEffect } from './inbox.ts';
import type { InboxEvent } from './inbox-event.ts';
import { reduceInbox } from './inbox-reduce.ts';
import type { InboxContext } from './inbox-work.ts';
import {
  configureConnections,
  emptyRegistry,
  linkFactsOf,
  reduceRegistry,
  type ConnectionEntry,
  type Registry,
} from './session-registry.ts';

/** Everything Gatehouse knows. One writer (the engine) replaces it, event by event. */
export interface AppState {
  readonly registry: Registry;
  readonly inbox: Inbox;
  readonly settings: Settings;
  /** Setting paths the managed configuration fixes. */
  readonly managed: readonly string[];
  /** The one the person chose, or the first of the system's that Gatehouse speaks. */
  readonly language: Language;
  readonly systemLanguages: readonly string[];
  readonly attention: Attention;
  readonly pausedUntilMs: number | null;
  readonly problems: readonly Problem[];
  readonly drafts: readonly DraftView[];
  /** Sessions that are shared with an account's other devices, and how each share stands. */
  readonly shares: ReadonlyMap<SessionKey, SharingView>;
  readonly surfaces: SurfaceFacts;
  /** Null until this computer was looked at. */
  readonly claudeCode: ClaudeCodeView | null;
  readonly update: UpdateState;
  readonly systemQuiet: SystemQuiet | null;
  readonly trial: TrialView | null;
  readonly shortcut: ShortcutState;
}

/** What is in front of the person: no notice is needed for it. */
export interface Attention {
  readonly windowFocused: boolean;
  readonly session: SessionKey | null;
  /** The screen is locked: nobody sees the window, and anybody may see notifications. */
  readonly isLocked: boolean;
}

export type AppEvent =
  | BackendEvent
  | Exclude<InboxEvent, { tag: BackendEvent['tag'] }>
  | { readonly tag: 'connections-configured'; readonly connections: readonly ConnectionEntry[] }
  | { readonly tag: 'settings-changed'; readonly settings: Settings; readonly managed: readonly string[] }
  | { readonly tag: 'attention-changed'; readonly attention: Partial<Attention> }
  | { readonly tag: 'paused'; readonly untilMs: number | null }
  /** A problem with a known id replaces the earlier one. */
  | { readonly tag: 'problem-raised'; readonly problem: Problem }
  | { readonly tag: 'problem-gone'; readonly id: string }
  | { readonly tag: 'drafts-changed'; readonly drafts: readonly DraftView[] }
  | { readonly tag: 'share-changed'; readonly sessionKey: SessionKey; readonly sharing: SharingView }
  | { readonly tag: 'share-gone'; readonly sessionKey: SessionKey }
  | { readonly tag: 'surfaces-changed'; readonly surfaces: Partial<SurfaceFacts> }
  | { readonly tag: 'claude-code-changed'; readonly claudeCode: ClaudeCodeView }
  | { readonly tag: 'update-changed'; readonly update: UpdateState }
  | { readonly tag: 'system-quiet-changed'; readonly systemQuiet: SystemQuiet | null }
  | { readonly tag: 'trial-changed'; readonly trial: TrialView | null }
  | { readonly tag: 'shortcut-changed'; readonly shortcut: ShortcutState };

export interface Step {
  readonly state: AppState;
  readonly effects: readonly InboxEffect[];
}

/** @param systemLanguages  as the system lists them, most wanted first */
export function initialState(surfaces: SurfaceFacts, systemLanguages: readonly string[] = []): AppState {
  return {
    registry: emptyRegistry,
    inbox: emptyInbox,
    settings: defaultSettings,
    managed: [],
    language: languageOf(defaultSettings.language, systemLanguages),
    systemLanguages,
    attention: { windowFocused: false, session: null, isLocked: false },
    pausedUntilMs: null,
    problems: [],
    drafts: [],
    shares: new Map(),
    surfaces,
    claudeCode: null,
    update: { tag: 'off', why: 'not-packaged' },
    systemQuiet: null,
    trial: null,
    shortcut: 'off',
  };
}

export function inboxContext(state: AppState, nowMs: number): InboxContext {
  return { nowMs, linkOf: (key) => linkFactsOf(state.registry, key) };
}

/** The whole behaviour of Gatehouse: the next state, and what is to be done about it. */
export function reduce(state: AppState, event: AppEvent, nowMs: number): Step {
  switch (event.tag) {
    case 'connections-configured':
      return configure(state, event.connections, nowMs);
    case 'settings-changed':
      return still({
        ...state,
        settings: event.settings,
        managed: event.managed,
        language: languageOf(event.settings.language, state.systemLanguages),
      });
    case 'attention-changed':
      return still({ ...state, attention: { ...state.attention, ...event.attention } });
    case 'paused':
      return still({ ...state, pausedUntilMs: event.untilMs });
    case 'problem-raised':
      return still({ ...state, problems: [...without(state.problems, event.problem.id), event.problem] });
    case 'problem-gone':
      return still({ ...state, problems: without(state.problems, event.id) });
    case 'drafts-changed':
      return still({ ...state, drafts: event.drafts });
    case 'share-changed':
      return still({ ...state, shares: new Map(state.shares).set(event.sessionKey, event.sharing) });
    case 'share-gone':
      return still({ ...state, shares: withoutShare(state.shares, event.sessionKey) });
    case 'surfaces-changed':
      return still({ ...state, surfaces: { ...state.surfaces, ...event.surfaces } });
    case 'claude-code-changed':
      return still({ ...state, claudeCode: event.claudeCode });
    case 'update-changed':
      return still({ ...state, update: event.update });
    case 'system-quiet-changed':
      return still({ ...state, systemQuiet: event.systemQuiet });
    case 'trial-changed':
      return still({ ...state, trial: event.trial });
    case 'shortcut-changed':
      return still({ ...state, shortcut: event.shortcut });
    case 'time-passed':
      return inboxStep(wakeFromPause(state, nowMs), event, nowMs);
    case 'decide':
    case 'decision-saved':
    case 'decision-not-saved':
    case 'answer-sent':
    case 'answer-failed':
    case 'answer-refused':
    case 'restored':
    case 'suspended':
    case 'session-over':
      return inboxStep(state, event, nowMs);
    default:
      return backendStep(state, event, nowMs);
  }
}

function backendStep(state: AppState, event: BackendEvent, nowMs: number): Step {
  const registry = reduceRegistry(state.registry, event, nowMs);
  if (!registry.connections.has(event.connectionId)) return still(state);
  const next = { ...state, registry };
  switch (event.tag) {
    case 'connection-state':
    case 'connection-account':
    case 'session-link':
    case 'frames-skipped':
      return still(next);
    default:
      return sessionStep(next, event, nowMs);
  }
}

type SessionNews = Exclude<
  BackendEvent,
  { tag: 'connection-state' | 'connection-account' | 'session-link' | 'frames-skipped' }
>;

/** What may change the asks of a session. */
function sessionStep(next: AppState, event: SessionNews, nowMs: number): Step {
  const key = sessionKey(event.connectionId, event.sessionId);
  if (event.tag === 'session-facts') {
    return event.facts.activity?.tag === 'ended'
      ? inboxStep(next, { tag: 'session-over', sessionKey: key }, nowMs)
      : still(next);
  }
  if (event.tag === 'session-removed') return inboxStep(next, { tag: 'session-over', sessionKey: key }, nowMs);
  if (event.tag === 'asked') {
    const sessionTitle = next.registry.sessions.get(key)?.facts.title ?? event.sessionId;
    return inboxStep(next, { ...event, sessionKey: key, sessionTitle }, nowMs);
  }
  return inboxStep(next, { ...event, sessionKey: key }, nowMs);
}

/**
 * Sessions of a connection that was taken away are over for us: nothing may stay that nobody can answer. On this
 * computer an ask lives on a call, or in a child, of one run of Gatehouse: what an earlier run decided has nobody left.
 */
function configure(state: AppState, connections: readonly ConnectionEntry[], nowMs: number): Step {
  const registry = configureConnections(state.registry, connections);
  const gone = new Set<SessionKey>();
  for (const ask of state.inbox.asks.values()) {
    // One that was never there, as after a start with a broken configuration, keeps its decisions: it may come back.
    const was = hasConnection(state.registry, ask.connectionId);
    const isOfEarlierRun = !was && registry.connections.get(ask.connectionId)?.kind === 'local';
    if (isOfEarlierRun || (was && !hasConnection(registry, ask.connectionId))) gone.add(ask.sessionKey);
  }
  let step: Step = still({ ...state, registry });
  for (const key of gone) {
    const next = inboxStep(step.state, { tag: 'session-over', sessionKey: key }, nowMs);
    step = { state: next.state, effects: [...step.effects, ...next.effects] };
  }
  return step;
}

function hasConnection(registry: Registry, id: ConnectionId): boolean {
  return registry.connections.has(id);
}

function inboxStep(state: AppState, event: InboxEvent, nowMs: number): Step {
  const { inbox, effects } = reduceInbox(state.inbox, event, inboxContext(state, nowMs));
  return { state: { ...state, inbox }, effects };
}

function wakeFromPause(state: AppState, nowMs: number): AppState {
  const over = state.pausedUntilMs !== null && nowMs >= state.pausedUntilMs;
  return over ? { ...state, pausedUntilMs: null } : state;
}

const still = (state: AppState): Step => ({ state, effects: [] });

function withoutShare(shares: AppState['shares'], key: SessionKey): AppState['shares'] {
  if (!shares.has(key)) return shares;
  const next = new Map(shares);
  next.delete(key);
  return next;
}

const without = (problems: readonly Problem[], id: string) => problems.filter((problem) => problem.id !== id);
