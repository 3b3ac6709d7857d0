import type { AskKey } from '../../shared/ids.ts';
import type { Place } from '../../shared/ipc/contract.ts';
import type { AppView, AskView, ReceiptView, SessionView } from '../../shared/model/app-view.ts';
import type { BackendKind } from '../../shared/model/connection.ts';
import type { Decision } from '../../shared/model/decision.ts';
import type { HeldReason } from '../../shared/model/quiet.ts';
import type { PermissionSuggestion } from '../../shared/model/permission-request.ts';
import { isPlainGrant, ruleText } from '../../shared/model/permission-rule.ts';
import { surfaceWordsOf, type SurfaceWords } from '../../shared/strings/surfaces.ts';
import { flattenVisible, makeVisible, shortLine } from '../../shared/visible-text.ts';
import { TOOL_NAME_CHARS } from './ask-short.ts';

/** By priority: somebody needs you, something is broken, somebody works, all idle, nobody reachable. */
export type TrayIcon = 'needs-you' | 'error' | 'working' | 'idle' | 'offline';

/** The tray as data. Two equal views draw the same, so the surface redraws only on a change. */
export interface TrayView {
  readonly icon: TrayIcon;
  /** Open asks; drawn as a badge where the icon has room. */
  readonly count: number;
  readonly tooltip: string;
  readonly menu: readonly TrayItem[];
}

