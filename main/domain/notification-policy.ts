import type { Place } from '../../shared/ipc/contract.ts';
import type { AskKey, SessionKey } from '../../shared/ids.ts';
import type { AskView } from '../../shared/model/app-view.ts';
import type { HeldReason } from '../../shared/model/quiet.ts';
import type { Language } from '../../shared/strings/language.ts';
import { surfaceWordsOf, type SurfaceWords } from '../../shared/strings/surfaces.ts';
import { flattenVisible, makeVisible, shortLine } from '../../shared/visible-text.ts';
import { TOOL_NAME_CHARS } from './ask-short.ts';
import { holdOf, isInFront, type Hold, type HoldContext } from './hold.ts';
import type { Attention } from './state.ts';
import { isOfTrial } from './trial.ts';

/** What a notification shows. Title and labels are our own words; only `body` quotes the ask, in visible form. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** In order. `default` (a click on the notice itself) always means open. */
  readonly buttons: readonly { readonly key: NoticeAction; readonly label: string }[];
  /** True if it must not make a sound: all that it is about was heard before, or sounds are off. */
  readonly silent: boolean;
  /** What the notice is about; empty for a grouped one. */
  readonly ask: { readonly key: AskKey; readonly inputHash: string } | null;
  readonly opens: Place;
}

type NoticeWords = SurfaceWords['notice'];

export type NoticeAction = 'allow' | 'deny' | 'open' | 'review';

export interface NotificationContext extends HoldContext {
  readonly language: Language;
  readonly attention: Attention;
  /** Notices that stand now, by their id. */
  readonly standing: ReadonlyMap<string, Notice>;
  /** Asks that a notice stood for, alone or in a group, or that were in front of the person: they make no sound again. */
  readonly announced: ReadonlySet<AskKey>;
  /** Asks that made their sound without a notice, in quiet hours. */
  readonly rung: ReadonlySet<AskKey>;
  /** Asks beyond the caps: they wait too. */
  readonly overflowCount: number;
}

/** For each ask either the notice that stands for it or why there is none. */
export interface NoticePlan {
  /** All that should stand now; the rest is taken back. */
  readonly notices: readonly Notice[];
  readonly held: ReadonlyMap<AskKey, HeldReason>;
  /** A sound without a notice is due. */
  readonly rings: boolean;
}

/** More than this many at once become one grouped notice. */
const MAX_SINGLE_NOTICES = 2;
export const GROUP_ID = 'group';

/**
 * The notices that should stand now, and why some asks have none. A hold keeps new notices back and lets stand what
 * stands: whatever was announced before is not announced again when the hold ends, and what still waits then is news.
 */
export function planNotices(inbox: readonly AskView[], context: NotificationContext): NoticePlan {
  const hold = holdOf(context);
  if (hold !== null) return planUnderHold(inbox, context, hold);
  const held = new Map<AskKey, HeldReason>();
  for (const ask of inbox) if (isInFront(ask, context.attention)) held.set(ask.key, { tag: 'in-front' });
  return { notices: noticesFor(unheld(inbox, held), context), held, rings: false };
}

function planUnderHold(inbox: readonly AskView[], context: NotificationContext, hold: Hold): NoticePlan {
  const { standing, announced, rung, settings } = context;
  const held = new Map<AskKey, HeldReason>();
  let rings = false;
  for (const ask of inbox) {
    const isSeen = isInFront(ask, context.attention);
    const stands = standing.has(ask.key) || (standing.has(GROUP_ID) && announced.has(ask.key));
    if (stands && !isSeen && hold.tag !== 'switched-off') continue;
    held.set(ask.key, hold);
    rings ||= !isSeen && !announced.has(ask.key) && !rung.has(ask.key);
  }
  const keep = unheld(inbox, held);
  return {
    notices: hidesContent(context) ? noticesFor(keep, context) : standingFor(keep, standing),
    held,
    rings: rings && hold.tag === 'quiet-hours' && settings.sound && settings.soundInQuietHours,
  };
}

function unheld(inbox: readonly AskView[], held: ReadonlyMap<AskKey, HeldReason>): readonly AskView[] {
  return inbox.filter(({ key }) => !held.has(key));
}

