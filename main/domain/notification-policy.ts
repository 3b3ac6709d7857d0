import type { Place } from '../../shared/ipc/contract.ts';
import type { AskKey, SessionKey } from '../../shared/ids.ts';
import type { AskView } from '../../shared/model/app-view.ts';
import type { NotificationSettings } from '../../shared/model/settings.ts';
import { surfaceWordsOf } from '../../shared/strings/surfaces.ts';
import { flattenVisible, makeVisible, shortLine } from '../../shared/visible-text.ts';
import { TOOL_NAME_CHARS } from './ask-short.ts';
import type { Attention } from './state.ts';

/** What a notification shows. Title and labels are our own words; only `body` quotes the ask, in visible form. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** In order. `default` (a click on the notice itself) always means open. */
  readonly buttons: readonly { readonly key: NoticeAction; readonly label: string }[];
  /** True if it must not make a sound (grouped, replaced, or sounds are off). */
  readonly silent: boolean;
  /** What the notice is about; empty for a grouped one. */
  readonly ask: { readonly key: AskKey; readonly inputHash: string } | null;
  readonly opens: Place;
}

export type NoticeAction = 'allow' | 'deny' | 'open' | 'review';

export interface NotificationContext {
  readonly settings: NotificationSettings;
  readonly paused: boolean;
  /** Minutes since local midnight: quiet hours follow the clock on the wall. */
  readonly localMinute: number;
  readonly attention: Attention;
  /** Asks whose notice was shown before, alone or in a group: they make no sound again. */
  readonly announced: ReadonlySet<AskKey>;
  /** Asks beyond the caps: they wait too. */
  readonly overflowCount: number;
}

/** More than this many at once become one grouped notice. */
const MAX_SINGLE_NOTICES = 2;
export const GROUP_ID = 'group';

const { notice: words, tools: toolTitles } = surfaceWordsOf('en');

/**
 * The notices that should stand now. The engine compares them with those that do, shows what is new and takes back the
 * rest; a pause or quiet hours only hold notices back, so that nothing is lost when they end.
 */
export function wantedNotices(inbox: readonly AskView[], context: NotificationContext): readonly Notice[] {
  const { settings, attention } = context;
  if (!settings.enabled || context.paused || inQuietHours(settings, context.localMinute)) return [];
  const inFront = attention.windowFocused ? attention.session : null;
  const asks = inbox.filter((ask) => ask.sessionKey !== inFront);
  if (asks.length > MAX_SINGLE_NOTICES) return [groupedNotice(asks, context)];
  return asks.map((ask) => singleNotice(ask, context));
}

export function inQuietHours({ quietHours }: NotificationSettings, localMinute: number): boolean {
  if (!quietHours.enabled) return false;
  const from = minuteOfDay(quietHours.from);
  const to = minuteOfDay(quietHours.to);
  return from <= to ? localMinute >= from && localMinute < to : localMinute >= from || localMinute < to;
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function singleNotice(ask: AskView, { settings, announced }: NotificationContext): Notice {
  const hidden = settings.hideContent;
  const answerable = settings.buttons && !hidden && ask.kind === 'tool';
  const mayAllow = answerable && ask.fits && ask.offers.allow;
  const keys: NoticeAction[] = [];
  if (mayAllow) keys.push('allow');
  if (answerable && ask.offers.deny) keys.push('deny');
  keys.push(mayAllow ? 'open' : 'review');
  return {
    id: ask.key,
    title: hidden ? words.title.hidden + (ask.practice ? ` (${words.practice})` : '') : titleOf(ask),
    body: hidden ? words.hiddenBody : bodyOf(ask),
    buttons: keys.map((key) => ({ key, label: words.buttons[key] })),
    silent: !settings.sound || announced.has(ask.key),
    ask: { key: ask.key, inputHash: ask.inputHash },
    opens: { tag: 'inbox', ask: ask.key },
  };
}

function sessionWords({ sessionTitle, practice }: AskView): string {
  return plain(sessionTitle, 60) + (practice ? ` (${words.practice})` : '');
}

function titleOf(ask: AskView): string {
  const session = sessionWords(ask);
  switch (ask.kind) {
    case 'tool':
      return words.title.tool(toolWords(ask.toolName), session);
    case 'question':
      return words.title.question(session);
    case 'plan':
      return words.title.plan(session);
    case 'elicitation':
      return words.title.elicitation(session);
    case 'dialog':
      return words.title.dialog(session);
  }
}

/** Our own words for the tool, never the agent's: a display name could say anything. */
function toolWords(toolName: string): string {
  const known = Object.hasOwn(toolTitles, toolName) ? toolTitles[toolName] : undefined;
  return known ?? words.title.otherTool(plain(toolName, TOOL_NAME_CHARS));
}

function bodyOf(ask: AskView): string {
  return ask.fits || ask.kind !== 'tool' ? ask.short : `${ask.short}\n${words.cut}`;
}

function groupedNotice(asks: readonly AskView[], { settings, announced, overflowCount }: NotificationContext): Notice {
  const sessions = new Set<SessionKey>(asks.map((ask) => ask.sessionKey)).size;
  const titles = [...new Set(asks.map(sessionWords))].slice(0, 3).join(', ');
  return {
    id: GROUP_ID,
    title: words.grouped(asks.length + overflowCount, sessions),
    body: settings.hideContent ? words.hiddenBody : `${titles}. ${words.groupedBody}`,
    buttons: [{ key: 'open', label: words.buttons.open }],
    silent: !settings.sound || asks.some((ask) => announced.has(ask.key)),
    ask: null,
    opens: { tag: 'inbox' },
  };
}

function plain(text: string, maxChars: number): string {
  return shortLine(flattenVisible(makeVisible(text)), maxChars);
}
