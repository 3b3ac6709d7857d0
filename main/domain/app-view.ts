import type { SessionKey } from '../../shared/ids.ts';
import type { AppView, AskView, ConnectionView, ReceiptView, SessionView } from '../../shared/model/app-view.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { withoutSecret } from '../../shared/model/settings.ts';
import type { SharingView } from '../../shared/model/sharing.ts';
import type { Language } from '../../shared/strings/language.ts';
import { surfaceWordsOf } from '../../shared/strings/surfaces.ts';
import { receiptState, decidedOf, type Ask } from './ask.ts';
import { askShort } from './ask-detail.ts';
import type { Inbox } from './inbox.ts';
import { groupOf, provenanceOf } from './session-standing.ts';
import type { ConnectionEntry, SessionEntry } from './session-registry.ts';
import type { AppState } from './state.ts';

/** What the window, the tray and the notifications are all drawn from. `revision` is the publisher's to set. */
export function appView(state: AppState): AppView {
  const { registry, inbox } = state;
  const open = openAsks(state);
  const waiting = countBySession(open, inbox);
  const sessions: SessionView[] = [];
  for (const session of registry.sessions.values()) {
    const connection = registry.connections.get(session.connectionId);
    if (connection === undefined) continue;
    sessions.push(
      sessionView(session, connection, waiting.get(session.key) ?? 0, state.shares.get(session.key), state.language),
    );
  }
  return {
    revision: 0,
    connections: [...registry.connections.values()].map((connection) =>
      connectionView(connection, registry.sessions, state.language),
    ),
    sessions: sessions.sort(bySession),
    inbox: open.map((ask) => askView(ask, state)),
    overflow: overflowOf(inbox),
    receipts: receipts(inbox, state),
    drafts: state.drafts,
    settings: withoutSecrets(state.settings),
    managed: state.managed,
    language: state.language,
    notificationsPausedUntilMs: state.pausedUntilMs,
    problems: state.problems,
    surfaces: state.surfaces,
    claudeCode: state.claudeCode,
    update: state.update,
    systemQuiet: state.systemQuiet,
    trial: state.trial,
    shortcut: state.shortcut,
  };
}

/** Tokens of the managed configuration stay in main. */
function withoutSecrets(settings: AppState['settings']): AppState['settings'] {
  return { ...settings, connections: settings.connections.map(withoutSecret) };
}

/** Asks of a connection that is switched off are kept but not offered: no answer could leave. */
function openAsks({ inbox, registry }: AppState): Ask[] {
  return [...inbox.asks.values()]
    .filter((ask) => ask.state.tag === 'open' && isAnswerable(registry.connections.get(ask.connectionId)))
    .toSorted((a, b) => a.askedAtMs - b.askedAtMs);
}

/** Of a connection that is off, or not configured now, nobody could take an answer. */
function isAnswerable(connection: ConnectionEntry | undefined): boolean {
  return connection !== undefined && connection.state.tag !== 'off';
}

function countBySession(open: readonly Ask[], inbox: Inbox): Map<SessionKey, number> {
  const counts = new Map<SessionKey, number>(inbox.beyond);
  for (const ask of [...open, ...inbox.queued.values()])
    counts.set(ask.sessionKey, (counts.get(ask.sessionKey) ?? 0) + 1);
  return counts;
}