function noticesFor(asks: readonly AskView[], context: NotificationContext): readonly Notice[] {
  // Somebody looks for the buttons of the trial's ask just now.
  const trial = asks.filter(isOfTrial);
  const others = asks.filter((ask) => !isOfTrial(ask));
  if (others.length <= MAX_SINGLE_NOTICES) return asks.map((ask) => singleNotice(ask, context));
  return [groupedNotice(others, context), ...trial.map((ask) => singleNotice(ask, context))];
}

/** As they were drawn, and heard: during a hold even a small correction could come up on the screen again. */
function standingFor(asks: readonly AskView[], standing: ReadonlyMap<string, Notice>): readonly Notice[] {
  const keys = new Set<string>(asks.map(({ key }) => key));
  return [...standing.values()]
    .filter(({ id, ask }) => (ask === null ? keys.size > 0 : keys.has(id)))
    .map((notice) => ({ ...notice, silent: true }));
}

/** A lock screen may show notifications to whoever stands before it. */
function hidesContent({ settings, attention }: NotificationContext): boolean {
  return settings.hideContent || (settings.hideContentWhenLocked && attention.isLocked);
}

function singleNotice(ask: AskView, context: NotificationContext): Notice {
  const { settings } = context;
  const said = surfaceWordsOf(context.language);
  const words = said.notice;
  const hidden = hidesContent(context);
  const answerable = settings.buttons && !hidden && ask.kind === 'tool';
  const mayAllow = answerable && ask.fits && ask.offers.allow;
  const keys: NoticeAction[] = [];
  if (mayAllow) keys.push('allow');
  if (answerable && ask.offers.deny) keys.push('deny');
  keys.push(mayAllow ? 'open' : 'review');
  return {
    id: ask.key,
    title: hidden ? words.title.hidden + (ask.practice ? ` (${words.practice})` : '') : titleOf(said, ask),
    body: hidden ? words.hiddenBody : bodyOf(words, ask),
    buttons: keys.map((key) => ({ key, label: words.buttons[key] })),
    silent: !settings.sound || wasHeard(ask, context),
    ask: { key: ask.key, inputHash: ask.inputHash },
    opens: { tag: 'inbox', ask: ask.key },
  };
}

function sessionWords(words: NoticeWords, { sessionTitle, practice }: AskView): string {
  return plain(sessionTitle, 60) + (practice ? ` (${words.practice})` : '');
}

function titleOf(said: SurfaceWords, ask: AskView): string {
  const words = said.notice;
  const session = sessionWords(words, ask);
  switch (ask.kind) {
    case 'tool':
      return words.title.tool(toolWords(said, ask.toolName), session);
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
function toolWords({ tools, notice }: SurfaceWords, toolName: string): string {
  const known = Object.hasOwn(tools, toolName) ? tools[toolName] : undefined;
  return known ?? notice.title.otherTool(plain(toolName, TOOL_NAME_CHARS));
}

function bodyOf(words: NoticeWords, ask: AskView): string {
  return ask.fits || ask.kind !== 'tool' ? ask.short : `${ask.short}\n${words.cut}`;
}

function groupedNotice(asks: readonly AskView[], context: NotificationContext): Notice {
  const words = surfaceWordsOf(context.language).notice;
  const sessions = new Set<SessionKey>(asks.map((ask) => ask.sessionKey)).size;
  const titles = [...new Set(asks.map((ask) => sessionWords(words, ask)))].slice(0, 3).join(', ');
  return {
    id: GROUP_ID,
    title: words.grouped(asks.length + context.overflowCount, sessions),
    body: hidesContent(context) ? words.hiddenBody : `${titles}. ${words.groupedBody}`,
    buttons: [{ key: 'open', label: words.buttons.open }],
    silent: !context.settings.sound || asks.every((ask) => wasHeard(ask, context)),
    ask: null,
    opens: { tag: 'inbox' },
  };
}

function wasHeard({ key }: AskView, { announced, rung }: NotificationContext): boolean {
  return announced.has(key) || rung.has(key);
}

function plain(text: string, maxChars: number): string {
  return shortLine(flattenVisible(makeVisible(text)), maxChars);
}