export type TrayItem =
  | { readonly tag: 'separator' }
  | { readonly tag: 'heading'; readonly label: string }
  | { readonly tag: 'action'; readonly label: string; readonly action: TrayAction; readonly enabled: boolean }
  | { readonly tag: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export type TrayAction =
  /** Bound to the ask the menu showed when it was built: a changed ask is another key. */
  | { readonly tag: 'decide'; readonly key: AskKey; readonly inputHash: string; readonly decision: Decision }
  | { readonly tag: 'open'; readonly place: Place }
  | { readonly tag: 'pause'; readonly until: PauseChoice }
  | { readonly tag: 'install-update' }
  | { readonly tag: 'quit' };

type TrayWords = SurfaceWords['tray'];

export type PauseChoice = 'half-hour' | 'hour' | 'tomorrow' | 'never';

/** More than this makes a menu nobody can use; the window has the rest. */
const MAX_ASKS = 20;
const MAX_SESSIONS = 12;
/** Of asks that were answered on another device: enough to see that the phone was heard. */
const MAX_ANSWERED = 3;

/** @param suggestionsOf  the "always" entries of an ask, which the view of the window fetches on demand */
export function trayView(view: AppView, suggestionsOf: (key: AskKey) => readonly PermissionSuggestion[]): TrayView {
  const said = surfaceWordsOf(view.language);
  const words = said.tray;
  const icon = iconOf(view);
  const count = view.inbox.length + view.overflow.reduce((sum, { count: more }) => sum + more, 0);
  const sessions = new Set(view.inbox.map((ask) => ask.sessionKey)).size;
  const quiet = silenceOf(view).map(words.held);
  return {
    icon,
    count,
    tooltip: [icon === 'needs-you' ? words.tooltip['needs-you'](count, sessions) : words.tooltip[icon], ...quiet].join(
      '\n',
    ),
    menu: [
      ...quiet.map((label): TrayItem => ({ tag: 'heading', label })),
      ...askItems(said, view, count, suggestionsOf),
      ...answeredItems(words, view),
      { tag: 'separator' },
      ...sessionItems(said, view.sessions),
      ...signInItems(words, view),
      ...startItems(words, view),
      pauseItem(words, view),
      { tag: 'separator' },
      ...updateItems(words, view),
      open(words.open, { tag: 'inbox' }),
      open(words.settings, { tag: 'settings' }),
      action(words.quit, { tag: 'quit' }),
    ],
  };
}

/** Why nothing of what waits was announced; empty if something was, or is in front of the person. */
function silenceOf({ inbox }: AppView): readonly HeldReason[] {
  const reasons = inbox.flatMap(({ held }) => (held === undefined || held.tag === 'in-front' ? [] : [held]));
  return reasons.length === inbox.length ? reasons.slice(0, 1) : [];
}

function startItems(words: TrayWords, view: AppView): TrayItem[] {
  const canStart = view.connections.some(({ capabilities, state }) => capabilities.start && state.tag === 'live');
  return canStart ? [open(words.start, { tag: 'sessions', start: true })] : [];
}

/** Only when there is something to install; until it may be, the entry says what it waits for. */
function updateItems(words: TrayWords, { update }: AppView): TrayItem[] {
  if (update.tag !== 'ready') return [];
  const label = words.installUpdate[update.waitsFor](update.release.version);
  return [{ tag: 'action', label, action: { tag: 'install-update' }, enabled: update.waitsFor === 'person' }];
}

function iconOf(view: AppView): TrayIcon {
  if (view.inbox.length > 0) return 'needs-you';
  const states = view.connections.map(({ state }) => state.tag);
  if (states.some((tag) => tag === 'failed' || tag === 'sign-in-needed')) return 'error';
  if (view.problems.some(({ code }) => code === 'storage-failed')) return 'error';
  if (view.sessions.some(({ group }) => group === 'working')) return 'working';
  const watching = states.filter((tag) => tag !== 'off');
  return watching.length > 0 && !watching.includes('live') ? 'offline' : 'idle';
}

function askItems(
  said: SurfaceWords,
  view: AppView,
  count: number,
  suggestionsOf: (key: AskKey) => readonly PermissionSuggestion[],
): TrayItem[] {
  if (count === 0) return [{ tag: 'heading', label: said.tray.noAsks }];
  const hidden = view.settings.notifications.hideContent;
  const items: TrayItem[] = view.inbox
    .slice(0, MAX_ASKS)
    .map((ask) => (hidden ? hiddenAskItem(said, ask) : askItem(said, ask, suggestionsOf(ask.key))));
  const more = count - items.length;
  return more > 0 ? [...items, open(said.tray.moreAsks(more), { tag: 'inbox' })] : items;
}

function askItem(said: SurfaceWords, ask: AskView, suggestions: readonly PermissionSuggestion[]): TrayItem {
  const words = said.tray;
  const decide = (label: string, decision: Decision): TrayItem =>
    action(label, { tag: 'decide', key: ask.key, inputHash: ask.inputHash, decision });
  const items: TrayItem[] = [];
  const mayAllow = ask.fits && ask.offers.allow && ask.kind === 'tool';
  if (mayAllow) items.push(decide(words.allowOnce, { tag: 'allow' }));
  if (ask.offers.deny) items.push(decide(words.deny, { tag: 'deny', stop: false }));
  if (ask.offers.denyWithReason)
    items.push(open(words.denyWithReason, { tag: 'inbox', ask: ask.key, intent: 'deny-with-reason' }));
  items.push(open(words.review, { tag: 'inbox', ask: ask.key }));
  if (mayAllow) {
    suggestions.forEach((suggestion, suggestionIndex) => {
      if (suggestion.tag !== 'rules' || !isPlainGrant(suggestion)) return;
      const rules = suggestion.rules.map(ruleText).join(', ');
      // A rule that is not whole, or not plain, in the menu can only be granted in the window.
      if (plain(rules, 200) !== rules) return;
      items.push(decide(words.alwaysAllow(rules), { tag: 'allow', suggestionIndex }));
    });
  }
  const label = `${plain(ask.toolName, TOOL_NAME_CHARS)}: ${ask.short} (${plain(ask.sessionTitle, 60)})${practiceMark(said, ask)}`;
  return { tag: 'submenu', label, items };
}

/** With content hidden nobody sees what an answer would answer: the menu only says who waits, and leads to it. */
function hiddenAskItem(said: SurfaceWords, ask: AskView): TrayItem {
  const words = said.tray;
  const items = [open(words.review, { tag: 'inbox', ask: ask.key })];
  return { tag: 'submenu', label: words.hiddenAsk(plain(ask.sessionTitle, 60) + practiceMark(said, ask)), items };
}

/** So that nobody looks here for an ask that was just answered on the phone. */
function answeredItems(words: TrayWords, view: AppView): TrayItem[] {
  const kinds = new Map(view.connections.map(({ connectionId, kind }) => [connectionId, kind]));
  return view.receipts
    .filter((receipt) => wasAnsweredOnAnotherDevice(receipt, kinds.get(receipt.connectionId)))
    .slice(0, MAX_ANSWERED)
    .map(({ sessionKey: key, sessionTitle, toolName, short }) => {
      const session = plain(sessionTitle, 60);
      const ask = `${plain(toolName, TOOL_NAME_CHARS)}: ${short} (${session})`;
      const label = words.answeredElsewhere(view.settings.notifications.hideContent ? session : ask);
      return open(label, { tag: 'session', key });
    });
}

/** A session of this computer is answered elsewhere in its terminal; one that is shared, by a decision from there. */
function wasAnsweredOnAnotherDevice({ state, surface }: ReceiptView, kind: BackendKind | undefined): boolean {
  if (state === 'answered-elsewhere') return kind === 'happy';
  return surface === 'other-device' && state !== 'withdrawn';
}

function practiceMark({ notice }: SurfaceWords, { practice }: Pick<AskView, 'practice'>): string {
  return practice ? ` [${notice.practice}]` : '';
}

function sessionItems(said: SurfaceWords, sessions: readonly SessionView[]): TrayItem[] {
  const words = said.tray;
  const items: TrayItem[] = [];
  const shown = sessions.filter(({ group }) => group !== 'ended').slice(0, MAX_SESSIONS);
  for (const group of ['needs-you', 'working', 'idle', 'not-heard'] as const) {
    const ofGroup = shown.filter((session) => session.group === group);
    if (ofGroup.length === 0) continue;
    items.push({ tag: 'heading', label: words.groups[group] });
    for (const session of ofGroup) {
      items.push(open(plain(session.title, 60) + practiceMark(said, session), { tag: 'session', key: session.key }));
    }
  }
  const more = sessions.filter(({ group }) => group !== 'ended').length - shown.length;
  if (more > 0) items.push(open(words.moreSessions(more), { tag: 'sessions' }));
  if (items.length > 0) items.push({ tag: 'separator' });
  return items;
}

function signInItems(words: TrayWords, view: AppView): TrayItem[] {
  return view.connections
    .filter(({ state }) => state.tag === 'sign-in-needed')
    .map(({ name, connectionId }) => open(words.signIn(plain(name, 40)), { tag: 'connections', signIn: connectionId }));
}

function pauseItem(words: TrayWords, view: AppView): TrayItem {
  const choices: PauseChoice[] = ['half-hour', 'hour', 'tomorrow'];
  if (view.notificationsPausedUntilMs !== null) choices.push('never');
  const items: TrayItem[] = choices.map((until) => action(words.pauseFor[until], { tag: 'pause', until }));
  items.push(open(words.quietHours, { tag: 'settings' }));
  return { tag: 'submenu', label: words.pause, items };
}

const action = (label: string, what: TrayAction): TrayItem => ({ tag: 'action', label, action: what, enabled: true });
const open = (label: string, place: Place): TrayItem => action(label, { tag: 'open', place });

function plain(text: string, maxChars: number): string {
  return shortLine(flattenVisible(makeVisible(text)), maxChars);
}