function overflowOf(inbox: Inbox): AppView['overflow'] {
  const counts = new Map<SessionKey, number>(inbox.beyond);
  for (const ask of inbox.queued.values()) counts.set(ask.sessionKey, (counts.get(ask.sessionKey) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 0).map(([sessionKey, count]) => ({ sessionKey, count }));
}

/** People name their connections; the one to the practice service is ours. */
function nameOf({ name, practice }: ConnectionEntry, language: Language): string {
  return practice ? surfaceWordsOf(language).names.practice : name;
}

function connectionView(
  entry: ConnectionEntry,
  sessions: ReadonlyMap<SessionKey, SessionEntry>,
  language: Language,
): ConnectionView {
  let sessionCount = 0;
  for (const session of sessions.values()) if (session.connectionId === entry.connectionId) sessionCount++;
  return {
    ...entry,
    name: nameOf(entry, language),
    sessionCount,
    takesShares: entry.kind === 'happy' && !entry.viewerOnly,
  };
}

function sessionView(
  session: SessionEntry,
  connection: ConnectionEntry,
  waitingCount: number,
  sharing: SharingView | undefined,
  language: Language,
): SessionView {
  const { facts } = session;
  const provenance = provenanceOf(session, connection);
  const activity = facts.activity ?? { tag: 'unknown' };
  return {
    key: session.key,
    connectionId: session.connectionId,
    sessionId: session.sessionId,
    connectionName: nameOf(connection, language),
    practice: connection.practice,
    title: facts.title ?? session.sessionId,
    group: groupOf(activity, provenance, waitingCount),
    activity,
    provenance,
    link: session.link,
    waitingCount,
    ...(facts.cwd === undefined ? {} : { cwd: facts.cwd }),
    ...(facts.host === undefined ? {} : { host: facts.host }),
    ...(facts.model === undefined ? {} : { model: facts.model }),
    ...(facts.permissionMode === undefined ? {} : { permissionMode: facts.permissionMode }),
    ...(facts.usage === undefined ? {} : { usage: facts.usage }),
    ...(facts.agent === undefined ? {} : { agent: facts.agent }),
    ...(facts.control === undefined ? {} : { control: facts.control }),
    mayShare: connection.kind === 'local' && provenance.tag !== 'ended',
    ...(sharing === undefined ? {} : { sharing }),
    // A live session is heard all the time: telling when would make every frame a news.
    ...(facts.lastHeardAtMs === undefined || provenance.tag === 'live' ? {} : { lastHeardAtMs: facts.lastHeardAtMs }),
    unread: facts.unread ?? false,
    malformedFrames: session.malformedFrames,
    unknownFrames: session.unknownFrames,
    ...(facts.silence === undefined || facts.silence === null ? {} : { silence: facts.silence }),
    capabilities: facts.can === undefined ? connection.capabilities : { ...connection.capabilities, ...facts.can },
  };
}

const GROUP_ORDER = { 'needs-you': 0, working: 1, idle: 2, 'not-heard': 3, ended: 4 } as const;

/** By group, then the title, so that a list does not jump while sessions talk. */
function bySession(a: SessionView, b: SessionView): number {
  return GROUP_ORDER[a.group] - GROUP_ORDER[b.group] || a.title.localeCompare(b.title) || (a.key < b.key ? -1 : 1);
}

/** A request never changes, so neither does its short form. */
const shorts = new WeakMap<PermissionRequest, { readonly short: string; readonly fits: boolean }>();

function shortOf(request: PermissionRequest): { readonly short: string; readonly fits: boolean } {
  const known = shorts.get(request);
  if (known !== undefined) return known;
  const made = askShort(request);
  shorts.set(request, made);
  return made;
}

function askView(ask: Ask, state: AppState): AskView {
  const { request } = ask;
  const { short, fits } = shortOf(request);
  const connection = state.registry.connections.get(ask.connectionId);
  const expired = ask.state.tag === 'open' ? ask.state.expired : null;
  return {
    key: ask.key,
    inputHash: request.inputHash,
    requestId: request.requestId,
    connectionId: ask.connectionId,
    connectionName: connection === undefined ? ask.connectionId : nameOf(connection, state.language),
    practice: connection?.practice ?? false,
    sessionKey: ask.sessionKey,
    sessionId: ask.sessionId,
    sessionTitle: titleOf(ask, state),
    kind: request.kind,
    toolName: request.toolName,
    ...(request.displayName === undefined ? {} : { displayName: request.displayName }),
    short,
    fits,
    askedAtMs: ask.askedAtMs,
    offers: offersOf(ask),
    ...(expired === null ? {} : { expiredDecision: { decision: expired.decision, why: expired.why } }),
    notSaved: ask.state.tag === 'open' && ask.state.notSaved,
  };
}

/** Once an answer left the machine, only the same kind of answer may follow it. */
function offersOf(ask: Ask): AskView['offers'] {
  const { offers } = ask.request;
  const earlier = ask.state.tag === 'open' ? ask.state.expired?.sentBefore : undefined;
  if (earlier === undefined || earlier === null) return offers;
  return { allow: offers.allow, deny: false, denyWithReason: false, denyAndStop: false, edit: false };
}

function titleOf(ask: Ask, state: AppState): string {
  return state.registry.sessions.get(ask.sessionKey)?.facts.title ?? ask.sessionTitle;
}

function receipts(inbox: Inbox, state: AppState): ReceiptView[] {
  const views: ReceiptView[] = [];
  for (const ask of inbox.asks.values()) {
    const receipt = receiptState(ask.state);
    if (receipt === null) continue;
    const decided = decidedOf(ask.state);
    const connection = state.registry.connections.get(ask.connectionId);
    views.push({
      key: ask.key,
      sessionKey: ask.sessionKey,
      sessionTitle: titleOf(ask, state),
      connectionId: ask.connectionId,
      connectionName: connection === undefined ? ask.connectionId : nameOf(connection, state.language),
      toolName: ask.request.toolName,
      short: shortOf(ask.request).short,
      decision: decided?.decision ?? null,
      surface: decided?.surface ?? null,
      decidedAtMs: decided?.decidedAtMs ?? null,
      state: receipt,
      changedAtMs: ask.changedAtMs,
    });
  }
  return views.sort((a, b) => b.changedAtMs - a.changedAtMs);
}
