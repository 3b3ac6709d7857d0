import { Variant } from '@jellybrick/dbus-next';
import type { Notice, NoticeAction } from '../../domain/notification-policy.ts';

export interface DaemonAbilities {
  readonly buttons: boolean;
  readonly body: boolean;
  readonly markup: boolean;
  readonly sound: boolean;
}

/** What one notice looks like to the daemon, and which action keys it may report for it. */
export interface NoticeDrawing {
  readonly keys: ReadonlySet<string>;
  /** Body of the `Notify` call, signature `susssasa{sv}i`. */
  notifyBody(replacesId: number): unknown[];
}

const APP_NAME = 'Gatehouse';
const DESKTOP_ENTRY = 'gatehouse';
const URGENCY_NORMAL = 1;
const SERVER_DECIDES = -1;
const NEVER_EXPIRES = 0;

/** @param soundPath  what the daemon shall play, if it can; null if it must not make a sound this time */
export function drawNotice(notice: Notice, abilities: DaemonAbilities, soundPath: string | null): NoticeDrawing {
  // Where the daemon cannot show the body, nobody sees what an allow would allow.
  const buttons = notice.buttons.filter((button) => abilities.body || button.key !== 'allow');
  const actions = abilities.buttons
    ? ['default', 'Open', ...buttons.flatMap(({ key, label }) => [key, sendable(label)])]
    : [];
  const hints = {
    urgency: new Variant('y', URGENCY_NORMAL),
    category: new Variant('s', notice.ask === null ? 'x-gatehouse.summary' : 'x-gatehouse.ask'),
    'desktop-entry': new Variant('s', DESKTOP_ENTRY),
    ...(soundPath !== null && abilities.sound
      ? { 'sound-file': new Variant('s', soundPath) }
      : { 'suppress-sound': new Variant('b', true) }),
  };
  const body = sendable(notice.body);
  return {
    keys: new Set(abilities.buttons ? ['default', ...buttons.map(({ key }) => key)] : []),
    notifyBody: (replacesId) => [
      APP_NAME,
      replacesId,
      '',
      sendable(notice.title),
      abilities.markup ? escapeMarkup(body) : body,
      actions,
      hints,
      notice.ask === null ? SERVER_DECIDES : NEVER_EXPIRES,
    ],
  };
}

/** A click on the notice itself opens what it is about. */
export function actionOfKey(key: string): NoticeAction | null {
  switch (key) {
    case 'default':
      return 'open';
    case 'allow':
    case 'deny':
    case 'open':
    case 'review':
      return key;
    default:
      return null;
  }
}

/** The bus hangs up on a client that sends a zero character or half a surrogate pair. */
function sendable(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '\u2400');
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
