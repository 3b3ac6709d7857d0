import { PERMISSION_MODES } from '../../../../shared/model/session.ts';
import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import type { SharedFacts, ShareHands } from '../../../ports/sharing.ts';
import type { PersonMessage } from './incoming.ts';

export interface PersonParts {
  readonly facts: () => SharedFacts;
  readonly words: () => OtherDeviceWords;
  readonly hands: ShareHands;
  /** @param id  the same words are said once for each */
  readonly say: (id: string, text: string) => void;
  /** The session will tell of this message as its own: it is there already. */
  readonly expect: (messageId: string) => void;
}

/** Hands messages of other devices to the session, and says so there where that is not possible. */
export function personMessages({
  facts,
  words,
  hands,
  say,
  expect,
}: PersonParts): (message: PersonMessage) => Promise<void> {
  return async ({ messageId, text, meta }) => {
    if (!facts().can.sendMessage) {
      say('no-messages', words().takesNoMessages);
      return;
    }
    const mode = modeOf(meta.permissionMode, facts().permissionMode);
    if (mode !== null) {
      if (!facts().can.setMode) say(`mode:${mode}`, words().modeOnComputer);
      else if (!(await hands.setMode(mode)).ok) {
        // It was written for a session in that mode, which may be the more careful one.
        say(messageId, words().notDelivered['mode-not-changed']);
        return;
      }
    }
    expect(messageId);
    const sent = await hands.sendMessage(messageId, text);
    if (!sent.ok) say(messageId, words().notDelivered[sent.error.code]);
  };
}

/** Names that other agents have for their modes. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['yolo', 'bypassPermissions'],
  ['read-only', 'default'],
  ['safe-yolo', 'default'],
]);

/** @returns the mode to change to; null = none. `default` is what apps send when nothing was picked. */
function modeOf(wished: string | undefined, now: string | undefined): string | null {
  const mode = wished === undefined ? undefined : (OTHER_NAMES.get(wished) ?? wished);
  if (mode === undefined || mode === (now ?? 'default') || !PERMISSION_MODES.some((known) => known === mode))
    return null;
  return mode === 'default' && now === 'bypassPermissions' ? null : mode;
}
